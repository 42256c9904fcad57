public import Store

extension Analytics {
    public static let schema = [
        Migration(
            "analytics-1",
            """
            CREATE TABLE analytics_conversation (
                conversation BLOB PRIMARY KEY, customer BLOB, channel BLOB, agent BLOB, assigned_at BIGINT,
                intent TEXT, intent_seq BIGINT NOT NULL, opened_at BIGINT, first_customer_at BIGINT,
                first_agent_at BIGINT, bot_answered BIGINT NOT NULL, handed_over_at BIGINT, closed_at BIGINT,
                changed_at BIGINT NOT NULL, state TEXT NOT NULL, messages BIGINT NOT NULL);
            CREATE INDEX analytics_conversation_opened ON analytics_conversation (opened_at);
            CREATE INDEX analytics_conversation_closed ON analytics_conversation (closed_at);
            CREATE INDEX analytics_conversation_state ON analytics_conversation (state);
            CREATE TABLE analytics_deal (
                deal BLOB PRIMARY KEY, customer BLOB, conversation BLOB, owner BLOB, stage TEXT NOT NULL,
                amount_minor BIGINT, moved_at BIGINT NOT NULL, opened_at BIGINT);
            CREATE INDEX analytics_deal_moved ON analytics_deal (stage, moved_at);
            """),
        Migration(
            "analytics-2-deal-terms", "ALTER TABLE analytics_deal ADD COLUMN terms_at BIGINT NOT NULL DEFAULT 0"),
    ]
}
