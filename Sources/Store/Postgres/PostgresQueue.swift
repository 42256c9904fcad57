import Dispatch
import Synchronization

/// Closures that wait for one of the connections. Writers go before readers, and the first connections take no
/// readers at all, so that long reports cannot hold up the road.
final class PostgresQueue: Sendable {
    /// Closures of either sort that may wait; more are refused with `busy`.
    static let waitingMax = 20_000

    typealias Job = @Sendable (PostgresLane) -> Void

    private struct State {
        var writes = Lane()
        var reads = Lane()
        var idle: Set<Int> = []
        var closed = false
    }

    /// A queue that takes from its front without moving the rest.
    private struct Lane {
        private var jobs: [Job] = []
        private var head = 0

        var count: Int { jobs.count - head }

        mutating func append(_ job: @escaping Job) { jobs.append(job) }

        mutating func take() -> Job? {
            guard head < jobs.count else { return nil }
            defer {
                head += 1
                if head == jobs.count || head > 1024 {
                    jobs.removeFirst(head)
                    head = 0
                }
            }
            return jobs[head]
        }
    }

    private enum Step {
        case run(Job)
        case sleep
        case stop
    }

    private let state = Mutex(State())
    private let bells: [DispatchSemaphore]
    private let writersOnly: Int

    init(workers: Int) {
        bells = (0..<workers).map { _ in DispatchSemaphore(value: 0) }
        writersOnly = min(2, workers - 1)
    }

    /// Throws `busy` or `closed` instead of queueing.
    func add(writing: Bool, _ job: @escaping Job) throws(StoreFailure) {
        let outcome = state.withLock { state -> Result<Int?, StoreFailure> in
            if state.closed { return .failure(.closed) }
            guard (writing ? state.writes : state.reads).count < Self.waitingMax else { return .failure(.busy) }
            if writing { state.writes.append(job) } else { state.reads.append(job) }
            // The lowest number that may: warm connections are used first.
            let woken = state.idle.filter { writing || $0 >= writersOnly }.min()
            if let woken { state.idle.remove(woken) }
            return .success(woken)
        }
        if let woken = try outcome.get() { bells[woken].signal() }
    }

    /// The next closure for a worker; blocks until there is one, `nil` once all is done after `close`.
    func next(for worker: Int) -> Job? {
        while true {
            let step = state.withLock { state -> Step in
                if let job = state.writes.take() { return .run(job) }
                if worker >= writersOnly, let job = state.reads.take() { return .run(job) }
                // Another worker may still be needed for reads when this one takes writes only.
                if state.closed { return .stop }
                state.idle.insert(worker)
                return .sleep
            }
            switch step {
            case .run(let job): return job
            case .stop: return nil
            case .sleep: bells[worker].wait()
            }
        }
    }

    /// Accepts no more; what waits is still done.
    func close() {
        state.withLock {
            $0.closed = true
            $0.idle = []
        }
        for bell in bells { bell.signal() }
    }
}
