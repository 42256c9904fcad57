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
            INSERT INTO analytics_deal (deal, customer, conversation, owner, stage, moved_at, opened_at, terms_at)
            VALUES (?, ?, ?, ?, 'lead', ?, ?, ?)
            ON CONFLICT (deal) DO UPDATE SET customer = excluded.customer, conversation = excluded.conversation,
                opened_at = excluded.opened_at,
                moved_at = CASE WHEN analytics_deal.moved_at < excluded.moved_at
                    THEN excluded.moved_at ELSE analytics_deal.moved_at END,
                owner = CASE WHEN analytics_deal.terms_at < excluded.terms_at
                    THEN excluded.owner ELSE analytics_deal.owner END,
                terms_at = CASE WHEN analytics_deal.terms_at < excluded.terms_at
                    THEN excluded.terms_at ELSE analytics_deal.terms_at END
            """, id, customer, conversation, owner, at, at, at)
    }

    static func dealMoved(
        _ id: DealID, stage: String, amount: Money?, owner: AgentID?, at: Timestamp, in tx: Transaction
    ) throws {
        try ensure(id, in: tx)
        try tx.execute(
            "UPDATE analytics_deal SET stage = ?, moved_at = ? WHERE deal = ? AND moved_at <= ?", stage, at, id, at)
        try dealChanged(id, amount: amount, owner: owner, at: at, in: tx)
    }

    /// The newest terms win: what the deal is worth and whose it is.
    static func dealChanged(
        _ id: DealID, amount: Money?, owner: AgentID?, at: Timestamp?, in tx: Transaction
    ) throws {
        try ensure(id, in: tx)
        try tx.execute(
            """
            UPDATE analytics_deal SET amount_minor = ?, owner = ?, terms_at = coalesce(?, terms_at)
            WHERE deal = ? AND terms_at <= coalesce(?, terms_at)
            """, amount?.minor, owner, at, id, at)
    }

    private static func ensure(_ id: DealID, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO analytics_deal (deal, stage, moved_at) VALUES (?, 'lead', 0) ON CONFLICT (deal) DO NOTHING",
            id)
    }

    private static func earliest(_ column: String, _ id: ConversationID, _ at: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE analytics_conversation SET \(column) = ?
            WHERE conversation = ? AND (\(column) IS NULL OR \(column) > ?)
            """, at, id, at)
    }
}
