public import Journey
public import Store

extension Staff {
    /// Everyone with an account, closed ones included, in order of login. Every colleague may see the list.
    public func agents(as scope: Scope, in reader: Reader) throws -> [Agent] {
        try scope.require(.agent)
        return try StaffStore().agents(in: reader)
    }

    /// One agent.
    public func agent(_ id: AgentID, as scope: Scope, in reader: Reader) throws -> Agent {
        try scope.require(.agent)
        guard let agent = try StaffStore().agent(id, in: reader) else { throw StaffRefusal.unknownAgent }
        return agent
    }

    /// Who signs in with this login, in any case of letters; `nil` when nobody does.
    public func agent(login: String, as scope: Scope, in reader: Reader) throws -> Agent? {
        try scope.require(.agent)
        return try StaffStore().agent(login: login.lowercased(), in: reader)
    }

    /// All teams in order of name.
    public func teams(as scope: Scope, in reader: Reader) throws -> [Team] {
        try scope.require(.agent)
        return try StaffStore().teams(in: reader)
    }

    /// The open accounts, whatever their presence: those whom routing considers and explains.
    public func roster(in reader: Reader) throws -> [Agent] {
        try StaffStore().agents(in: reader).filter(\.active)
    }

    /// The agents who take new conversations now.
    public func onDuty(in reader: Reader) throws -> [Agent] {
        try StaffStore().agents(in: reader).filter { $0.active && $0.presence == .online }
    }
}

extension Scope {
    /// The colleague who asks; `nil` for the product itself.
    var colleague: AgentID? {
        if case .agent(let colleague) = self { return colleague.id }
        return nil
    }

    /// Refuses everyone but the agent, the supervisor of the agent's team, and administrators.
    func requireRight(over agent: Agent) throws(ScopeRefusal) {
        switch self {
        case .system: return
        case .customer: throw .notYours
        case .agent(let colleague):
            if colleague.id == agent.id || colleague.role == .administrator { return }
            guard colleague.role == .supervisor else { throw .roleNeeded(.supervisor) }
            guard let team = agent.team?.id, colleague.teams.contains(team) else { throw .notYours }
        }
    }
}
