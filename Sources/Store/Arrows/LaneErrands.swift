import Synchronization

/// What a lane is asked to do. Any number of the same request while the lane is at work count as one.
final class LaneErrands: Sendable {
    private let retries = Mutex<Set<String>>([])
    private let ring: AsyncStream<Void>.Continuation
    /// One element whenever there is something to do. One lane listens.
    let rings: AsyncStream<Void>

    init() { (rings, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    func catchUp() { ring.yield() }

    func retry(_ stream: String) {
        retries.withLock { _ = $0.insert(stream) }
        ring.yield()
    }

    /// Parked streams to be tried again; they are not named a second time.
    func takeRetries() -> [String] {
        retries.withLock { streams in
            defer { streams = [] }
            return streams.sorted()
        }
    }
}
