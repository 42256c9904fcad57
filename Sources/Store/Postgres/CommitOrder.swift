import Synchronization

/// Lets the tidings of commits on several connections go out in the order of the commits.
///
/// A transaction takes its turn just before its commit is sent. One that depends on another (it saw its rows or
/// waited for its locks) can only have done so after the other's commit was sent: its turn is later.
final class CommitOrder: Sendable {
    typealias Settlement = @Sendable () -> Void

    private struct State {
        var nextTurn = 0
        var head = 0
        var settled: [Int: Settlement] = [:]
        var isTelling = false
    }

    private let state = Mutex(State())

    func turn() -> Int {
        state.withLock { state in
            defer { state.nextTurn += 1 }
            return state.nextTurn
        }
    }

    /// The outcome of that turn's commit is known: runs the settlement after those of all earlier turns.
    func settle(_ turn: Int, _ settlement: @escaping Settlement) {
        state.withLock { $0.settled[turn] = settlement }
        while let next = nextToTell() {
            next()
            state.withLock { $0.isTelling = false }
        }
    }

    private func nextToTell() -> Settlement? {
        state.withLock { state in
            guard !state.isTelling, let next = state.settled.removeValue(forKey: state.head) else { return nil }
            state.head += 1
            state.isTelling = true
            return next
        }
    }
}
