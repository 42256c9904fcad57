import Journey
import Store

/// The SQL of the audit log.
enum AuditStore {
    static func insert(_ row: AuditRow, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO audit (number, at, actor_kind, actor, action, object, detail, address, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, row.number, row.at, row.actorKind, row.actor, row.action, row.object, row.detail, row.address,
            row.previous, row.hash)
    }

    /// Takes the next number; until the transaction ends nobody else gets one.
    static func claim(in tx: Transaction) throws -> (head: AuditHead, seal: [UInt8])? {
        // The update comes first: on PostgreSQL it is what makes a second writer wait.
        try tx.execute("UPDATE audit_head SET writes = writes + 1 WHERE one = 1")
        return try head(in: tx)
    }

    static func head(in reader: Reader) throws -> (head: AuditHead, seal: [UInt8])? {
        guard let row = try reader.first("SELECT number, hash, seal FROM audit_head WHERE one = 1") else { return nil }
        // Before the first entry there is neither a hash nor a seal.
        let hash: [UInt8] = try row.optional("hash") ?? AuditChain.origin
        return (AuditHead(number: try row.get("number"), hash: hash), try row.optional("seal") ?? [])
    }

    /// Whether something happened that cannot happen without an entry: an account was made.
    static func mustHaveEntries(in reader: Reader) throws -> Bool {
        try reader.first("SELECT 1 AS one FROM account LIMIT 1") != nil
    }

    static func move(_ head: AuditHead, seal: [UInt8], in tx: Transaction) throws {
        try tx.execute(
            "UPDATE audit_head SET number = ?, hash = ?, seal = ? WHERE one = 1", head.number, head.hash, seal)
    }

    static func rows(after number: Int64, limit: Int, in reader: Reader) throws -> [AuditRow] {
        try reader.query("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?", number, limit)
            .map(AuditRow.init)
    }

    static func latest(_ filter: AuditLog.Filter, limit: Int, in reader: Reader) throws -> [AuditRow] {
        var conditions: [String] = []
        var parameters: [any Storable] = []
        func want(_ condition: String, _ value: (any Storable)?) {
            guard let value else { return }
            conditions.append(condition)
            parameters.append(value)
        }
        want("number < ?", filter.before)
        want("action = ?", filter.action)
        want("actor = ?", filter.actor)
        want("object = ?", filter.object)
        want("at >= ?", filter.from)
        want("at < ?", filter.until)
        let restriction = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT * FROM audit \(restriction) ORDER BY number DESC LIMIT ?"
        return try reader.query(sql, parameters: parameters + [limit]).map(AuditRow.init)
    }
}
