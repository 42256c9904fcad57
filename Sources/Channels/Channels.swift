import Foundation
public import Journey
public import Store

/// The ways in. The only door to this stage's tables.
public struct Channels: Sendable {
    static let nameCharactersMax = 80
    static let greetingCharactersMax = 400
    static let originsMax = 50

    /// Whether webhooks may go to this machine and to private networks: for the demo and for tests.
    let allowsPrivateWebhooks: Bool

    public init(allowsPrivateWebhooks: Bool = false) { self.allowsPrivateWebhooks = allowsPrivateWebhooks }

    /// What a person may set.
    public struct Settings: Sendable, Codable {
        public var name: String
        public var active: Bool
        public var allowedOrigins: [String]
        public var greeting: String
        public var webhookURL: String?

        public init(
            name: String, active: Bool = true, allowedOrigins: [String] = [], greeting: String = "",
            webhookURL: String? = nil
        ) {
            self.name = name
            self.active = active
            self.allowedOrigins = allowedOrigins
            self.greeting = greeting
            self.webhookURL = webhookURL
        }
    }

    public func add(
        _ settings: Settings, kind: Channel.Kind, key: String? = nil, as scope: Scope, in tx: Transaction
    ) throws -> Channel {
        try scope.require(.administrator)
        let settings = try checked(settings)
        let channel = Channel(
            id: tx.id(), key: key ?? Self.key(tx), kind: kind, name: settings.name, active: settings.active,
            allowedOrigins: settings.allowedOrigins, greeting: settings.greeting, webhookURL: settings.webhookURL,
            secret: Self.secret(tx))
        try ChannelStore.insert(channel, in: tx)
        return channel
    }

    public func change(
        _ id: ChannelID, to settings: Settings, as scope: Scope, in tx: Transaction
    ) throws -> Channel {
        try scope.require(.administrator)
        guard var channel = try ChannelStore.find(id, in: tx) else { throw ChannelRefusal.unsupported }
        let settings = try checked(settings)
        (channel.name, channel.active, channel.greeting) = (settings.name, settings.active, settings.greeting)
        (channel.allowedOrigins, channel.webhookURL) = (settings.allowedOrigins, settings.webhookURL)
        try ChannelStore.update(channel, in: tx)
        return channel
    }

    /// Makes a new secret; the old one stops working at once.
    public func rotateSecret(of id: ChannelID, as scope: Scope, in tx: Transaction) throws -> String {
        try scope.require(.administrator)
        guard var channel = try ChannelStore.find(id, in: tx) else { throw ChannelRefusal.unsupported }
        channel.secret = Self.secret(tx)
        try ChannelStore.update(channel, in: tx)
        return channel.secret
    }

    public func all(in reader: Reader) throws -> [Channel] { try ChannelStore.all(in: reader) }

    public func find(_ id: ChannelID, in reader: Reader) throws -> Channel? { try ChannelStore.find(id, in: reader) }

    /// The active channel with this public key.
    public func active(key: String, in reader: Reader) throws -> Channel {
        guard let channel = try ChannelStore.find(key: key, in: reader) else { throw ChannelRefusal.unsupported }
        guard channel.active else { throw ChannelRefusal.inactive }
        return channel
    }

    private static func key(_ tx: Transaction) -> String {
        tx.ambience.bytes(8).map { String(format: "%02x", $0) }.joined()
    }

    /// 32 random bytes in base64, with the prefix of Standard Webhooks.
    private static func secret(_ tx: Transaction) -> String {
        "whsec_" + Data(tx.ambience.bytes(32)).base64EncodedString()
    }

    private func checked(_ settings: Settings) throws -> Settings {
        var settings = settings
        settings.name = try accepted(settings.name, field: "name", charactersMax: Self.nameCharactersMax)
        if !settings.greeting.isEmpty {
            settings.greeting = try accepted(
                settings.greeting, field: "greeting", charactersMax: Self.greetingCharactersMax)
        }
        guard settings.allowedOrigins.count <= Self.originsMax else {
            throw InputRefusal.tooLong(field: "allowedOrigins", charactersMax: Self.originsMax)
        }
        settings.allowedOrigins = try settings.allowedOrigins.map(WebOrigin.checked)
        settings.webhookURL = try settings.webhookURL.flatMap { url in
            url.isEmpty ? nil : try WebhookAddress.checked(url, allowsPrivate: allowsPrivateWebhooks)
        }
        return settings
    }
}
