/// The tables of the store itself. Stages bring their own.
extension Store {
    static let schema = [
        Migration(
            "store-1-facts",
            """
            CREATE TABLE fact_partition (partition BIGINT PRIMARY KEY, next BIGINT NOT NULL);
            CREATE TABLE fact (
                partition BIGINT NOT NULL, position BIGINT NOT NULL, stream TEXT NOT NULL, kind TEXT NOT NULL,
                version BIGINT NOT NULL, occurred_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
                payload TEXT NOT NULL, PRIMARY KEY (partition, position));
            \((0..<FactLog.partitions).map { "INSERT INTO fact_partition VALUES (\($0), 1);" }.joined(separator: "\n"))
            CREATE TABLE arrow_cursor (
                arrow TEXT NOT NULL, partition BIGINT NOT NULL, position BIGINT NOT NULL, epoch BIGINT NOT NULL,
                PRIMARY KEY (arrow, partition));
            CREATE TABLE arrow_parked (
                arrow TEXT NOT NULL, stream TEXT NOT NULL, partition BIGINT NOT NULL, position BIGINT NOT NULL,
                kind TEXT NOT NULL, error TEXT NOT NULL, attempts BIGINT NOT NULL, parked_at BIGINT NOT NULL,
                PRIMARY KEY (arrow, stream));
            """),
        Migration(
            "store-2-timers-outbox-blobs",
            """
            CREATE TABLE timer (
                key TEXT PRIMARY KEY, kind TEXT NOT NULL, stream TEXT NOT NULL, due_at BIGINT NOT NULL,
                payload TEXT NOT NULL);
            CREATE INDEX timer_due ON timer (due_at);
            CREATE TABLE outbox_destination (destination TEXT PRIMARY KEY, next BIGINT NOT NULL);
            CREATE TABLE outbox (
                id BLOB PRIMARY KEY, destination TEXT NOT NULL, number BIGINT NOT NULL, key TEXT NOT NULL UNIQUE,
                payload TEXT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL, due_at BIGINT NOT NULL,
                created_at BIGINT NOT NULL, settled_at BIGINT, outcome TEXT,
                UNIQUE (destination, number));
            CREATE INDEX outbox_waiting ON outbox (destination, state, number);
            CREATE TABLE blob (
                digest BLOB PRIMARY KEY, media_type TEXT NOT NULL, created_at BIGINT NOT NULL, bytes BLOB NOT NULL);
            """),
    ]
}
