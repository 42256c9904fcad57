public import Store

extension Scripts {
    public static let schema = [
        Migration(
            "scripts-1",
            """
            CREATE TABLE script (
                id BLOB PRIMARY KEY, code TEXT NOT NULL, trade TEXT NOT NULL, category TEXT NOT NULL, stage TEXT,
                title_zh TEXT NOT NULL, title_en TEXT NOT NULL, condition TEXT NOT NULL, template TEXT NOT NULL,
                priority BIGINT NOT NULL, legal_note TEXT, active BIGINT NOT NULL, version BIGINT NOT NULL,
                updated_at BIGINT NOT NULL, revision BIGINT NOT NULL, removed BIGINT NOT NULL);
            CREATE UNIQUE INDEX script_code ON script (code) WHERE removed = 0;
            CREATE INDEX script_changed ON script (revision);
            CREATE TABLE script_revision (one BIGINT PRIMARY KEY, last BIGINT NOT NULL);
            INSERT INTO script_revision VALUES (1, 0);
            CREATE TABLE script_suggestion (
                conversation BLOB NOT NULL, seq BIGINT NOT NULL, policy TEXT NOT NULL, propensity REAL NOT NULL,
                items TEXT NOT NULL, passed_over TEXT NOT NULL, at BIGINT NOT NULL,
                PRIMARY KEY (conversation, seq));
            CREATE TABLE script_use (
                conversation BLOB NOT NULL, seq BIGINT NOT NULL, script BLOB NOT NULL, edited BIGINT NOT NULL,
                suggested_seq BIGINT, place BIGINT, at BIGINT NOT NULL, PRIMARY KEY (conversation, seq, script));
            CREATE INDEX script_use_script ON script_use (script, at);
            CREATE TABLE answer_failure (conversation BLOB PRIMARY KEY, failures BIGINT NOT NULL, at BIGINT NOT NULL);
            CREATE VIEW scripts_v1 AS SELECT id, code, trade, category, stage, title_zh, title_en, condition, template,
                priority, legal_note, active, version, updated_at FROM script WHERE removed = 0;
            CREATE VIEW suggestions_v1 AS SELECT conversation, seq, policy, propensity, items, passed_over, at
                FROM script_suggestion;
            CREATE VIEW script_uses_v1 AS SELECT conversation, seq, script, edited, suggested_seq, place, at
                FROM script_use;
            """)
    ]
}
