import NIOCore
import Synchronization

/// The frames that wait to be written to one WebSocket, within its limits.
final class SocketOutbox: Sendable {
    enum Putting: Equatable { case queued, queuedAndIdle, refused }

    private struct State {
        var frames: CircularBuffer<String> = []
        var bytes = 0
        /// A write is on its way, so nobody needs to be woken.
        var isBusy = false
        var isClosed = false
        /// Told true when everything is written, false when the connection ends first.
        var waiters: [@Sendable (Bool) -> Void] = []
    }

    private let state = Mutex(State())
    private let framesMax: Int
    private let bytesMax: Int

    init(_ limits: SocketLimits) {
        framesMax = limits.outboxFramesMax
        bytesMax = limits.outboxBytesMax
    }

    func put(_ text: String) -> Putting {
        state.withLock { state in
            let bytes = text.utf8.count
            guard !state.isClosed, state.frames.count < framesMax, state.bytes + bytes <= bytesMax else {
                return .refused
            }
            state.frames.append(text)
            state.bytes += bytes
            defer { state.isBusy = true }
            return state.isBusy ? .queued : .queuedAndIdle
        }
    }

    /// The next frame to write; nil when none waits, and then the next `put` wakes the writer again.
    func take() -> String? {
        state.withLock { state in
            guard let text = state.frames.popFirst() else {
                state.isBusy = false
                return nil
            }
            state.bytes -= text.utf8.count
            return text
        }
    }

    func clear() -> Int {
        state.withLock { state in
            defer {
                state.frames.removeAll()
                state.bytes = 0
            }
            return state.frames.count
        }
    }

    /// Keeps the action for later; or says at once how it stands.
    func onDrained(_ action: @escaping @Sendable (Bool) -> Void) {
        let now = state.withLock { state -> Bool? in
            if state.isClosed { return false }
            if !state.isBusy, state.frames.isEmpty { return true }
            state.waiters.append(action)
            return nil
        }
        if let now { action(now) }
    }

    /// Tells those who wait that everything is written, if it is.
    func tellDrained() {
        let waiters = state.withLock { state in
            guard state.frames.isEmpty, !state.isClosed else { return [@Sendable (Bool) -> Void]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter(true) }
    }

    /// False when it was closed before.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }

    /// The connection is gone: nothing waits any more.
    func end() {
        let waiters = state.withLock { state in
            defer { state = State(isClosed: true) }
            return state.waiters
        }
        for waiter in waiters { waiter(false) }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }
    var waiting: Int { state.withLock { $0.frames.count } }
}
