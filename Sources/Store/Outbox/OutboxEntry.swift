import Foundation
public import Journey

/// A call to the outside world that is waiting to be made, or was made.
public struct OutboxEntry: Sendable, Codable, Equatable {
    public enum State: String, Sendable, Codable, CaseIterable, Loadable { case waiting, delivered, failed }

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
            "SELECT * FROM outbox WHERE destination = ? ORDER BY number DESC LIMIT ?",
            destination, limit
        ).map(OutboxEntry.init)
    }
}

extension Transaction {
    /// Puts a call into the outbox; the same key a second time changes nothing.
    public func send(_ payload: String, to destination: String, key: String) throws {
        if try first("SELECT 1 AS found FROM outbox WHERE key = ?", key) != nil { return }
        // Holds the destination until the commit: its calls become visible in the order of their numbers.
        let row = try first(
            """
            INSERT INTO outbox_destination (destination, next) VALUES (?, 2)
            ON CONFLICT (destination) DO UPDATE SET next = outbox_destination.next + 1 RETURNING next
            """, destination)
        let next: Int64 = try row?.get("next") ?? 2
        try execute(
            """
            INSERT INTO outbox (id, destination, number, key, payload, state, attempts, due_at, created_at)
            VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT (key) DO NOTHING
            """, id(of: EntrySubject.self), destination, next - 1, key, payload, now, now)
        wakeOutbox()
    }

    /// Has a failed call made again, ahead of all that wait for the same destination; `false` if it has not failed.
    public func sendAgain(key: String) throws -> Bool {
        let revived = try execute(
            """
            UPDATE outbox SET state = 'waiting', attempts = 0, due_at = ?, settled_at = NULL
            WHERE key = ? AND state = 'failed'
            """, now, key)
        wakeOutbox()
        return revived == 1
    }
}
