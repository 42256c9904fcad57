public import Store

extension Routing {
    /// The tables of this stage and the views that pages may read.
    public static let schema: [Migration] = [
        Migration(
            "routing-1-queue",
            """
            CREATE TABLE routing_lock (id BIGINT PRIMARY KEY, taken BIGINT NOT NULL);
            INSERT INTO routing_lock (id, taken) VALUES (1, 0);
            CREATE TABLE waiting (
                conversation BLOB PRIMARY KEY, customer BLOB NOT NULL, since BIGINT NOT NULL, intent TEXT, skill TEXT,
                additional TEXT NOT NULL, priority BIGINT NOT NULL, standing TEXT NOT NULL, language TEXT NOT NULL,
                told BIGINT NOT NULL);
            CREATE INDEX waiting_order ON waiting (priority DESC, since, conversation);
            CREATE TABLE assignment (
                conversation BLOB PRIMARY KEY, customer BLOB NOT NULL, agent BLOB NOT NULL, intent TEXT NOT NULL,
                since BIGINT NOT NULL, released_at BIGINT, won BIGINT);
            CREATE INDEX assignment_open ON assignment (agent) WHERE released_at IS NULL;
            CREATE TABLE turn (
                policy TEXT NOT NULL, lane TEXT NOT NULL, agent BLOB NOT NULL, credit REAL NOT NULL,
                PRIMARY KEY (policy, lane, agent));
            CREATE TABLE placement (
                conversation BLOB NOT NULL, number BIGINT NOT NULL, customer BLOB NOT NULL, agent BLOB NOT NULL,
                placed_at BIGINT NOT NULL, policy TEXT NOT NULL, propensity REAL NOT NULL, waited REAL NOT NULL,
                explanation TEXT NOT NULL, PRIMARY KEY (conversation, number));
            CREATE INDEX placement_customer ON placement (customer, placed_at);
            CREATE TABLE outcome (
                agent BLOB NOT NULL, intent TEXT NOT NULL, handled BIGINT NOT NULL, won BIGINT NOT NULL,
                PRIMARY KEY (intent, agent), CHECK (won BETWEEN 0 AND handled));
            CREATE VIEW routing_v1 AS
                SELECT conversation, customer, agent, intent, since, released_at, won FROM assignment;
            CREATE VIEW waiting_v1 AS
                SELECT conversation, customer, since, intent, skill, priority, standing, language FROM waiting;
            CREATE VIEW placements_v1 AS
                SELECT conversation, number, customer, agent, placed_at, policy, propensity, waited, explanation
                FROM placement;
            """)
    ]
}
