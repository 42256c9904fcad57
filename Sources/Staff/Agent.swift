public import Journey

/// A colleague who answers customers (客服).
public struct Agent: Sendable, Hashable, Codable {
    /// Who it is, for ever.
    public let id: AgentID
    /// What the agent signs in with; lower case, unique.
    public let login: String
    /// The name customers see, in Chinese.
    public let name: String
    /// The name that readers of English see.
    public let nameEn: String
    /// What the agent may do.
    public let role: Role
    /// `nil` for those who belong to none, as administrators often do.
    public let team: Team?
    /// Sorted by name.
    public let skills: [Skill]
    /// Conversations at the same time; 0 takes none.
    public let capacity: Int
    /// Whether the account may be used.
    public let active: Bool
    /// Whether she takes conversations now.
    public let presence: Presence
    /// Since when.
    public let presenceAt: Timestamp

    public init(
        id: AgentID, login: String, name: String, nameEn: String, role: Role, team: Team?, skills: [Skill],
        capacity: Int, active: Bool, presence: Presence, presenceAt: Timestamp
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.nameEn = nameEn
        self.role = role
        self.team = team
        self.skills = skills
        self.capacity = capacity
        self.active = active
        self.presence = presence
        self.presenceAt = presenceAt
    }

    /// 1…5, or `nil` when the agent does not have the skill.
    public func level(in skill: String) -> Int? { skills.first { $0.name == skill }?.level }

    /// Whether this account can change the others.
    var administers: Bool { active && role == .administrator }

    /// As the doors see this agent once signed in.
    public var colleague: Colleague { Colleague(id: id, role: role, teams: Set(team.map { [$0.id] } ?? [])) }
}

/// What an agent can do, and how well (技能标签).
public struct Skill: Sendable, Hashable, Codable {
    /// An intent's label, a product line, or a language (`en`, as BCP 47 begins).
    public let name: String
    /// 1 (learning) … 5 (teaches others).
    public let level: Int

    public init(name: String, level: Int) {
        self.name = name
        self.level = level
    }
}
