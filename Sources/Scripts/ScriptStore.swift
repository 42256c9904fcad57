import Journey
import Store

/// Every statement about script nodes.
enum ScriptStore {
    /// Counts the changes of the table; whoever compiled an earlier state sees that it is behind.
    static func revision(in reader: Reader) throws -> Int64 {
        try reader.first("SELECT last FROM script_revision WHERE one = 1")?.get("last") ?? 0
    }

    /// Takes the next number; on PostgreSQL this holds other changes back until the commit, so numbers become visible
    /// in their order.
    static func nextRevision(in tx: Transaction) throws -> Int64 {
        let row = try tx.first("UPDATE script_revision SET last = last + 1 WHERE one = 1 RETURNING last")
        return try row?.get("last") ?? 0
    }

    static func changes(after revision: Int64, in reader: Reader) throws -> [(id: ScriptID, node: ScriptNode?)] {
        try reader.query("SELECT * FROM script WHERE revision > ? ORDER BY revision, code", revision).map { row in
            let isRemoved: Bool = try row.get("removed")
            return (try row.get("id"), isRemoved ? nil : try node(row))
        }
    }

    static func find(_ id: ScriptID, in reader: Reader) throws -> ScriptNode? {
        try reader.first("SELECT * FROM script WHERE id = ? AND removed = 0", id).map(node)
    }

    static func find(code: String, in reader: Reader) throws -> ScriptNode? {
        try reader.first("SELECT * FROM script WHERE code = ? AND removed = 0", code).map(node)
    }

    static func insert(_ node: ScriptNode, revision: Int64, in tx: Transaction) throws {
        let draft = node.draft
        try tx.execute(
            """
            INSERT INTO script (id, code, trade, category, stage, title_zh, title_en, condition, template, priority,
                legal_note, active, version, updated_at, revision, removed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """,
            node.id, draft.code, draft.trade, draft.category, draft.stage, draft.title.zh, draft.title.en,
            draft.condition, draft.template, draft.priority, draft.legalNote, draft.active, node.version,
            node.updatedAt, revision)
    }

    static func update(_ node: ScriptNode, revision: Int64, in tx: Transaction) throws {
        let draft = node.draft
        try tx.execute(
            """
            UPDATE script SET code = ?, trade = ?, category = ?, stage = ?, title_zh = ?, title_en = ?, condition = ?,
                template = ?, priority = ?, legal_note = ?, active = ?, version = ?, updated_at = ?, revision = ?
            WHERE id = ?
            """,
            draft.code, draft.trade, draft.category, draft.stage, draft.title.zh, draft.title.en, draft.condition,
            draft.template, draft.priority, draft.legalNote, draft.active, node.version, node.updatedAt, revision,
            node.id)
    }

    /// The row stays, so that other processes learn of the removal and old suggestions keep their names.
    static func remove(_ id: ScriptID, revision: Int64, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE script SET removed = 1, updated_at = ?, revision = ? WHERE id = ?", tx.now, revision, id)
    }

    /// By code, after a code; the text is sought in code, titles, template and condition.
    static func list(
        _ search: ScriptSearch, after code: String, limit: Int, in reader: Reader
    ) throws -> [ScriptNode] {
        var sql = "SELECT * FROM script WHERE removed = 0 AND code > ?"
        var parameters: [any Storable] = [code]
        for (column, value) in [("category", search.category), ("trade", search.trade)] {
            guard let value else { continue }
            sql += " AND \(column) = ?"
            parameters.append(value)
        }
        if let text = search.text, !text.isEmpty {
            let columns = ["code", "title_zh", "title_en", "template", "condition"]
            sql += " AND (" + columns.map { "lower(\($0)) LIKE ? ESCAPE '!'" }.joined(separator: " OR ") + ")"
            parameters += columns.map { _ in pattern(text) }
        }
        parameters.append(limit)
        return try reader.query(sql + " ORDER BY code LIMIT ?", parameters: parameters).map(node)
    }

    /// What the person typed is no pattern: its own % and _ are taken as they are.
    private static func pattern(_ text: String) -> String {
        let plain = text.lowercased().map { "!%_".contains($0) ? "!\($0)" : String($0) }
        return "%" + plain.joined() + "%"
    }

    private static func node(_ row: Row) throws -> ScriptNode {
        ScriptNode(
            id: try row.get("id"),
            draft: ScriptDraft(
                code: try row.get("code"), trade: try row.get("trade"), category: try row.get("category"),
                stage: try row.optional("stage"),
                title: Phrase(zh: try row.get("title_zh"), en: try row.get("title_en")),
                condition: try row.get("condition"), template: try row.get("template"),
                priority: try row.get("priority"), legalNote: try row.optional("legal_note"),
                active: try row.get("active")),
            version: try row.get("version"), updatedAt: try row.get("updated_at"))
    }
}
