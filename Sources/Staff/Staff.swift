public import Journey
public import Store

/// Who works here: teams, agents, skills and presence. The only door to these tables.
public struct Staff: Sendable {
    private let rows = StaffStore()

    /// The door holds no state: the tables do.
    public init() {}

    /// Adds a team; administrators only.
    ///
    /// - Parameter id: a repeated call with the same id gives the team that is there.
    @discardableResult
    public func addTeam(
        _ name: String, nameEn: String? = nil, id: TeamID? = nil, as scope: Scope, in tx: Transaction
    ) throws -> Team {
        try scope.require(.administrator)
        if let id, let known = try rows.team(id, in: tx) { return known }
        let team = Team(
            id: id ?? tx.id(),
            name: try accepted(name, field: "name", charactersMax: AgentDraft.nameCharactersMax),
            nameEn: try accepted(nameEn ?? name, field: "nameEn", charactersMax: AgentDraft.nameCharactersMax))
        guard try rows.insert(team, in: tx) else { throw StaffRefusal.teamNameTaken }
        return team
    }

    /// Adds an account, offline at first; administrators only.
    ///
    /// - Parameter id: a repeated call with the same id gives the agent who is there.
    @discardableResult
    public func addAgent(
        _ draft: AgentDraft, id: AgentID? = nil, as scope: Scope, in tx: Transaction
    ) throws -> Agent {
        try scope.require(.administrator)
        if let id, let known = try rows.agent(id, in: tx) { return known }
        let draft = try draft.checked()
        let agent = Agent(
            id: id ?? tx.id(), login: draft.login, name: draft.name, nameEn: draft.nameEn, role: draft.role,
            team: try draft.team.map { try team($0, in: tx) }, skills: draft.skills, capacity: draft.capacity,
            active: true, presence: .offline, presenceAt: tx.now)
        guard try rows.insert(agent, in: tx) else { throw StaffRefusal.loginTaken }
        try rows.replaceSkills(of: agent, in: tx)
        try tx.record(
            AgentAdded(
                agent: agent.id, role: agent.role, team: agent.team?.id, capacity: agent.capacity,
                skills: agent.skills, by: scope.colleague),
            on: FactStream.agent(agent.id))
        return agent
    }

    /// Changes an account; administrators only. A change that changes nothing leaves no fact.
    @discardableResult
    public func change(
        _ id: AgentID, _ change: AgentChange, as scope: Scope, in tx: Transaction
    ) throws -> Agent {
        try scope.require(.administrator)
        // Two administrators who close each other's account at the same moment must not both succeed.
        try rows.lockAdministrators(in: tx)
        let before = try existing(id, in: tx)
        let draft = try change.applied(to: before).checked()
        let active = change.active ?? before.active
        let after = Agent(
            id: id, login: draft.login, name: draft.name, nameEn: draft.nameEn, role: draft.role,
            team: try draft.team.map { try team($0, in: tx) }, skills: draft.skills, capacity: draft.capacity,
            active: active, presence: before.presence, presenceAt: before.presenceAt)
        guard after != before else { return before }
        if before.administers, !after.administers, try rows.administrators(in: tx) < 2 {
            throw StaffRefusal.lastAdministrator
        }
        try rows.update(after, in: tx)
        try rows.replaceSkills(of: after, in: tx)
        try tx.record(
            AgentChanged(
                agent: id, role: after.role, team: after.team?.id, capacity: after.capacity, skills: after.skills,
                active: active, by: scope.colleague),
            on: FactStream.agent(id))
        return active ? after : try show(after, as: .offline, by: scope, in: tx)
    }

    /// Comes, goes or is busy: the agent herself, her supervisor, or an administrator.
    @discardableResult
    public func setPresence(
        of id: AgentID, to presence: Presence, as scope: Scope, in tx: Transaction
    ) throws -> Agent {
        guard let agent = try rows.lockedAgent(id, in: tx) else { throw StaffRefusal.unknownAgent }
        try scope.requireRight(over: agent)
        guard agent.active || presence == .offline else { throw StaffRefusal.inactive }
        return try show(agent, as: presence, by: scope, in: tx)
    }

    private func show(
        _ agent: Agent, as presence: Presence, by scope: Scope, in tx: Transaction
    ) throws -> Agent {
        guard agent.presence != presence else { return agent }
        let now = tx.now
        try rows.setPresence(of: agent.id, to: presence, at: now, in: tx)
        try tx.record(
            AgentPresenceChanged(
                agent: agent.id, from: agent.presence, to: presence,
                seconds: max(0, now.seconds(since: agent.presenceAt)), by: scope.colleague),
            on: FactStream.agent(agent.id))
        return try existing(agent.id, in: tx)
    }

    private func existing(_ id: AgentID, in reader: Reader) throws -> Agent {
        guard let agent = try rows.agent(id, in: reader) else { throw StaffRefusal.unknownAgent }
        return agent
    }

    private func team(_ id: TeamID, in reader: Reader) throws -> Team {
        guard let team = try rows.team(id, in: reader) else { throw StaffRefusal.unknownTeam }
        return team
    }
}
