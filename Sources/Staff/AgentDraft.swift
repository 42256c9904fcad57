public import Journey

/// A new account, as an administrator asks for it.
public struct AgentDraft: Sendable, Hashable, Codable {
    /// Characters of a name, a team's name or a skill's.
    public static let nameCharactersMax = 64
    /// Characters of a login.
    public static let loginCharactersMax = 64
    /// Skills of one agent.
    public static let skillsMax = 64
    /// Conversations at the same time, at most.
    public static let capacityMax = 100
    static let capacityUsual = 5

    /// ASCII letters, digits and `. _ - @`; kept in lower case.
    public let login: String
    /// The name customers see.
    public let name: String
    /// The same for readers of English.
    public let nameEn: String
    /// What the agent may do.
    public let role: Role
    /// Must exist already.
    public let team: TeamID?
    /// Each skill once.
    public let skills: [Skill]
    /// Conversations at the same time; 0 takes none.
    public let capacity: Int

    /// - Parameter nameEn: the Chinese name where none is given.
    public init(
        login: String, name: String, nameEn: String? = nil, role: Role = .agent, team: TeamID? = nil,
        skills: [Skill] = [], capacity: Int? = nil
    ) {
        self.login = login
        self.name = name
        self.nameEn = nameEn ?? name
        self.role = role
        self.team = team
        self.skills = skills
        self.capacity = capacity ?? Self.capacityUsual
    }

    /// The draft as it may be kept: login in lower case, everything within its limits.
    func checked() throws -> AgentDraft {
        AgentDraft(
            login: try Self.checked(login: login),
            name: try accepted(name, field: "name", charactersMax: Self.nameCharactersMax),
            nameEn: try accepted(nameEn, field: "nameEn", charactersMax: Self.nameCharactersMax),
            role: role, team: team, skills: try Self.checked(skills: skills),
            capacity: try Self.checked(capacity: capacity))
    }

    /// Letters, digits and `. _ - @` of ASCII, so that a login looks the same on every keyboard and in every log.
    private static func checked(login: String) throws -> String {
        let login = try accepted(login, field: "login", charactersMax: loginCharactersMax).lowercased()
        let plain = login.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || ".-_@".utf8.contains(byte)
        }
        guard plain else { throw InputRefusal.malformed(field: "login") }
        return login
    }

    private static func checked(capacity: Int) throws -> Int {
        guard (0...capacityMax).contains(capacity) else { throw InputRefusal.malformed(field: "capacity") }
        return capacity
    }

    /// Each skill once, with a level of 1…5, in order of name.
    private static func checked(skills: [Skill]) throws -> [Skill] {
        guard skills.count <= skillsMax else { throw InputRefusal.malformed(field: "skills") }
        for skill in skills {
            _ = try accepted(skill.name, field: "skills", charactersMax: nameCharactersMax)
            guard (1...5).contains(skill.level) else { throw InputRefusal.malformed(field: "skills") }
        }
        guard Set(skills.map(\.name)).count == skills.count else { throw InputRefusal.malformed(field: "skills") }
        return skills.sorted { $0.name < $1.name }
    }
}

/// What an administrator changes about an account; `nil` leaves it as it is.
public struct AgentChange: Sendable, Hashable, Codable {
    /// The name customers see.
    public var name: String?
    /// The same for readers of English.
    public var nameEn: String?
    /// What the agent may do.
    public var role: Role?
    /// Must exist already.
    public var team: TeamID?
    /// All of them: what is not in the list is taken away.
    public var skills: [Skill]?
    /// Conversations at the same time; 0 takes none.
    public var capacity: Int?
    /// `false` closes the account and takes the agent offline; nothing is deleted.
    public var active: Bool?

    public init(
        name: String? = nil, nameEn: String? = nil, role: Role? = nil, team: TeamID? = nil, skills: [Skill]? = nil,
        capacity: Int? = nil, active: Bool? = nil
    ) {
        self.name = name
        self.nameEn = nameEn
        self.role = role
        self.team = team
        self.skills = skills
        self.capacity = capacity
        self.active = active
    }

    /// The account as it would be afterwards.
    func applied(to agent: Agent) -> AgentDraft {
        AgentDraft(
            login: agent.login, name: name ?? agent.name, nameEn: nameEn ?? agent.nameEn, role: role ?? agent.role,
            team: team ?? agent.team?.id, skills: skills ?? agent.skills, capacity: capacity ?? agent.capacity)
    }
}
