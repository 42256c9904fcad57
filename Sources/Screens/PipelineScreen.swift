public import Journey
public import Store

/// A deal as a card of the pipeline board.
public struct DealCard: Codable, Sendable {
    public struct Customer: Codable, Sendable {
        public let id: CustomerID
        public let name: String
        public let level: String
    }

    public let id: DealID
    public let customer: Customer
    public let conversation: ConversationID?
    public let owner: Named<AgentSubject>?
    public let stage: String
    public let amount: Money?
    public let reason: String?
    public let openedAt: Timestamp
    public let movedAt: Timestamp
}

/// The pipeline board.
public struct PipelineScreen: Sendable {
    public init() {}

    /// The cards of these deals, in the same order. Whoever calls has made sure that they may be seen.
    public func cards(_ ids: [DealID], in reader: Reader) throws -> [DealCard] {
        if ids.isEmpty { return [] }
        let rows = try reader.query(
            """
            SELECT d.deal, d.customer, c.name AS customer_name, c.level, d.conversation, d.owner,
                s.name AS owner_name, d.stage, d.amount_minor, d.currency, d.reason, d.opened_at, d.moved_at
            FROM deals_v1 d JOIN customers_v1 c ON c.customer = d.customer LEFT JOIN staff_v1 s ON s.agent = d.owner
            WHERE d.deal IN (\(ids.map { _ in "?" }.joined(separator: ",")))
            """, parameters: ids)
        let cards = Dictionary(try rows.map { (try $0.get("deal", as: DealID.self), try card($0)) }) { first, _ in first
        }
        return ids.compactMap { cards[$0] }
    }

    private func card(_ row: Row) throws -> DealCard {
        let owner: AgentID? = try row.optional("owner")
        let minor: Int64? = try row.optional("amount_minor")
        let currency: String = try row.get("currency")
        return DealCard(
            id: try row.get("deal"),
            customer: .init(
                id: try row.get("customer"), name: try row.get("customer_name"), level: try row.get("level")),
            conversation: try row.optional("conversation"),
            owner: try owner.map { Named(id: $0, name: try row.optional("owner_name") ?? "") },
            stage: try row.get("stage"), amount: minor.map { Money(minor: $0, currency: currency) },
            reason: try row.optional("reason"), openedAt: try row.get("opened_at"), movedAt: try row.get("moved_at"))
    }
}
