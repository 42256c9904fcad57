import Foundation
import Journey
import Store

/// Every statement about what was suggested and used, and about answers that failed.
enum SuggestionStore {
    /// - Returns: `false` when this message already has its suggestions.
    static func insert(
        _ set: SuggestionSet, conversation: ConversationID, seq: Int64, in tx: Transaction
    ) throws -> Bool {
        let inserted = try tx.execute(
            """
            INSERT INTO script_suggestion (conversation, seq, policy, propensity, items, passed_over, at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, seq) DO NOTHING
            """,
            conversation, seq, set.policy, set.propensity, try json(set.items), try json(set.passedOver), tx.now)
        return inserted == 1
    }

    static func latest(
        _ conversation: ConversationID, before seq: Int64 = .max, in reader: Reader
    ) throws -> SuggestionLog.Entry? {
        try reader.first(
            "SELECT * FROM script_suggestion WHERE conversation = ? AND seq < ? ORDER BY seq DESC LIMIT 1",
            conversation, seq
        ).map { row in
            SuggestionLog.Entry(
                conversation: conversation, seq: try row.get("seq"), at: try row.get("at"),
                suggestions: SuggestionSet(
                    items: try decoded(row, "items"), passedOver: try decoded(row, "passed_over"),
                    policy: try row.get("policy"), propensity: try row.get("propensity")))
        }
    }

    /// - Returns: `false` when this use is already noted.
    static func insert(_ use: ScriptUsed, in tx: Transaction) throws -> Bool {
        let inserted = try tx.execute(
            """
            INSERT INTO script_use (conversation, seq, script, edited, suggested_seq, place, at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, seq, script) DO NOTHING
            """,
            use.conversation, use.seq, use.script, use.edited, use.suggestedSeq, use.place, tx.now)
        return inserted == 1
    }

    static func failures(_ conversation: ConversationID, in reader: Reader) throws -> Int {
        try reader.first("SELECT failures FROM answer_failure WHERE conversation = ?", conversation)?
            .get("failures") ?? 0
    }

    static func addFailure(_ conversation: ConversationID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO answer_failure (conversation, failures, at) VALUES (?, 1, ?)
            ON CONFLICT (conversation) DO UPDATE SET failures = answer_failure.failures + 1, at = excluded.at
            """, conversation, tx.now)
    }

    static func clearFailures(_ conversation: ConversationID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM answer_failure WHERE conversation = ?", conversation)
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func decoded<Content: Decodable>(_ row: Row, _ column: String) throws -> Content {
        let text: String = try row.get(column)
        guard let value = try? JSONDecoder().decode(Content.self, from: Data(text.utf8)) else {
            throw StoreFailure.unexpectedValue(column: column)
        }
        return value
    }
}
