import Foundation
public import Journey

/// A call to the outside world that is waiting to be made, or was made.
public struct OutboxEntry: Sendable, Codable, Equatable {
    public enum State: String, Sendable, Codable, Loadable { case waiting, delivered, failed }

    public let id: EntryID
    /// `webhook/<channel id>`: the part before the slash picks the sender, the whole keeps the order.
    public let destination: String
    /// Given to the provider as idempotency key; unique for ever.
    public let key: String
    public let payload: String
    public let state: State
    public let attempts: Int
    public let dueAt: Timestamp
    public let createdAt: Timestamp
    public let settledAt: Timestamp?
    /// What the other side said last, for the log page.
    public let outcome: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        destination = try row.get("destination")
        key = try row.get("key")
        payload = try row.get("payload")
        state = try row.get("state")
        attempts = try row.get("attempts")
        dueAt = try row.get("due_at")
        createdAt = try row.get("created_at")
        settledAt = try row.optional("settled_at")
        outcome = try row.optional("outcome")
    }

    /// The newest entries of one destination.
    public static func latest(to destination: String, limit: Int, in reader: Reader) throws -> [OutboxEntry] {
        try reader.query(
            "SELECT * FROM outbox WHERE destination = ? ORDER BY created_at DESC, key DESC LIMIT ?",
            destination, limit
        ).map(OutboxEntry.init)
    }
}

extension Transaction {
    /// Puts a call into the outbox; the same key a second time changes nothing.
    public func send(_ payload: String, to destination: String, key: String) throws {
        try execute(
            """
            INSERT INTO outbox (id, destination, key, payload, state, attempts, due_at, created_at)
            VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT (key) DO NOTHING
            """, id(of: EntrySubject.self), destination, key, payload, now, now)
        wakeOutbox()
    }
}
