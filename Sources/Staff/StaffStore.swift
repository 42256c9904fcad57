import Journey
import Store

/// Every statement of this stage.
struct StaffStore {
    private static let agentColumns = """
        SELECT a.id, a.login, a.name, a.name_en, a.role, a.team, a.capacity, a.active, a.presence, a.presence_at,
            t.name AS team_name, t.name_en AS team_name_en
        FROM agent a LEFT JOIN team t ON t.id = a.team
        """

    /// `false` when another team has the name.
    func insert(_ team: Team, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "INSERT INTO team (id, name, name_en) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
            team.id, team.name, team.nameEn) == 1
    }

    func team(_ id: TeamID, in reader: Reader) throws -> Team? {
        try reader.first("SELECT id, name, name_en FROM team WHERE id = ?", id).map(Self.team)
    }

    func teams(in reader: Reader) throws -> [Team] {
        try reader.query("SELECT id, name, name_en FROM team ORDER BY name, id").map(Self.team)
    }

    /// `false` when another agent has the login.
    func insert(_ agent: Agent, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO agent (id, login, name, name_en, role, team, capacity, active, presence, presence_at, added_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (login) DO NOTHING
            """,
            agent.id, agent.login, agent.name, agent.nameEn, agent.role, agent.team?.id, agent.capacity, agent.active,
            agent.presence, agent.presenceAt, agent.presenceAt) == 1
    }

    func update(_ agent: Agent, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE agent SET name = ?, name_en = ?, role = ?, team = ?, capacity = ?, active = ? WHERE id = ?
            """,
            agent.name, agent.nameEn, agent.role, agent.team?.id, agent.capacity, agent.active, agent.id)
    }

    func replaceSkills(of agent: Agent, in tx: Transaction) throws {
        try tx.execute("DELETE FROM agent_skill WHERE agent = ?", agent.id)
        for skill in agent.skills {
            try tx.execute(
                "INSERT INTO agent_skill (agent, skill, level) VALUES (?, ?, ?)", agent.id, skill.name, skill.level)
        }
    }

    func setPresence(of id: AgentID, to presence: Presence, at: Timestamp, in tx: Transaction) throws {
        try tx.execute("UPDATE agent SET presence = ?, presence_at = ? WHERE id = ?", presence, at, id)
    }

    /// Holds the rows of all administrators until the transaction ends.
    func lockAdministrators(in tx: Transaction) throws {
        try tx.execute("UPDATE agent SET role = role WHERE role = 'administrator'")
    }

    func administrators(in reader: Reader) throws -> Int {
        try reader.first("SELECT count(*) AS n FROM agent WHERE role = 'administrator' AND active = 1")?.get("n") ?? 0
    }

    /// Reads an agent and holds the row until the transaction ends.
    func lockedAgent(_ id: AgentID, in tx: Transaction) throws -> Agent? {
        try tx.execute("UPDATE agent SET presence = presence WHERE id = ?", id)
        return try agent(id, in: tx)
    }

    func agent(_ id: AgentID, in reader: Reader) throws -> Agent? {
        try reader.first(Self.agentColumns + " WHERE a.id = ?", id).map {
            try Self.agent($0, skills: try skills(of: id, in: reader))
        }
    }

    func agent(login: String, in reader: Reader) throws -> Agent? {
        // A login with NUL in it cannot be in the table; asking would be refused as a defect of ours.
        guard !login.utf8.contains(0) else { return nil }
        return try reader.first(Self.agentColumns + " WHERE a.login = ?", login).map {
            try Self.agent($0, skills: try skills(of: try $0.get("id"), in: reader))
        }
    }

    func agents(in reader: Reader) throws -> [Agent] {
        let rows = try reader.query("SELECT agent, skill, level FROM agent_skill ORDER BY skill")
        let skills = try Dictionary(grouping: rows) { try $0.get("agent", as: AgentID.self) }
        return try reader.query(Self.agentColumns + " ORDER BY a.login").map { row in
            try Self.agent(row, skills: try (skills[try row.get("id")] ?? []).map(Self.skill))
        }
    }

    private func skills(of id: AgentID, in reader: Reader) throws -> [Skill] {
        try reader.query("SELECT skill, level FROM agent_skill WHERE agent = ? ORDER BY skill", id).map(Self.skill)
    }

    private static func skill(_ row: Row) throws -> Skill {
        Skill(name: try row.get("skill"), level: try row.get("level"))
    }

    private static func team(_ row: Row) throws -> Team {
        Team(id: try row.get("id"), name: try row.get("name"), nameEn: try row.get("name_en"))
    }

    private static func agent(_ row: Row, skills: [Skill]) throws -> Agent {
        let team = try row.optional("team", as: TeamID.self).map {
            Team(id: $0, name: try row.get("team_name"), nameEn: try row.get("team_name_en"))
        }
        return Agent(
            id: try row.get("id"), login: try row.get("login"), name: try row.get("name"),
            nameEn: try row.get("name_en"), role: try row.get("role"), team: team, skills: skills,
            capacity: try row.get("capacity"), active: try row.get("active"), presence: try row.get("presence"),
            presenceAt: try row.get("presence_at"))
    }
}
