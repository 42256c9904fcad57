import Journey
import Store

/// Every statement about channels.
enum ChannelStore {
    static func insert(_ channel: Channel, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO channel (id, key, kind, name, active, allowed_origins, greeting, webhook_url, secret,
                created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            channel.id, channel.key, channel.kind, channel.name, channel.active,
            channel.allowedOrigins.joined(separator: "\n"), channel.greeting, channel.webhookURL, channel.secret,
            tx.now)
    }

    static func update(_ channel: Channel, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE channel SET name = ?, active = ?, allowed_origins = ?, greeting = ?, webhook_url = ?, secret = ?
            WHERE id = ?
            """,
            channel.name, channel.active, channel.allowedOrigins.joined(separator: "\n"), channel.greeting,
            channel.webhookURL, channel.secret, channel.id)
    }

    static func find(_ id: ChannelID, in reader: Reader) throws -> Channel? {
        try reader.first("SELECT * FROM channel WHERE id = ?", id).map(channel)
    }

    static func find(key: String, in reader: Reader) throws -> Channel? {
        try reader.first("SELECT * FROM channel WHERE key = ?", key).map(channel)
    }

    static func all(in reader: Reader) throws -> [Channel] {
        try reader.query("SELECT * FROM channel ORDER BY created_at, key").map(channel)
    }

    private static func channel(_ row: Row) throws -> Channel {
        let origins: String = try row.get("allowed_origins")
        return Channel(
            id: try row.get("id"), key: try row.get("key"), kind: try row.get("kind"), name: try row.get("name"),
            active: try row.get("active"), allowedOrigins: origins.split(whereSeparator: \.isNewline).map(String.init),
            greeting: try row.get("greeting"), webhookURL: try row.optional("webhook_url"),
            secret: try row.get("secret"))
    }
}
