import Journey
import Store

/// Every statement that makes the figures' tables. The newest by time wins, so order does not matter.
enum AnalyticsStore {
    static func ensure(_ id: ConversationID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO analytics_conversation (conversation, intent_seq, bot_answered, changed_at, state, messages)
            VALUES (?, 0, 0, 0, 'bot', 0) ON CONFLICT (conversation) DO NOTHING
            """, id)
    }

    static func opened(
        _ id: ConversationID, customer: CustomerID, channel: ChannelID, at: Timestamp, in tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE analytics_conversation SET customer = ?, channel = ?, opened_at = ? WHERE conversation = ?",
            customer, channel, at, id)
    }

    static func message(
        _ id: ConversationID, seq: Int64, by author: AuthorKind, at: Timestamp, in tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE analytics_conversation SET messages = ? WHERE conversation = ? AND messages < ?", seq, id, seq)
        switch author {
        case .customer: try earliest("first_customer_at", id, at, in: tx)
        case .agent: try earliest("first_agent_at", id, at, in: tx)
        case .bot:
            try tx.execute("UPDATE analytics_conversation SET bot_answered = 1 WHERE conversation = ?", id)
        case .system: break
        }
    }

    /// The last telling intent wins; while there is none, the first of the others fills the gap.
    ///
    /// The others are kept under the negative number of their message, so that one comparison decides in any order.
    static func understood(
        _ id: ConversationID, seq: Int64, intent: String, isTelling: Bool, in tx: Transaction
    ) throws {
        let rank = isTelling ? seq : -seq
        try tx.execute(
            """
            UPDATE analytics_conversation SET intent = ?, intent_seq = ?
            WHERE conversation = ? AND (intent IS NULL OR intent_seq < ?)
            """, intent, rank, id, rank)
    }

    static func handedOver(_ id: ConversationID, at: Timestamp, in tx: Transaction) throws {
        try earliest("handed_over_at", id, at, in: tx)
    }

    static func assigned(_ id: ConversationID, agent: AgentID, at: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE analytics_conversation SET agent = ?, assigned_at = ?
            WHERE conversation = ? AND (assigned_at IS NULL OR assigned_at < ? OR (assigned_at = ? AND agent < ?))
            """, agent, at, id, at, at, agent)
    }

    static func closed(_ id: ConversationID, at: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE analytics_conversation SET closed_at = ?
            WHERE conversation = ? AND (closed_at IS NULL OR closed_at < ?)
            """, at, id, at)
    }

    /// The newest state wins; of two in the same microsecond, the one further down the road.
    static func become(_ state: String, _ id: ConversationID, at: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE analytics_conversation SET state = ?, changed_at = ?
            WHERE conversation = ? AND (changed_at < ? OR (changed_at = ? AND \(place("state")) < \(place("?"))))
            """, state, at, id, at, at, state)
    }

    private static func place(_ state: String) -> String {
        "CASE \(state) WHEN 'bot' THEN 0 WHEN 'waiting' THEN 1 WHEN 'open' THEN 2 ELSE 3 END"
    }

    static func dealOpened(
        _ id: DealID, _ customer: CustomerID, _ conversation: ConversationID?, _ owner: AgentID?, at: Timestamp,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO analytics_deal (deal, customer, conversation, owner, stage, moved_at, opened_at)
            VALUES (?, ?, ?, ?, 'lead', ?, ?)
            ON CONFLICT (deal) DO UPDATE SET customer = excluded.customer, conversation = excluded.conversation,
                owner = coalesce(analytics_deal.owner, excluded.owner), opened_at = excluded.opened_at
            """, id, customer, conversation, owner, at, at)
    }

    static func dealMoved(
        _ id: DealID, stage: String, amount: Money?, owner: AgentID?, at: Timestamp, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO analytics_deal (deal, owner, stage, amount_minor, moved_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (deal) DO UPDATE SET stage = excluded.stage, amount_minor = excluded.amount_minor,
                owner = coalesce(excluded.owner, analytics_deal.owner), moved_at = excluded.moved_at
            WHERE analytics_deal.moved_at <= excluded.moved_at
            """, id, owner, stage, amount?.minor, at)
    }

    static func dealChanged(_ id: DealID, amount: Money?, owner: AgentID?, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE analytics_deal SET amount_minor = ?, owner = ? WHERE deal = ?", amount?.minor, owner, id)
    }

    private static func earliest(_ column: String, _ id: ConversationID, _ at: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE analytics_conversation SET \(column) = ?
            WHERE conversation = ? AND (\(column) IS NULL OR \(column) > ?)
            """, at, id, at)
    }
}
