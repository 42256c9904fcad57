import Journey
import Store

/// Every statement about the feeds.
enum FeedStore {
    static func append(
        _ kind: Feed.Kind, to audience: Feed.Audience, about conversation: ConversationID?, data: String,
        in tx: Transaction
    ) throws -> Feed.Entry {
        let row = try tx.first(
            """
            INSERT INTO feed_end (audience, last) VALUES (?, 1)
            ON CONFLICT (audience) DO UPDATE SET last = feed_end.last + 1 RETURNING last
            """, audience.name)
        let entry = Feed.Entry(
            audience: audience, number: try row?.get("last") ?? 1, kind: kind, conversation: conversation, data: data,
            at: tx.now)
        try tx.execute(
            "INSERT INTO feed (audience, number, kind, conversation, data, at) VALUES (?, ?, ?, ?, ?, ?)",
            audience.name, entry.number, kind.rawValue, conversation, data, entry.at)
        return entry
    }

    static func end(of audience: Feed.Audience, in reader: Reader) throws -> Int64 {
        try reader.first("SELECT last FROM feed_end WHERE audience = ?", audience.name)?.get("last") ?? 0
    }

    static func entries(
        of audience: Feed.Audience, after: Int64, limit: Int, in reader: Reader
    ) throws -> [Feed.Entry] {
        try reader.query(
            "SELECT * FROM feed WHERE audience = ? AND number > ? ORDER BY number LIMIT ?", audience.name, after, limit
        ).map { row in
            guard let kind = Feed.Kind(rawValue: try row.get("kind")) else {
                throw StoreFailure.unexpectedValue(column: "kind")
            }
            return Feed.Entry(
                audience: audience, number: try row.get("number"), kind: kind,
                conversation: try row.optional("conversation"), data: try row.get("data"), at: try row.get("at"))
        }
    }
}
