import Journey
import Store

/// The SQL of the idempotency ledger.
enum IdempotencyStore {
    static func find(caller: String, key: String, since: Timestamp, in reader: Reader) throws -> Row? {
        try reader.first(
            "SELECT digest, status, body FROM idempotency WHERE caller = ? AND key = ? AND created_at > ?",
            caller, key, since)
    }

    /// `false` when the key is taken.
    static func insert(
        _ answer: Idempotency.Answer, caller: String, key: String, digest: [UInt8], in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO idempotency (caller, key, digest, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (caller, key) DO NOTHING
            """, caller, key, digest, answer.status, answer.body, tx.now) > 0
    }

    static func forget(caller: String, key: String, before: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM idempotency WHERE caller = ? AND key = ? AND created_at <= ?", caller, key, before)
    }

    static func purge(before: Timestamp, in tx: Transaction) throws -> Int {
        try tx.execute("DELETE FROM idempotency WHERE created_at <= ?", before)
    }
}
