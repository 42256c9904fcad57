import Journey

/// One closure in a transaction of its own, from BEGIN to telling its caller. Belongs to one thread.
final class PostgresWrite {
    private static let begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"

    private let job: any WriteJob
    private let ambience: Ambience
    private let order: CommitOrder
    private let committed: Committed
    /// The place among the commits that have something to tell.
    private var turn: Int?
    /// The commit may have gone out.
    private var isSealed = false

    /// The closure itself failed; its own error is what the caller gets.
    private struct ClosureFailed: Error {}

    init(job: any WriteJob, ambience: Ambience, order: CommitOrder, committed: @escaping Committed) {
        self.job = job
        self.ambience = ambience
        self.order = order
        self.committed = committed
    }

    func run(on lane: PostgresLane) {
        do {
            try lane.transaction(Self.begin, sealed: { self.isSealed }, { try self.attempt(on: $0) })
        } catch {
            endTurn {}
            if error is ClosureFailed { job.succeed() } else { job.refuse(error) }
            return
        }
        guard turn != nil else { return job.succeed() }
        let (job, committed) = (job, committed)
        endTurn {
            job.announce(committed)
            job.succeed()
        }
    }

    private func attempt(on connection: PostgresConnection) throws {
        // A conflict at the last commit ended that turn without tidings.
        endTurn {}
        isSealed = false
        let tx = Transaction(connection: connection, ambience: ambience)
        guard job.run(in: tx) else { throw ClosureFailed() }
        isSealed = true
        if job.hasTidings { turn = order.turn() }
        try commit(connection)
    }

    private func commit(_ connection: PostgresConnection) throws {
        do {
            // The server answers a commit of a failed transaction with a rollback, and calls it a success.
            guard try connection.command("COMMIT") == "COMMIT" else {
                throw StoreFailure.statement(detail: "the transaction had failed")
            }
        } catch StoreFailure.unavailable(let detail) where connection.trouble == .lost {
            throw StoreFailure.outcomeUnknown(detail: detail)
        }
    }

    private func endTurn(_ settlement: @escaping CommitOrder.Settlement) {
        if let turn { order.settle(turn, settlement) }
        turn = nil
    }
}
