import Foundation
public import Journey
import Synchronization

/// The database of one company, on SQLite or PostgreSQL, with the log of facts beside the tables.
///
/// Closures run on a database thread; they may run again, so they have no effect outside the database and do no slow
/// work. `write` returns once the change is on disk.
public final class Store: Sendable {
    /// Where the data lives.
    public enum Location: Sendable, Equatable {
        /// A file; created if it is missing.
        case sqlite(path: String)
        /// `postgres://user:password@host:port/name`.
        case postgres(url: String)
    }

    public let location: Location
    public let ambience: Ambience
    private let engine: any Engine
    let bell = Bell()

    /// Opens the database and brings its schema up to date.
    ///
    /// - Parameter migrations: those of all stages, in the order in which they are to be applied.
    public init(_ location: Location, migrations: [Migration], ambience: Ambience = .live) async throws {
        self.location = location
        self.ambience = ambience
        let bell = bell
        let committed: Committed = { facts, timers, outbox in
            bell.ring(facts: facts, timers: timers, outbox: outbox)
        }
        engine =
            switch location {
            case .sqlite(let path): try SQLiteEngine(path: path, ambience: ambience, committed: committed)
            case .postgres(let url): try PostgresEngine(url: url, ambience: ambience, committed: committed)
            }
        let all = Store.schema + migrations
        do {
            _ = try await engine.write(.person) { try Migrations.apply(all, in: $0) }
        } catch {
            try? await engine.close()
            throw error
        }
    }

    /// Runs the closure in a transaction and returns once it is durable.
    @discardableResult
    public func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await engine.write(.person, body)
    }

    /// The same for an arrow, which lets people go first.
    func writeBehind<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await engine.write(.reaction, body)
    }

    /// Runs the closure on one consistent view of what is committed.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Answer
    ) async throws -> Answer {
        try await engine.read(body)
    }

    /// Copies the database to a new file, as of one moment, while it is in use. The master key is not in it.
    ///
    /// SQLite gives a database file, PostgreSQL a `pg_dump` archive in custom format.
    public func backup(to path: String) async throws { try await engine.backup(to: path) }

    /// Brings a backup back into a place where there is no database yet (a new file, an empty database).
    ///
    /// Throws `StoreFailure.backup` when the archive is damaged or the place is taken; then nothing is left behind.
    public static func restore(from path: String, to location: Location) async throws {
        switch location {
        case .sqlite(let target): try await SQLiteArchive.restore(from: path, to: target)
        case .postgres(let url): try await PostgresArchive(PostgresAddress(url)).restore(from: path)
        }
    }

    /// Tells the timers and the outbox to look at the clock again, as after it was set.
    public func wake() { bell.ring(facts: [], timers: true, outbox: true) }

    /// Finishes what was accepted and ends all connections.
    public func close() async throws { try await engine.close() }
}
