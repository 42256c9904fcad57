import Foundation

/// Counts the time this process spends on the processor, all its threads together.
struct ProcessorClock: Clock {
    struct Instant: InstantProtocol {
        let elapsed: Duration

        func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }
        func duration(to other: Instant) -> Duration { other.elapsed - elapsed }
        static func < (a: Instant, b: Instant) -> Bool { a.elapsed < b.elapsed }
    }

    var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Instant(elapsed: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    var minimumResolution: Duration { .microseconds(1) }

    /// Whoever sleeps spends no such time.
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await ContinuousClock().sleep(for: now.duration(to: deadline))
    }
}
