import Foundation
import Journey
import Store

/// Every statement about what messages were taken to mean.
enum UnderstandingStore {
    /// - Returns: `false` when this message is already understood.
    static func insert(
        _ interpretation: Interpretation, of message: UnderstoodMessage, in tx: Transaction
    ) throws -> Bool {
        let inserted = try tx.execute(
            """
            INSERT INTO understanding (conversation, seq, customer, channel, intent, intent_zh, intent_en, kind,
                confidence, out_of_scope, language, alternatives, because, entities, model, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (conversation, seq) DO NOTHING
            """,
            message.conversation, message.seq, message.customer, message.channel, interpretation.intent.label,
            interpretation.intent.name.zh, interpretation.intent.name.en, interpretation.intent.kind.rawValue,
            interpretation.confidence, interpretation.outOfScope, interpretation.language.rawValue,
            try json(interpretation.alternatives), try json(interpretation.because),
            try json(interpretation.entities), interpretation.model, tx.now)
        return inserted == 1
    }

    static func latest(_ conversation: ConversationID, in reader: Reader) throws -> Understood? {
        try reader.first(
            "SELECT * FROM understanding WHERE conversation = ? ORDER BY seq DESC LIMIT 1", conversation
        ).map(understood)
    }

    static func find(_ conversation: ConversationID, seq: Int64, in reader: Reader) throws -> Understood? {
        try reader.first(
            "SELECT * FROM understanding WHERE conversation = ? AND seq = ?", conversation, seq
        ).map(understood)
    }

    /// The particulars of each message, oldest first.
    static func entities(of conversation: ConversationID, in reader: Reader) throws -> [[Entity]] {
        try reader.query(
            "SELECT entities FROM understanding WHERE conversation = ? AND entities <> '[]' ORDER BY seq",
            conversation
        ).map { try decoded($0, "entities") }
    }

    private static func understood(_ row: Row) throws -> Understood {
        guard let kind = IntentKind(rawValue: try row.get("kind")) else {
            throw StoreFailure.unexpectedValue(column: "kind")
        }
        guard let language = Language(rawValue: try row.get("language")) else {
            throw StoreFailure.unexpectedValue(column: "language")
        }
        let name = Phrase(zh: try row.get("intent_zh"), en: try row.get("intent_en"))
        return Understood(
            conversation: try row.get("conversation"), seq: try row.get("seq"), at: try row.get("at"),
            interpretation: Interpretation(
                intent: Intent(label: try row.get("intent"), name: name, kind: kind),
                confidence: try row.get("confidence"), alternatives: try decoded(row, "alternatives"),
                because: try decoded(row, "because"), entities: try decoded(row, "entities"),
                outOfScope: try row.get("out_of_scope"), language: language, model: try row.get("model")))
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
