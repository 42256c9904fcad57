public import Store

extension Staff {
    /// The tables of this stage and the views that pages may read.
    public static let schema: [Migration] = [
        Migration(
            "staff-1-agents",
            """
            CREATE TABLE team (id BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL);
            CREATE TABLE agent (
                id BLOB PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_en TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('administrator', 'supervisor', 'agent')),
                team BLOB REFERENCES team (id), capacity BIGINT NOT NULL CHECK (capacity >= 0),
                active BIGINT NOT NULL, presence TEXT NOT NULL CHECK (presence IN ('online', 'busy', 'offline')),
                presence_at BIGINT NOT NULL, added_at BIGINT NOT NULL);
            CREATE INDEX agent_team ON agent (team);
            CREATE TABLE agent_skill (
                agent BLOB NOT NULL REFERENCES agent (id), skill TEXT NOT NULL,
                level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5), PRIMARY KEY (agent, skill));
            CREATE VIEW staff_v1 AS
                SELECT a.id AS agent, a.login, a.name, a.name_en, a.role, a.team, t.name AS team_name,
                    t.name_en AS team_name_en, a.capacity, a.active, a.presence, a.presence_at, a.added_at
                FROM agent a LEFT JOIN team t ON t.id = a.team;
            CREATE VIEW staff_skills_v1 AS SELECT agent, skill, level FROM agent_skill;
            """)
    ]
}
