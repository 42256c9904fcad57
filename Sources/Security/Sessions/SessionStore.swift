import Journey
import Store

/// The SQL of sessions.
enum SessionStore {
    private static let columns = """
        SELECT s.*, a.must_change AS must_change FROM session s JOIN account a ON a.agent = s.agent AND a.active = 1
        """

    static func insert(
        _ id: SessionID, digest: [UInt8], agent: AgentID, expiresAt: Timestamp, address: String, device: String,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO session (digest, id, agent, created_at, last_seen_at, expires_at, address, device)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, digest, id, agent, tx.now, tx.now, expiresAt, address, device)
    }

    static func find(digest: [UInt8], in reader: Reader) throws -> Row? {
        try reader.first(columns + " WHERE s.digest = ?", digest)
    }

    static func find(_ id: SessionID, in reader: Reader) throws -> Row? {
        try reader.first(columns + " WHERE s.id = ?", id)
    }

    /// The one used last comes first.
    static func all(of agent: AgentID, in reader: Reader) throws -> [Row] {
        try reader.query(columns + " WHERE s.agent = ? ORDER BY s.last_seen_at DESC, s.id", agent)
    }

    static func touch(_ id: SessionID, at now: Timestamp, in tx: Transaction) throws {
        try tx.execute("UPDATE session SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?", now, id, now)
    }

    /// Returns how many there were.
    static func delete(_ id: SessionID, in tx: Transaction) throws -> Int {
        try tx.execute("DELETE FROM session WHERE id = ?", id)
    }

    static func deleteAll(of agent: AgentID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM session WHERE agent = ?", agent)
    }

    static func deleteDead(idleSince: Timestamp, in tx: Transaction) throws -> Int {
        try tx.execute("DELETE FROM session WHERE expires_at <= ? OR last_seen_at <= ?", tx.now, idleSince)
    }
}
