public import Store

extension Understanding {
    public static let schema = [
        Migration(
            "understanding-1",
            """
            CREATE TABLE understanding (
                conversation BLOB NOT NULL, seq BIGINT NOT NULL, customer BLOB NOT NULL, channel BLOB NOT NULL,
                intent TEXT NOT NULL, intent_zh TEXT NOT NULL, intent_en TEXT NOT NULL, kind TEXT NOT NULL,
                confidence REAL NOT NULL, out_of_scope BIGINT NOT NULL, language TEXT NOT NULL,
                alternatives TEXT NOT NULL, because TEXT NOT NULL, entities TEXT NOT NULL, model TEXT NOT NULL,
                at BIGINT NOT NULL, PRIMARY KEY (conversation, seq));
            CREATE INDEX understanding_intent ON understanding (intent, at);
            CREATE VIEW understanding_v1 AS SELECT conversation, seq, customer, channel, intent, intent_zh, intent_en,
                kind, confidence, out_of_scope, language, alternatives, because, entities, model, at
                FROM understanding;
            """)
    ]
}
