import Synchronization

/// One closure that waits for its turn in a transaction.
protocol WriteJob: Sendable {
    /// Runs the closure; `false` asks for what it did to be rolled back.
    func run(in tx: Transaction) -> Bool
    /// The commit failed, or the job was never run.
    func refuse(_ error: any Error)
    /// Whether anything is to be announced.
    var hasTidings: Bool { get }
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
        var commit: Commit?
    }

    init(
        body: @escaping @Sendable (Transaction) throws -> Answer,
        continuation: CheckedContinuation<Answer, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in tx: Transaction) -> Bool {
        let answer = Result {
            let answer = try body(tx)
            try tx.checkSound()
            return answer
        }
        guard case .success = answer else {
            outcome.withLock { $0 = Outcome(answer: answer, commit: nil) }
            return false
        }
        let commit = tx.tidings.isEmpty ? nil : Commit(tx.tidings)
        outcome.withLock { $0 = Outcome(answer: answer, commit: commit) }
        return true
    }

    var hasTidings: Bool { outcome.withLock { $0?.commit != nil } }

    func refuse(_ error: any Error) { continuation.resume(throwing: error) }

    func announce(_ committed: Committed) { outcome.withLock { $0?.commit }?.announce(committed) }

    func succeed() {
        guard let outcome = outcome.withLock({ $0 }) else { return refuse(StoreFailure.closed) }
        continuation.resume(with: outcome.answer)
    }
}

/// What a transaction leaves to be told once its commit is durable.
struct Commit: Sendable {
    private let hooks: [@Sendable () -> Void]
    private let tell: @Sendable (Committed) -> Void

    init(_ tidings: Transaction.Tidings) {
        hooks = tidings.hooks
        let (facts, timers, outbox) = (tidings.facts, tidings.timers, tidings.outbox)
        tell = { $0(facts, timers, outbox) }
    }

    func announce(_ committed: Committed) {
        for hook in hooks { hook() }
        tell(committed)
    }
}
