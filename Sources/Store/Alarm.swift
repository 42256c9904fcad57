/// Waits until somebody rings or a time has passed, whichever is first. One waiter.
struct Alarm {
    private var rings: AsyncStream<Void>.Iterator
    /// Rings; any number of rings while nobody waits count as one.
    let ring: @Sendable () -> Void

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        rings = stream.makeAsyncIterator()
        ring = { continuation.yield() }
    }

    /// Cancelling the waiting task ends the wait, and all later ones.
    mutating func wait(secondsMax: Double) async {
        let ring = ring
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                if (try? await Task.sleep(for: .seconds(secondsMax))) != nil { ring() }
            }
            await rings.next()
            group.cancelAll()
        }
    }
}
