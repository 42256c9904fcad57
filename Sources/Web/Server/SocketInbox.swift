import NIOCore
import Synchronization

/// The frames that were read from one WebSocket and not taken yet.
final class SocketInbox: Sendable {
    private struct State {
        var frames: CircularBuffer<String> = []
        var isFinished = false
        var reader: CheckedContinuation<String?, Never>?
    }

    private let state = Mutex(State())

    /// Returns how many wait now.
    func put(_ text: String) -> Int {
        let (reader, waiting) = state.withLock { state -> (CheckedContinuation<String?, Never>?, Int) in
            guard !state.isFinished else { return (nil, 0) }
            if let reader = state.reader {
                state.reader = nil
                return (reader, 0)
            }
            state.frames.append(text)
            return (nil, state.frames.count)
        }
        reader?.resume(returning: text)
        return waiting
    }

    /// What waits can still be taken; then comes the end.
    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    var count: Int { state.withLock { $0.frames.count } }

    /// The next frame and how many are left; nil at the end, or when the reading task is cancelled.
    func next() async -> (text: String, left: Int)? {
        let text = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
                let now = state.withLock { state -> String?? in
                    if let text = state.frames.popFirst() { return .some(text) }
                    // A second reader would steal frames from the first: it gets the end.
                    if state.isFinished || state.reader != nil || Task.isCancelled { return .some(nil) }
                    state.reader = continuation
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            let reader = state.withLock { state in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(returning: nil)
        }
        return text.map { ($0, count) }
    }
}

/// The text frames of one WebSocket, as they are taken.
public struct SocketFrames: AsyncSequence, Sendable {
    public typealias Element = String
    public typealias Failure = Never

    let inbox: SocketInbox
    let channel: any Channel
    let refillAt: Int

    /// Takes one frame after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let frames: SocketFrames

        public mutating func next() async -> String? { await frames.next() }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> String? { await frames.next() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(frames: self) }

    func next() async -> String? {
        guard let (text, left) = await inbox.next() else { return nil }
        // Only on the way down through the mark, so that a quick reader does not wake the loop for every frame.
        if left == refillAt { channel.triggerUserOutboundEvent(SocketNudge.read, promise: nil) }
        return text
    }
}
