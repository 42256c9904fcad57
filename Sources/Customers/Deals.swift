public import Journey
import Staff
public import Store

extension Customers {
    /// Opens a deal as a lead; where the customer has one on its way, that one is given back.
    @discardableResult
    public func openDeal(
        for customer: CustomerID, conversation: ConversationID? = nil, owner: AgentID? = nil, amount: Money? = nil,
        as scope: Scope, in tx: Transaction
    ) throws -> Deal {
        try scope.require(.agent)
        guard let profile = try rows.lockedProfile(customer, in: tx) else { throw CustomersRefusal.unknownCustomer }
        if let open = try deals.open(of: customer, in: tx) { return open }
        try requireRight(of: scope, over: owner, in: tx)
        var pipeline = Pipeline()
        _ = try pipeline.handle(.price(amount))
        let deal = Deal(
            id: tx.id(), customer: customer, conversation: conversation, owner: owner, stage: pipeline.stage,
            amount: pipeline.amount, reason: nil, openedAt: tx.now, movedAt: tx.now)
        let currency = amount?.currency ?? profile.spent.currency
        try deals.insert(deal, currency: currency, in: tx)
        try deals.appendMove(of: deal, currency: currency, from: nil, by: scope.colleague, in: tx)
        try tx.record(
            DealOpened(
                deal: deal.id, customer: customer, conversation: conversation, owner: owner, amount: deal.amount,
                by: scope.colleague),
            on: FactStream.deal(deal.id))
        return deal
    }

    /// Moves a deal, sets its amount first if one is given. To the stage where it is: nothing changes.
    ///
    /// From won or lost to an open stage is a reopening, for supervisors.
    @discardableResult
    public func moveDeal(
        _ id: DealID, to stage: Pipeline.Stage, amount: Money? = nil, reason: String? = nil, as scope: Scope,
        in tx: Transaction
    ) throws -> Deal {
        let before = try lockedDeal(id, as: scope, in: tx)
        var pipeline = Pipeline(stage: before.stage, amount: before.amount, reason: before.reason)
        var actions: [Pipeline.Action] = []
        if !before.stage.isOpen, stage.isOpen {
            try scope.require(.supervisor)
            if try deals.open(of: before.customer, in: tx) != nil { throw CustomersRefusal.anotherDealOpen }
            actions += try pipeline.handle(.reopen(to: stage))
        }
        if let amount { actions += try pipeline.handle(.price(amount)) }
        actions += try pipeline.handle(.move(to: stage, reason: reason))
        return try carryOut(actions, of: pipeline, on: before, by: scope.colleague, in: tx)
    }

    /// Sets what the deal is worth, while it is on its way.
    @discardableResult
    public func setAmount(of id: DealID, to amount: Money?, as scope: Scope, in tx: Transaction) throws -> Deal {
        let before = try lockedDeal(id, as: scope, in: tx)
        var pipeline = Pipeline(stage: before.stage, amount: before.amount, reason: before.reason)
        let actions = try pipeline.handle(.price(amount))
        return try carryOut(actions, of: pipeline, on: before, by: scope.colleague, in: tx)
    }

    /// Gives the deal to an agent: an agent takes what nobody owns, a supervisor gives within the own team.
    @discardableResult
    public func setOwner(of id: DealID, to owner: AgentID?, as scope: Scope, in tx: Transaction) throws -> Deal {
        let before = try lockedDeal(id, as: scope, in: tx)
        try requireRight(of: scope, over: owner, in: tx)
        guard before.owner != owner else { return before }
        try deals.setOwner(of: id, to: owner, in: tx)
        let after = try existingDeal(id, in: tx)
        try recordChange(of: after, by: scope.colleague, in: tx)
        return after
    }

    /// One deal, for whoever may see it.
    public func deal(_ id: DealID, as scope: Scope, in reader: Reader) throws -> Deal {
        let deal = try existingDeal(id, in: reader)
        try requireRight(of: scope, over: deal.owner, in: reader)
        return deal
    }

