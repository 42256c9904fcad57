import Journey
import Staff
import Store

/// Every statement about deals.
struct DealsStore {
    private static let open = "stage IN ('lead', 'qualified', 'proposal')"

    /// Whose deals are visible: everybody's, or these agents' and nobody's.
    enum Owners {
        case all
        case these([AgentID])
    }

    func insert(_ deal: Deal, currency: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO deal (id, customer, conversation, owner, stage, amount_minor, currency, reason, opened_at,
                moved_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            deal.id, deal.customer, deal.conversation, deal.owner, deal.stage, deal.amount?.minor, currency,
            deal.reason, deal.openedAt, deal.movedAt)
    }

    func update(_ id: DealID, to pipeline: Pipeline, movedAt: Timestamp, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE deal SET stage = ?, amount_minor = ?, currency = coalesce(?, currency), reason = ?, moved_at = ?
            WHERE id = ?
            """,
            pipeline.stage, pipeline.amount?.minor, pipeline.amount?.currency, pipeline.reason, movedAt, id)
    }

    func setOwner(of id: DealID, to owner: AgentID?, in tx: Transaction) throws {
        try tx.execute("UPDATE deal SET owner = ? WHERE id = ?", owner, id)
    }

    func appendMove(
        of deal: Deal, currency: String, from: Pipeline.Stage?, by: AgentID?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO deal_move (deal, number, from_stage, to_stage, amount_minor, currency, reason, moved_by,
                moved_at)
            VALUES (?, (SELECT count(*) + 1 FROM deal_move WHERE deal = ?), ?, ?, ?, ?, ?, ?, ?)
            """,
            deal.id, deal.id, from, deal.stage, deal.amount?.minor, currency, deal.reason, by, tx.now)
    }

    func deal(_ id: DealID, in reader: Reader) throws -> Deal? {
        try reader.first("SELECT * FROM deal WHERE id = ?", id).map(Self.deal)
    }

    func open(of customer: CustomerID, in reader: Reader) throws -> Deal? {
        try reader.first("SELECT * FROM deal WHERE customer = ? AND \(Self.open)", customer).map(Self.deal)
    }

    func current(of customer: CustomerID, in reader: Reader) throws -> Deal? {
        try reader.first(
            """
            SELECT * FROM deal WHERE customer = ?
            ORDER BY CASE WHEN \(Self.open) THEN 0 ELSE 1 END, moved_at DESC, id LIMIT 1
            """, customer
        ).map(Self.deal)
    }

    func list(stage: Pipeline.Stage?, owners: Owners, limit: Int, in reader: Reader) throws -> [Deal] {
        var (clauses, parameters): ([String], [any Storable]) = ([], [])
        if let stage {
            clauses.append("stage = ?")
            parameters.append(stage)
        }
        if case .these(let agents) = owners {
            let marks = agents.map { _ in "?" }.joined(separator: ", ")
            clauses.append(agents.isEmpty ? "owner IS NULL" : "(owner IS NULL OR owner IN (\(marks)))")
            parameters += agents
        }
        parameters.append(limit)
        let condition = clauses.isEmpty ? "" : " WHERE " + clauses.joined(separator: " AND ")
        return try reader.query(
            "SELECT * FROM deal\(condition) ORDER BY moved_at DESC, id LIMIT ?", parameters: parameters
        ).map(Self.deal)
    }

    /// The rows that a scope sees: all, those of the own teams, or the own.
    func owners(visibleTo scope: Scope, in reader: Reader) throws -> Owners {
        guard case .agent(let colleague) = scope else { return .all }
        switch colleague.role {
        case .administrator: return .all
        case .agent: return .these([colleague.id])
        case .supervisor:
            let team = try Staff().agents(as: .system, in: reader).filter { agent in
                agent.team.map { colleague.teams.contains($0.id) } ?? false
            }
            return .these(Set(team.map(\.id) + [colleague.id]).sorted())
        }
    }

    func moves(of id: DealID, in reader: Reader) throws -> [DealMove] {
        try reader.query("SELECT * FROM deal_move WHERE deal = ? ORDER BY number", id).map {
            DealMove(
                from: try $0.optional("from_stage"), to: try $0.get("to_stage"), amount: try Self.amount($0),
                reason: try $0.optional("reason"), at: try $0.get("moved_at"), by: try $0.optional("moved_by"))
        }
    }

    private static func amount(_ row: Row) throws -> Money? {
        let currency: String = try row.get("currency")
        return try row.optional("amount_minor").map { Money(minor: $0, currency: currency) }
    }

    private static func deal(_ row: Row) throws -> Deal {
        Deal(
            id: try row.get("id"), customer: try row.get("customer"), conversation: try row.optional("conversation"),
            owner: try row.optional("owner"), stage: try row.get("stage"), amount: try amount(row),
            reason: try row.optional("reason"), openedAt: try row.get("opened_at"), movedAt: try row.get("moved_at"))
    }
}
