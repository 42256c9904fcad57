import Journey

/// Who waits for a commit.
enum Urgency: Sendable {
    /// Somebody in front of a page.
    case person
    /// An arrow: it may fall behind while there is much to do, and catches up afterwards.
    case reaction
}

/// A database that runs closures: SQLite or PostgreSQL.
protocol Engine: Sendable {
    /// Runs the closure in a transaction; returns once its commit is durable, having run the commit hooks.
    func write<Answer: Sendable>(
        _ urgency: Urgency, _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer
    /// Runs the closure on one consistent view.
    func read<Answer: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Answer) async throws -> Answer
    /// Copies the whole database, as of one moment, while it is in use.
    func backup(to path: String) async throws
    /// Ends all connections; later calls fail.
    func close() async throws
}

/// What the engine tells the store after a commit, in the order of the commits.
typealias Committed = @Sendable (_ facts: [FactEnvelope], _ timers: Bool, _ outbox: Bool) -> Void
