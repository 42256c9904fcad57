import Journey

/// PostgreSQL through libpq.
final class PostgresEngine: Engine {
    init(url: String, ambience: Ambience, committed: @escaping Committed) throws {
        throw StoreFailure.unavailable(detail: "PostgreSQL is not built in")
    }
    func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        throw StoreFailure.closed
    }
    func read<Answer: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Answer) async throws -> Answer {
        throw StoreFailure.closed
    }
    func backup(to path: String) async throws { throw StoreFailure.closed }
    func close() async throws {}
}
