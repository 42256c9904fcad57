public import Store

extension Conversations {
    public static let schema = [
        Migration(
            "conversations-1",
            """
            CREATE TABLE conversation (
                id BLOB PRIMARY KEY, number BIGINT NOT NULL UNIQUE, customer BLOB NOT NULL, channel BLOB NOT NULL,
                state TEXT NOT NULL, agent BLOB, last_seq BIGINT NOT NULL, last_text TEXT NOT NULL,
                last_author TEXT NOT NULL, last_at BIGINT NOT NULL, opened_at BIGINT NOT NULL, closed_at BIGINT,
                customer_delivered BIGINT NOT NULL, customer_read BIGINT NOT NULL,
                agent_delivered BIGINT NOT NULL, agent_read BIGINT NOT NULL);
            CREATE UNIQUE INDEX conversation_one_open ON conversation (customer, channel) WHERE state <> 'closed';
            CREATE INDEX conversation_customer ON conversation (customer, channel, opened_at);
            CREATE INDEX conversation_agent ON conversation (agent, state, last_at);
            CREATE INDEX conversation_state ON conversation (state, last_at);
            CREATE TABLE message (
                conversation BLOB NOT NULL, seq BIGINT NOT NULL, id BLOB NOT NULL, sender TEXT NOT NULL,
                client_id TEXT NOT NULL, author_kind TEXT NOT NULL, author_id TEXT, author_name TEXT NOT NULL,
                kind TEXT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (conversation, seq));
            CREATE UNIQUE INDEX message_once ON message (sender, client_id);
            CREATE TABLE feed_end (audience TEXT PRIMARY KEY, last BIGINT NOT NULL);
            CREATE TABLE feed (
                audience TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, conversation BLOB,
                data TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (audience, number));
            CREATE TABLE conversation_counter (one BIGINT PRIMARY KEY, last BIGINT NOT NULL);
            INSERT INTO conversation_counter VALUES (1, 0);
            CREATE VIEW conversations_v1 AS SELECT id, number, customer, channel, state, agent, last_seq, last_text,
                last_author, last_at, opened_at, closed_at, customer_delivered, customer_read, agent_delivered,
                agent_read FROM conversation;
            """),
        Migration(
            "conversations-2-recent", "CREATE INDEX conversation_recent ON conversation (last_at, id);"),
    ]
}