    /// The newest deals first that this one may see.
    public func deals(
        stage: Pipeline.Stage? = nil, limit: Int = 200, as scope: Scope, in reader: Reader
    ) throws -> [Deal] {
        try scope.require(.agent)
        let visible = try deals.owners(visibleTo: scope, in: reader)
        return try deals.list(stage: stage, owners: visible, limit: min(max(limit, 0), 1000), in: reader)
    }

    /// The deal on its way, else the one closed last; `nil` when there was none.
    public func currentDeal(of customer: CustomerID, as scope: Scope, in reader: Reader) throws -> Deal? {
        guard let deal = try deals.current(of: customer, in: reader) else { return nil }
        try requireRight(of: scope, over: deal.owner, in: reader)
        return deal
    }

    /// How the deal came to where it is, oldest first.
    public func history(of id: DealID, as scope: Scope, in reader: Reader) throws -> [DealMove] {
        _ = try deal(id, as: scope, in: reader)
        return try deals.moves(of: id, in: reader)
    }

    private var deals: DealsStore { DealsStore() }

    private func existingDeal(_ id: DealID, in reader: Reader) throws -> Deal {
        guard let deal = try deals.deal(id, in: reader) else { throw CustomersRefusal.unknownDeal }
        return deal
    }

    /// The customer's row is held first, always in this order, so that two moves cannot wait for each other.
    private func lockedDeal(_ id: DealID, as scope: Scope, in tx: Transaction) throws -> Deal {
        let customer = try existingDeal(id, in: tx).customer
        _ = try rows.lockedProfile(customer, in: tx)
        let deal = try existingDeal(id, in: tx)
        try requireRight(of: scope, over: deal.owner, in: tx)
        return deal
    }

    /// Agents: their own and nobody's. Supervisors: those of their teams and nobody's. Administrators: all.
    private func requireRight(of scope: Scope, over owner: AgentID?, in reader: Reader) throws {
        try scope.require(.agent)
        guard case .agent(let colleague) = scope, let owner, owner != colleague.id else {
            if let owner { _ = try Staff().agent(owner, as: .system, in: reader) }
            return
        }
        let agent = try Staff().agent(owner, as: .system, in: reader)
        switch colleague.role {
        case .administrator: return
        case .supervisor:
            guard let team = agent.team?.id, colleague.teams.contains(team) else { throw ScopeRefusal.notYours }
        case .agent: throw ScopeRefusal.notYours
        }
    }

    private func carryOut(
        _ actions: [Pipeline.Action], of pipeline: Pipeline, on before: Deal, by: AgentID?, in tx: Transaction
    ) throws -> Deal {
        guard !actions.isEmpty else { return before }
        let movedAt = before.stage == pipeline.stage ? before.movedAt : tx.now
        try deals.update(before.id, to: pipeline, movedAt: movedAt, in: tx)
        let after = try existingDeal(before.id, in: tx)
        for action in actions {
            switch action {
            case .record(let from, let to):
                try deals.appendMove(
                    of: after, currency: after.amount?.currency ?? "CNY", from: from, by: by, in: tx)
                try tx.record(
                    DealMoved(
                        deal: after.id, customer: after.customer, conversation: after.conversation,
                        owner: after.owner, from: from, to: to, amount: after.amount, reason: after.reason, by: by),
                    on: FactStream.deal(after.id))
            case .recordAmount: try recordChange(of: after, by: by, in: tx)
            case .countOrder(let amount): try rows.countOrder(of: after.customer, amount, sign: 1, in: tx)
            case .uncountOrder(let amount): try rows.countOrder(of: after.customer, amount, sign: -1, in: tx)
            }
        }
        return after
    }

    private func recordChange(of deal: Deal, by: AgentID?, in tx: Transaction) throws {
        try tx.record(
            DealChanged(
                deal: deal.id, customer: deal.customer, owner: deal.owner, stage: deal.stage, amount: deal.amount,
                by: by),
            on: FactStream.deal(deal.id))
    }
}
