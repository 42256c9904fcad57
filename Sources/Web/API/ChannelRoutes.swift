import Channels
import Journey
import Security
import Store

/// The ways in, and the log of what went out.
enum ChannelRoutes {
    static let deliveriesMax = 100

    struct View: Codable, Sendable {
        let id: ChannelID
        let key: String
        let kind: Channel.Kind
        let name: String
        let active: Bool
        let allowedOrigins: [String]
        let greeting: String
        /// What to paste into a page.
        let embed: String
        let webhookURL: String?
        /// The last four characters.
        let secretHint: String

        init(_ channel: Channel, origin: String) {
            (id, key, kind, name) = (channel.id, channel.key, channel.kind, channel.name)
            (active, allowedOrigins, greeting) = (channel.active, channel.allowedOrigins, channel.greeting)
            webhookURL = channel.webhookURL
            embed = #"<script src="\#(origin)/widget.js" data-channel="\#(channel.key)" async></script>"#
            secretHint = "…" + channel.secret.suffix(4)
        }
    }

    struct NewChannel: Codable, Sendable {
        let kind: Channel.Kind
        let name: String
        let allowedOrigins: [String]?
        let greeting: String?
        let webhookURL: String?
    }

    struct Change: Codable, Sendable {
        let name: String?
        let active: Bool?
        let allowedOrigins: [String]?
        let greeting: String?
        /// Empty: none.
        let webhookURL: String?
    }

    struct Secret: Codable, Sendable { let secret: String }

    struct Delivery: Codable, Sendable {
        let id: EntryID
        let event: String
        let state: OutboxEntry.State
        let attempts: Int
        let createdAt: Timestamp
        let settledAt: Timestamp?
        let outcome: String?
    }

    static func all(_ house: House, origin: String) -> [Route] {
        [
            .get("/api/v1/channels", .agent(.supervisor), "Channels") { _ in
                let channels = try await house.store.read { try house.channels.all(in: $0) }
                return StaffRoutes.Items(items: channels.map { View($0, origin: origin) })
            },
            .post("/api/v1/channels", .agent(.administrator), "Add a channel", status: 201) {
                (call: Call, new: NewChannel) in
                let settings = Channels.Settings(
                    name: new.name, allowedOrigins: new.allowedOrigins ?? [], greeting: new.greeting ?? "",
                    webhookURL: new.webhookURL)
                return try await changing(call, house, "channel.added", origin) { scope, tx in
                    try house.channels.add(settings, kind: new.kind, as: scope, in: tx)
                }
            },
            .patch("/api/v1/channels/{id}", .agent(.administrator), "Change a channel") {
                (call: Call, change: Change) in
                let id: ChannelID = try call.parameter("id")
                return try await changing(call, house, "channel.changed", origin) { scope, tx in
                    try house.channels.change(id, scope, change, in: tx)
                }
            },
            .post("/api/v1/channels/{id}/rotate-secret", .agent(.administrator), "Make a new secret") { call in
                let id: ChannelID = try call.parameter("id")
                let scope = try call.scope()
                return try await house.store.write { tx in
                    let secret = try house.channels.rotateSecret(of: id, as: scope, in: tx)
                    try house.audit.record(
                        AuditEntry("channel.secret_rotated", on: "channel/\(id)", address: call.remoteAddress),
                        as: scope, in: tx)
                    return Secret(secret: secret)
                }
            }.neverStored(),
            .get("/api/v1/channels/{id}/deliveries", .agent(.supervisor), "Webhooks sent, newest first") { call in
                let id: ChannelID = try call.parameter("id")
                let entries = try await house.store.read {
                    try OutboxEntry.latest(to: "webhook/\(id)", limit: deliveriesMax, in: $0)
                }
                return StaffRoutes.Items(items: entries.map(Delivery.init))
            },
        ]
    }

    private static func changing(
        _ call: Call, _ house: House, _ action: String, _ origin: String,
        _ change: @escaping @Sendable (Scope, Transaction) throws -> Channel
    ) async throws -> View {
        let scope = try call.scope()
        return try await house.store.write { tx in
            let channel = try change(scope, tx)
            try house.audit.record(
                AuditEntry(action, on: "channel/\(channel.id)", address: call.remoteAddress), as: scope, in: tx)
            return View(channel, origin: origin)
        }
    }
}

extension Channels {
    /// Changes the given fields only.
    fileprivate func change(
        _ id: ChannelID, _ scope: Scope, _ change: ChannelRoutes.Change, in tx: Transaction
    ) throws -> Channel {
        guard let before = try find(id, in: tx) else { throw ChannelRefusal.unsupported }
        let settings = Settings(
            name: change.name ?? before.name, active: change.active ?? before.active,
            allowedOrigins: change.allowedOrigins ?? before.allowedOrigins,
            greeting: change.greeting ?? before.greeting, webhookURL: change.webhookURL ?? before.webhookURL)
        return try self.change(id, to: settings, as: scope, in: tx)
    }
}

extension ChannelRoutes.Delivery {
    fileprivate init(_ entry: OutboxEntry) {
        let event = JSONValue(text: entry.payload)
        var name = ""
        if case .object(let fields) = event, case .text(let type)? = fields["type"] { name = type }
        self.init(
            id: entry.id, event: name, state: entry.state, attempts: entry.attempts, createdAt: entry.createdAt,
            settledAt: entry.settledAt, outcome: entry.outcome)
    }
}
