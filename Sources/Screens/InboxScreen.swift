public import Journey
public import Store

/// One conversation as lists show it.
public struct InboxItem: Codable, Sendable {
    public struct Customer: Codable, Sendable {
        public let id: CustomerID
        public let name: String
        public let level: String
        public let region: String?
    }

    public struct Channel: Codable, Sendable {
        public let id: ChannelID
        public let kind: String
        public let name: String
    }

    public struct Intent: Codable, Sendable {
        public let label: String
        public let name: String
        public let nameEn: String
        public let confidence: Double
    }

    public struct Deal: Codable, Sendable {
        public let id: DealID
        public let stage: String
        public let amount: Money?
    }

    public let id: ConversationID
    public let number: Int64
    public let customer: Customer
    public let channel: Channel
    /// `bot`, `waiting`, `open`, `closed`.
    public let state: String
    public let agent: Named<AgentSubject>?
    public let lastSeq: Int64
    public let lastText: String
    public let lastAuthor: String
    public let lastAt: Timestamp
    public let readByAgent: Int64
    public let unread: Int64
    public let intent: Intent?
    public let deal: Deal?
    public let openedAt: Timestamp
}

/// The list of conversations beside the thread.
public struct InboxScreen: Sendable {
    public enum Filter: String, Sendable, CaseIterable {
        case waiting, open, closed, all
    }

    public enum Owner: String, Sendable, CaseIterable {
        case mine, queue, all
    }

    /// Characters of a search.
    static let queryCharactersMax = 100

    public init() {}

    /// Newest activity first.
    ///
    /// - Parameter query: part of the customer's name, or the conversation's number.
    public func list(
        _ filter: Filter, owner: Owner, query: String? = nil, cursor: String? = nil, limit: Int, as scope: Scope,
        in reader: Reader
    ) throws -> Page<InboxItem> {
        var clause = scope.rows(ownedBy: "c.agent") && Self.states(filter) && Self.owners(owner, scope)
        if let query, !query.isEmpty {
            guard query.count <= Self.queryCharactersMax else {
                throw InputRefusal.tooLong(field: "query", charactersMax: Self.queryCharactersMax)
            }
            clause = clause && Self.matching(query)
        }
        if let place = try PageCursor(cursor) {
            guard let id = ConversationID(place.id) else { throw InputRefusal.malformed(field: "cursor") }
            clause =
                clause
                && Clause(
                    sql: "c.last_at < ? OR (c.last_at = ? AND c.id < ?)", parameters: [place.at, place.at, id])
        }
        let most = min(max(limit, 1), pageRowsMax)
        let rows = try reader.query(
            "\(Self.select) WHERE \(clause.sql) ORDER BY c.last_at DESC, c.id DESC LIMIT ?",
            parameters: clause.parameters + [most + 1])
        let items = try rows.prefix(most).map(Self.item)
        let more = rows.count > items.count
        return Page(
            items: items, next: more ? items.last.map { PageCursor(at: $0.lastAt, id: $0.id).text } : nil)
    }

    /// One conversation, if this one may see it.
    public func one(_ id: ConversationID, as scope: Scope, in reader: Reader) throws -> InboxItem? {
        let clause = scope.rows(ownedBy: "c.agent") && Clause(sql: "c.id = ?", parameters: [id])
        return try reader.query("\(Self.select) WHERE \(clause.sql)", parameters: clause.parameters).first
            .map(Self.item)
    }

    /// Conversations that a figure stands for, as the same kind of row.
    public func these(_ ids: [ConversationID], as scope: Scope, in reader: Reader) throws -> [InboxItem] {
        if ids.isEmpty { return [] }
        let list = ids.map { _ in "?" }.joined(separator: ",")
        let clause = scope.rows(ownedBy: "c.agent") && Clause(sql: "c.id IN (\(list))", parameters: ids)
        return try reader.query("\(Self.select) WHERE \(clause.sql)", parameters: clause.parameters).map(Self.item)
    }

    private static func states(_ filter: Filter) -> Clause {
        switch filter {
        case .waiting: Clause(sql: "c.state IN ('waiting', 'bot')")
        case .open: Clause(sql: "c.state <> 'closed'")
        case .closed: Clause(sql: "c.state = 'closed'")
        case .all: .everything
        }
    }

    private static func owners(_ owner: Owner, _ scope: Scope) -> Clause {
        switch owner {
        case .all: return .everything
        case .queue: return Clause(sql: "c.agent IS NULL")
        case .mine:
            guard case .agent(let colleague) = scope else { return .nothing }
            return Clause(sql: "c.agent = ?", parameters: [colleague.id])
        }
    }

    private static func matching(_ query: String) -> Clause {
        // SQL's lower() knows ASCII only, so no more than that is folded here.
        let folded = String(decoding: query.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
        let escaped = folded.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
        return Clause(
            sql: "lower(cu.name) LIKE ? ESCAPE '!' OR c.number = ?",
            parameters: ["%\(escaped)%", Int64(query) ?? -1])
    }

    private static let select = """
        SELECT c.id, c.number, c.customer, cu.name AS customer_name, cu.level, cu.region, c.channel,
            ch.kind AS channel_kind, ch.name AS channel_name, c.state, c.agent, s.name AS agent_name, c.last_seq,
            c.last_text, c.last_author, c.last_at, c.agent_read, c.opened_at, u.intent, u.intent_zh,
            u.intent_en, u.confidence,
            d.deal, d.stage, d.amount_minor, d.currency
        FROM conversations_v1 c
        JOIN customers_v1 cu ON cu.customer = c.customer
        JOIN channels_v1 ch ON ch.id = c.channel
        LEFT JOIN staff_v1 s ON s.agent = c.agent
        LEFT JOIN understanding_v1 u ON u.conversation = c.id
            AND u.seq = (SELECT max(seq) FROM understanding_v1 WHERE conversation = c.id)
        LEFT JOIN deals_v1 d ON d.deal = (
            SELECT deal FROM deals_v1 WHERE customer = c.customer
            ORDER BY CASE WHEN stage IN ('won', 'lost') THEN 1 ELSE 0 END, moved_at DESC, deal LIMIT 1)
        """

    private static func item(_ row: Row) throws -> InboxItem {
        let lastSeq: Int64 = try row.get("last_seq")
        let read: Int64 = try row.get("agent_read")
        let agent: AgentID? = try row.optional("agent")
        let intent: String? = try row.optional("intent")
        let deal: DealID? = try row.optional("deal")
        return InboxItem(
            id: try row.get("id"), number: try row.get("number"),
            customer: .init(
                id: try row.get("customer"), name: try row.get("customer_name"), level: try row.get("level"),
                region: try row.optional("region")),
            channel: .init(
                id: try row.get("channel"), kind: try row.get("channel_kind"), name: try row.get("channel_name")),
            state: try row.get("state"),
            agent: try agent.map { Named(id: $0, name: try row.optional("agent_name") ?? "") },
            lastSeq: lastSeq, lastText: try row.get("last_text"), lastAuthor: try row.get("last_author"),
            lastAt: try row.get("last_at"), readByAgent: read, unread: max(0, lastSeq - read),
            intent: try intent.map {
                .init(
                    label: $0, name: try row.get("intent_zh"), nameEn: try row.get("intent_en"),
                    confidence: try row.get("confidence"))
            },
            deal: try deal.map { id in
                let minor: Int64? = try row.optional("amount_minor")
                let currency: String = try row.get("currency")
                return .init(
                    id: id, stage: try row.get("stage"), amount: minor.map { Money(minor: $0, currency: currency) })
            },
            openedAt: try row.get("opened_at"))
    }
}
