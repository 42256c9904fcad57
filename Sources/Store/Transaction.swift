import Foundation
public import Journey

/// Reads within one consistent view of the database.
///
/// SQL is in the common subset of SQLite and PostgreSQL with `?` for parameters.
public class Reader {
    let connection: any Connection
    public let ambience: Ambience

    init(connection: any Connection, ambience: Ambience) {
        self.connection = connection
        self.ambience = ambience
    }

    /// The time now, as the server's clock gives it.
    public var now: Timestamp { ambience.now() }
    public var dialect: Dialect { connection.dialect }

    public func query(_ sql: String, _ parameters: any Storable...) throws -> [Row] {
        try connection.query(sql, try stored(parameters))
    }

    public func query(_ sql: String, parameters: [any Storable]) throws -> [Row] {
        try connection.query(sql, try stored(parameters))
    }

    /// The first row, or `nil`.
    public func first(_ sql: String, _ parameters: any Storable...) throws -> Row? {
        try connection.query(sql, try stored(parameters)).first
    }

    func stored(_ parameters: [any Storable]) throws -> [Value] {
        try parameters.map { parameter in
            let value = parameter.stored
            if case .text(let text) = value, text.utf8.contains(0) { throw StoreFailure.nulInText }
            return value
        }
    }
}

/// Reads and writes that become durable together or not at all.
///
/// The closure that gets one may run again after a conflict, so it has no effect outside the database: what must
/// happen once the data is safe goes into `afterCommit`.
public final class Transaction: Reader {
    private(set) var commitHooks: [@Sendable () -> Void] = []
    private(set) var recorded: [FactEnvelope] = []
    private(set) var wakesTimers = false
    private(set) var wakesOutbox = false

    /// Runs a statement; returns the number of rows it changed.
    @discardableResult
    public func execute(_ sql: String, _ parameters: any Storable...) throws -> Int {
        try connection.execute(sql, try stored(parameters))
    }

    /// Runs after the disk has it, in the order of the commits on this node; not at all if the commit fails.
    public func afterCommit(_ hook: @escaping @Sendable () -> Void) { commitHooks.append(hook) }

    /// A fresh id.
    public func id<Subject>(of _: Subject.Type = Subject.self) -> ID<Subject> { ambience.id() }

    /// Writes down that something has happened.
    ///
    /// - Parameters:
    ///   - stream: facts of one stream stay in order.
    ///   - occurredAt: when it happened outside; now, if not given.
    @discardableResult
    public func record<Payload: FactPayload>(
        _ payload: Payload, on stream: String, occurredAt: Timestamp? = nil
    ) throws -> FactEnvelope {
        let partition = FactLog.partition(of: stream)
        let position = try FactLog.nextPosition(in: partition, of: self)
        let fact = FactEnvelope(
            stream: stream, partition: partition, position: position, kind: Payload.kind, version: Payload.version,
            occurredAt: occurredAt ?? now, recordedAt: now, payload: try FactLog.encode(payload))
        try FactLog.append(fact, in: self)
        recorded.append(fact)
        return fact
    }

    func wakeTimers() { wakesTimers = true }
    func wakeOutbox() { wakesOutbox = true }
}
