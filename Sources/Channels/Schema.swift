public import Store

extension Channels {
    public static let schema = [
        Migration(
            "channels-1",
            """
            CREATE TABLE channel (
                id BLOB PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
                active BIGINT NOT NULL, allowed_origins TEXT NOT NULL, greeting TEXT NOT NULL, webhook_url TEXT,
                secret TEXT NOT NULL, created_at BIGINT NOT NULL);
            CREATE VIEW channels_v1 AS SELECT id, key, kind, name, active FROM channel;
            """)
    ]
}
