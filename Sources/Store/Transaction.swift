import Foundation
public import Journey

/// Reads within one consistent view of the database.
///
/// SQL is in the common subset of SQLite and PostgreSQL with `?` for parameters: LIKE tells capitals apart, text
/// compares by code point, NULLS FIRST or LAST is written out, a parameter of a function that wants a small integer
/// (`substr`) is written `CAST(? AS INTEGER)`. After a failed statement the transaction is lost, unless the statement
/// stood in `attempt`.
public class Reader {
    let connection: any Connection
    public let ambience: Ambience
    /// The first statement that failed: PostgreSQL runs nothing after it, so neither database does.
    fileprivate(set) var failure: (any Error)?

    init(connection: any Connection, ambience: Ambience) {
        self.connection = connection
        self.ambience = ambience
    }

    /// The time now, as the server's clock gives it.
    public var now: Timestamp { ambience.now() }
    public var dialect: Dialect { connection.dialect }

    public func query(_ sql: String, _ parameters: any Storable...) throws -> [Row] {
        try query(sql, parameters: parameters)
    }

    public func query(_ sql: String, parameters: [any Storable]) throws -> [Row] {
        let values = try stored(parameters)
        return try noting { try connection.query(sql, values) }
    }

    /// The first row, or `nil`.
    public func first(_ sql: String, _ parameters: any Storable...) throws -> Row? {
        try query(sql, parameters: parameters).first
    }

    /// Values as both databases keep them: NUL in a text and "not a number" are refused, they cannot.
    func stored(_ parameters: [any Storable]) throws -> [Value] {
        try parameters.map { parameter in
            let value = parameter.stored
            switch value {
            case .text(let text) where text.utf8.contains(0): throw StoreFailure.nulInText
            case .real(let number) where number.isNaN:
                throw StoreFailure.statement(detail: "NaN cannot be stored")
            default: return value
            }
        }
    }

    fileprivate func noting<Answer>(_ body: () throws -> Answer) throws -> Answer {
        if let failure { throw failure }
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }

    /// Throws when a statement failed, even if the closure made light of it.
    func checkSound() throws { if let failure { throw failure } }
}

/// Reads and writes that become durable together or not at all.
///
/// The closure that gets one may run again after a conflict, so it has no effect outside the database: what must
/// happen once the data is safe goes into `afterCommit`.
public final class Transaction: Reader {
    /// What becomes known outside once the transaction is committed.
    struct Tidings {
        var hooks: [@Sendable () -> Void] = []
        var facts: [FactEnvelope] = []
        var timers = false
        var outbox = false

        var isEmpty: Bool { hooks.isEmpty && facts.isEmpty && !timers && !outbox }
    }

    private(set) var tidings = Tidings()

    /// Runs a statement; returns the number of rows it changed.
    @discardableResult
    public func execute(_ sql: String, _ parameters: any Storable...) throws -> Int {
        let values = try stored(parameters)
        return try noting { try connection.execute(sql, values) }
    }

    /// Tries something that may fail without taking the whole transaction with it.
    ///
    /// When the closure throws, all that it did is undone (its facts and hooks too), the error is thrown on, and the
    /// transaction can be used further.
    public func attempt<Answer>(_ body: () throws -> Answer) throws -> Answer {
        let before = tidings
        try execute("SAVEPOINT attempt")
        do {
            let answer = try body()
            try execute("RELEASE SAVEPOINT attempt")
            return answer
        } catch {
            tidings = before
            failure = nil
            try execute("ROLLBACK TO SAVEPOINT attempt")
            try execute("RELEASE SAVEPOINT attempt")
            throw error
        }
    }

    /// Runs after the disk has it, in the order of the commits on this node; not at all if the commit fails.
    public func afterCommit(_ hook: @escaping @Sendable () -> Void) { tidings.hooks.append(hook) }

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
        let encoded = try FactLog.encode(payload)
        let partition = FactLog.partition(of: stream)
        let position = try FactLog.nextPosition(in: partition, of: self)
        let now = now
        let fact = FactEnvelope(
            stream: stream, partition: partition, position: position, kind: Payload.kind, version: Payload.version,
            occurredAt: occurredAt ?? now, recordedAt: now, payload: encoded)
        try FactLog.append(fact, in: self)
        tidings.facts.append(fact)
        return fact
    }

    func wakeTimers() { tidings.timers = true }
    func wakeOutbox() { tidings.outbox = true }
}
