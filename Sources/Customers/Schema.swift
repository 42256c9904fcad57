public import Store

extension Customers {
    /// The tables of this stage and the views that pages may read. Needs the tables of Staff.
    public static let schema: [Migration] = [
        Migration(
            "customers-1-profiles",
            """
            CREATE TABLE customer (
                id BLOB PRIMARY KEY, name TEXT NOT NULL,
                level TEXT NOT NULL CHECK (level IN ('normal', 'silver', 'gold', 'VIP')),
                region TEXT, language TEXT NOT NULL, phone_masked TEXT, phone_placeholder TEXT, email_masked TEXT,
                tags TEXT NOT NULL, visits BIGINT NOT NULL, orders BIGINT NOT NULL, spent_minor BIGINT NOT NULL,
                currency TEXT NOT NULL, first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL);
            CREATE INDEX customer_seen ON customer (last_seen_at);
            CREATE TABLE identity (
                channel BLOB NOT NULL, external_id TEXT NOT NULL, customer BLOB NOT NULL REFERENCES customer (id),
                verified BIGINT NOT NULL, PRIMARY KEY (channel, external_id));
            CREATE INDEX identity_customer ON identity (customer);
            CREATE VIEW customers_v1 AS
                SELECT id AS customer, name, level, region, language, phone_masked, phone_placeholder, email_masked,
                    tags, visits, orders, spent_minor, currency, first_seen_at, last_seen_at
                FROM customer;
            CREATE VIEW identities_v1 AS SELECT customer, channel, external_id, verified FROM identity;
            """),
        Migration(
            "customers-2-deals",
            """
            CREATE TABLE deal (
                id BLOB PRIMARY KEY, customer BLOB NOT NULL REFERENCES customer (id), conversation BLOB,
                owner BLOB,
                stage TEXT NOT NULL CHECK (stage IN ('lead', 'qualified', 'proposal', 'won', 'lost')),
                amount_minor BIGINT CHECK (amount_minor >= 0), currency TEXT NOT NULL, reason TEXT,
                opened_at BIGINT NOT NULL, moved_at BIGINT NOT NULL,
                CHECK (stage <> 'won' OR amount_minor > 0), CHECK (stage <> 'lost' OR reason IS NOT NULL));
            CREATE UNIQUE INDEX deal_open ON deal (customer) WHERE stage IN ('lead', 'qualified', 'proposal');
            CREATE INDEX deal_customer ON deal (customer, moved_at);
            CREATE INDEX deal_stage ON deal (stage, moved_at);
            CREATE TABLE deal_move (
                deal BLOB NOT NULL REFERENCES deal (id), number BIGINT NOT NULL, from_stage TEXT,
                to_stage TEXT NOT NULL, amount_minor BIGINT, currency TEXT NOT NULL, reason TEXT, moved_by BLOB,
                moved_at BIGINT NOT NULL, PRIMARY KEY (deal, number));
            CREATE VIEW deals_v1 AS
                SELECT id AS deal, customer, conversation, owner, stage, amount_minor, currency, reason, opened_at,
                    moved_at
                FROM deal;
            CREATE VIEW deal_moves_v1 AS
                SELECT deal, number, from_stage, to_stage, amount_minor, currency, reason, moved_by, moved_at
                FROM deal_move;
            """),
    ]
}
