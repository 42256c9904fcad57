public import Store

extension Security {
    /// The tables of accounts, sessions, the audit log, the vault and the idempotency ledger.
    public static let schema: [Migration] = [
        Migration(
            "security-1-accounts-sessions",
            """
            CREATE TABLE account (
                agent BLOB PRIMARY KEY, login TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, must_change BIGINT NOT NULL,
                active BIGINT NOT NULL, changed_at BIGINT NOT NULL, created_at BIGINT NOT NULL);
            CREATE TABLE sign_in_throttle (
                subject BLOB PRIMARY KEY, failures BIGINT NOT NULL, since BIGINT NOT NULL, locked_until BIGINT);
            CREATE INDEX sign_in_throttle_since ON sign_in_throttle (since);
            CREATE TABLE session (
                digest BLOB PRIMARY KEY, id BLOB NOT NULL UNIQUE, agent BLOB NOT NULL, created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, address TEXT NOT NULL, device TEXT NOT NULL);
            CREATE INDEX session_agent ON session (agent);
            CREATE INDEX session_last_seen ON session (last_seen_at);
            CREATE INDEX session_expires ON session (expires_at);
            """),
        Migration(
            "security-2-audit",
            """
            CREATE TABLE audit (
                number BIGINT PRIMARY KEY, at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor TEXT,
                action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, address TEXT,
                previous BLOB NOT NULL, hash BLOB NOT NULL);
            CREATE INDEX audit_action ON audit (action, number);
            CREATE INDEX audit_actor ON audit (actor, number);
            CREATE INDEX audit_object ON audit (object, number);
            CREATE TABLE audit_head (
                one BIGINT PRIMARY KEY CHECK (one = 1), number BIGINT NOT NULL, hash BLOB, seal BLOB,
                writes BIGINT NOT NULL);
            INSERT INTO audit_head (one, number, writes) VALUES (1, 0, 0);
            """),
        Migration(
            "security-3-vault",
            """
            CREATE TABLE customer_key (
                customer BLOB PRIMARY KEY, wrapped BLOB, created_at BIGINT NOT NULL, erased_at BIGINT);
            CREATE TABLE vault (
                id BLOB PRIMARY KEY, customer BLOB NOT NULL, kind TEXT NOT NULL, masked TEXT NOT NULL, sealed BLOB,
                blind BLOB, created_at BIGINT NOT NULL);
            CREATE INDEX vault_customer ON vault (customer, blind);
            CREATE INDEX vault_blind ON vault (blind);
            """),
        Migration(
            "security-4-idempotency",
            """
            CREATE TABLE idempotency (
                caller TEXT NOT NULL, key TEXT NOT NULL, digest BLOB NOT NULL, status BIGINT NOT NULL,
                body TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (caller, key));
            CREATE INDEX idempotency_created ON idempotency (created_at);
            """),
    ]
}
