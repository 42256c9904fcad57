import Synchronization

/// One closure that waits for its turn in a shared transaction.
protocol WriteJob: Sendable {
    /// Runs the closure; `false` asks for its savepoint to be rolled back.
    func run(in tx: Transaction) -> Bool
    /// The commit failed, or the job was never run.
    func refuse(_ error: any Error)
    /// Tells the listeners what was committed.
    func announce(_ committed: Committed)
    /// Gives the caller its answer.
    func succeed()
}

final class ClosureJob<Answer: Sendable>: WriteJob {
    private let body: @Sendable (Transaction) throws -> Answer
    private let continuation: CheckedContinuation<Answer, any Error>
    private let outcome = Mutex<Outcome?>(nil)

    private struct Outcome {
        var answer: Result<Answer, any Error>
        var committed: Commit
    }

    init(
        body: @escaping @Sendable (Transaction) throws -> Answer,
        continuation: CheckedContinuation<Answer, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in tx: Transaction) -> Bool {
        let answer = Result { try body(tx) }
        let commit = Commit(tx)
        outcome.withLock { $0 = Outcome(answer: answer, committed: commit) }
        if case .failure = answer { return false }
        return true
    }

    func refuse(_ error: any Error) { continuation.resume(throwing: error) }

    func announce(_ committed: Committed) {
        guard let outcome = outcome.withLock({ $0 }), case .success = outcome.answer else { return }
        outcome.committed.announce(committed)
    }

    func succeed() {
        guard let outcome = outcome.withLock({ $0 }) else { return refuse(StoreFailure.closed) }
        continuation.resume(with: outcome.answer)
    }
}

/// What a transaction leaves to be told once its commit is durable.
struct Commit: Sendable {
    private let hooks: [@Sendable () -> Void]
    private let tell: @Sendable (Committed) -> Void

    init(_ tx: Transaction) {
        hooks = tx.commitHooks
        let (facts, timers, outbox) = (tx.recorded, tx.wakesTimers, tx.wakesOutbox)
        tell = { $0(facts, timers, outbox) }
    }

    func announce(_ committed: Committed) {
        for hook in hooks { hook() }
        tell(committed)
    }
}
