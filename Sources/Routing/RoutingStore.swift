import Foundation
import Journey
import Store

/// Every statement about the queue and who has what.
struct RoutingStore {
    /// Who has, or last had, a conversation.
    struct Assignment {
        let conversation: ConversationID
        let customer: CustomerID
        let agent: AgentID
        let intent: String
        let since: Timestamp
        let released: Bool
        /// Whether it ended in a sale; `nil` while that is not known.
        let won: Bool?
    }

    private static let order = "ORDER BY priority DESC, since, conversation"

    /// One placement at a time: two at once could both see the same free place.
    func lock(in tx: Transaction) throws {
        try tx.execute("UPDATE routing_lock SET taken = taken + 1 WHERE id = 1")
    }

    /// - Returns: `false` when it was waiting already; what is needed is brought up to date, its place is kept.
    func enqueue(_ waiting: Waiting, in tx: Transaction) throws -> Bool {
        let additional = String(decoding: try JSONEncoder().encode(waiting.additional), as: UTF8.self)
        let changed = try tx.execute(
            """
            UPDATE waiting SET intent = ?, skill = ?, additional = ?, priority = ?, standing = ?, language = ?
            WHERE conversation = ?
            """,
            waiting.intent, waiting.skill, additional, waiting.priority, waiting.standing, waiting.language,
            waiting.conversation)
        guard changed == 0 else { return false }
        try tx.execute(
            """
            INSERT INTO waiting (conversation, customer, since, intent, skill, additional, priority, standing,
                language, told)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """,
            waiting.conversation, waiting.customer, waiting.since, waiting.intent, waiting.skill, additional,
            waiting.priority, waiting.standing, waiting.language)
        return true
    }

    @discardableResult
    func dequeue(_ conversation: ConversationID, in tx: Transaction) throws -> Bool {
        try tx.execute("DELETE FROM waiting WHERE conversation = ?", conversation) == 1
    }

    func waiting(_ conversation: ConversationID, in reader: Reader) throws -> Waiting? {
        try reader.first("SELECT * FROM waiting WHERE conversation = ?", conversation).map(Self.waiting)
    }

    /// The queue in its order, a stretch at a time.
    func queue(skipping count: Int, limit: Int, in reader: Reader) throws -> [Waiting] {
        try reader.query("SELECT * FROM waiting \(Self.order) LIMIT ? OFFSET ?", limit, count).map(Self.waiting)
    }

    func waitingCount(in reader: Reader) throws -> Int {
        try reader.first("SELECT count(*) AS n FROM waiting")?.get("n") ?? 0
    }

    /// Those who go before this one.
    func ahead(of waiting: Waiting, in reader: Reader) throws -> Int {
        try reader.first(
            """
            SELECT count(*) AS n FROM waiting
            WHERE priority > ? OR (priority = ? AND (since < ? OR (since = ? AND conversation < ?)))
            """, waiting.priority, waiting.priority, waiting.since, waiting.since, waiting.conversation
        )?.get("n") ?? 0
    }

    /// - Returns: whether this is the first time.
    func markTold(_ conversation: ConversationID, in tx: Transaction) throws -> Bool {
        try tx.execute("UPDATE waiting SET told = 1 WHERE conversation = ? AND told = 0", conversation) == 1
    }

    func assignment(of conversation: ConversationID, in reader: Reader) throws -> Assignment? {
        try reader.first("SELECT * FROM assignment WHERE conversation = ?", conversation).map {
            Assignment(
                conversation: conversation, customer: try $0.get("customer"), agent: try $0.get("agent"),
                intent: try $0.get("intent"), since: try $0.get("since"),
                released: try $0.optional("released_at", as: Timestamp.self) != nil, won: try $0.optional("won"))
        }
    }

    func assign(_ placement: Placement, intent: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO assignment (conversation, customer, agent, intent, since, released_at, won)
            VALUES (?, ?, ?, ?, ?, NULL, NULL)
            ON CONFLICT (conversation) DO UPDATE SET customer = excluded.customer, agent = excluded.agent,
                intent = excluded.intent, since = excluded.since, released_at = NULL, won = NULL
            """, placement.conversation, placement.customer, placement.agent, intent, placement.at)
    }

    func markReleased(_ conversation: ConversationID, in tx: Transaction) throws {
        try tx.execute("UPDATE assignment SET released_at = ? WHERE conversation = ?", tx.now, conversation)
    }

    func openCounts(in reader: Reader) throws -> [AgentID: Int] {
        let rows = try reader.query(
            "SELECT agent, count(*) AS n FROM assignment WHERE released_at IS NULL GROUP BY agent")
        return Dictionary(
            try rows.map { (try $0.get("agent"), try $0.get("n")) }, uniquingKeysWith: { first, _ in first })
    }

    private static func waiting(_ row: Row) throws -> Waiting {
        let additional: String = try row.get("additional")
        return Waiting(
            conversation: try row.get("conversation"), customer: try row.get("customer"), since: try row.get("since"),
            intent: try row.optional("intent"), skill: try row.optional("skill"),
            additional: try JSONDecoder().decode([String].self, from: Data(additional.utf8)),
            priority: try row.get("priority"), standing: try row.get("standing"), language: try row.get("language"))
    }
}
