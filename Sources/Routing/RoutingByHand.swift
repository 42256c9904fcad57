public import Journey
public import Staff
public import Store

extension Routing {
    /// Placements that people made carry these instead of a policy's version.
    public static let manualPolicy = "manual"
    /// A colleague handed it over.
    public static let transferPolicy = "transfer"

    /// An agent claims a conversation herself, out of the queue or from the automatic answers.
    ///
    /// - Parameter customer: needed only where routing has never heard of the conversation.
    /// - Returns: `nil` when she has it already.
    @discardableResult
    public func take(
        _ conversation: ConversationID, customer: CustomerID? = nil, by agent: Agent, as scope: Scope,
        in tx: Transaction
    ) throws -> Placement? {
        try requireRight(of: scope, over: agent)
        guard agent.active else { throw RoutingRefusal.agentOffDuty }
        try rows.lock(in: tx)
        let held = try rows.assignment(of: conversation, in: tx)
        if let held, !held.released {
            guard held.agent == agent.id else { throw RoutingRefusal.takenBySomeoneElse }
            return nil
        }
        let queued = try rows.waiting(conversation, in: tx)
        guard let customer = queued?.customer ?? customer ?? held?.customer else { throw RoutingRefusal.notWaiting }
        try requireRoom(at: agent, in: tx)
        let waiting =
            queued ?? Waiting(conversation: conversation, customer: customer, since: tx.now, intent: held?.intent)
        let placement = Placement.byHand(
            waiting, to: agent, policy: Self.manualPolicy,
            sentence: Phrase(zh: "\(agent.name)主动接待。", en: "\(agent.nameEn) took it by hand."), at: tx.now)
        try settleDown(placement, intent: waiting.intent, previous: nil, in: tx)
        return placement
    }

    /// Hands a conversation to a colleague: whoever has it, the supervisor of that agent's team, or an administrator.
    ///
    /// - Returns: `nil` when the colleague has it already.
    @discardableResult
    public func transfer(
        _ conversation: ConversationID, to agent: Agent, as scope: Scope, in tx: Transaction
    ) throws -> Placement? {
        try scope.require(.agent)
        try rows.lock(in: tx)
        guard let held = try rows.assignment(of: conversation, in: tx), !held.released else {
            throw RoutingRefusal.nobodyHasIt
        }
        // Asked again: whoever handed it over has no right to it any more, and need not have one.
        guard held.agent != agent.id else { return nil }
        try requireRight(of: scope, over: held.agent, in: tx)
        guard agent.active, agent.presence != .offline else { throw RoutingRefusal.agentOffDuty }
        try requireRoom(at: agent, in: tx)
        let waiting = Waiting(conversation: conversation, customer: held.customer, since: tx.now, intent: held.intent)
        let placement = Placement.byHand(
            waiting, to: agent, policy: Self.transferPolicy,
            sentence: Phrase(zh: "转接给\(agent.name)。", en: "Handed to \(agent.nameEn)."), at: tx.now)
        try settleDown(placement, intent: held.intent, previous: held.agent, in: tx)
        return placement
    }

    /// How many wait.
    public func waitingCount(as scope: Scope, in reader: Reader) throws -> Int {
        try scope.require(.agent)
        return try rows.waitingCount(in: reader)
    }

    /// 1 for the next in the queue; `nil` when it is not waiting. Customers may ask about their own only.
    public func position(of conversation: ConversationID, as scope: Scope, in reader: Reader) throws -> Int? {
        guard let waiting = try rows.waiting(conversation, in: reader) else { return nil }
        if case .customer(let own) = scope, own != waiting.customer { throw ScopeRefusal.notYours }
        return try rows.ahead(of: waiting, in: reader) + 1
    }

    /// Who has a conversation now.
    public func holder(of conversation: ConversationID, as scope: Scope, in reader: Reader) throws -> AgentID? {
        try scope.require(.agent)
        guard let held = try rows.assignment(of: conversation, in: reader), !held.released else { return nil }
        return held.agent
    }

    /// Conversations that each agent has now; agents without any are not in it.
    public func openCounts(as scope: Scope, in reader: Reader) throws -> [AgentID: Int] {
        try scope.require(.agent)
        return try rows.openCounts(in: reader)
    }

    /// The newest choice for a conversation, with its explanation.
    public func placement(
        of conversation: ConversationID, as scope: Scope, in reader: Reader
    ) throws -> Placement? {
        try scope.require(.agent)
        return try past.placement(of: conversation, in: reader)
    }

    private func requireRoom(at agent: Agent, in reader: Reader) throws {
        guard try rows.openCounts(in: reader)[agent.id, default: 0] < agent.capacity else {
            throw RoutingRefusal.agentFull
        }
    }

    func requireRight(of scope: Scope, over id: AgentID, in reader: Reader) throws {
        if case .agent(let colleague) = scope, colleague.id != id, colleague.role == .supervisor {
            return try requireRight(of: scope, over: try Staff().agent(id, as: .system, in: reader))
        }
        try requireRight(of: scope, over: id, team: nil)
    }

    private func requireRight(of scope: Scope, over agent: Agent) throws {
        try requireRight(of: scope, over: agent.id, team: agent.team?.id)
    }

    /// The agent herself, the supervisor of her team, administrators, and the product.
    private func requireRight(of scope: Scope, over id: AgentID, team: TeamID?) throws(ScopeRefusal) {
        switch scope {
        case .system: return
        case .customer: throw .notYours
        case .agent(let colleague):
            if colleague.id == id || colleague.role == .administrator { return }
            guard colleague.role == .supervisor, let team, colleague.teams.contains(team) else { throw .notYours }
        }
    }
}
