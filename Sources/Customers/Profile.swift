public import Journey

/// What is known about one customer (客户画像). Personal data only in masked form.
public struct Profile: Sendable, Hashable, Codable {
    /// Who it is, for ever.
    public let id: CustomerID
    /// Cleaned: safe to show anywhere as text.
    public let name: String
    /// How much the company values her trade.
    public let level: CustomerLevel
    /// As the channel or an agent gave it; `nil` when unknown.
    public let region: String?
    /// BCP 47, in lower case: `zh`, `en-us`.
    public let language: String
    /// `138****5678`.
    public let phoneMasked: String?
    /// The vault's name for the number.
    public let phonePlaceholder: String?
    /// `l***@example.com`.
    public let emailMasked: String?
    /// In order of code point, each once.
    public let tags: [String]
    /// Visits more than half an hour apart.
    public let visits: Int
    /// Deals won.
    public let orders: Int
    /// Of the deals won in the customer's currency.
    public let spent: Money
    /// When she came for the first time.
    public let firstSeenAt: Timestamp
    /// When she was last heard of.
    public let lastSeenAt: Timestamp
    /// Her names on channels, in order of channel.
    public let identities: [Identity]
}

/// A name under which a channel knows a customer (渠道身份).
public struct Identity: Sendable, Hashable, Codable {
    /// Where she is known by it.
    public let channel: ChannelID
    /// The channel's own name for her; not for showing.
    public let externalID: String
    /// Whether the channel has proved it, as by the host's signature; a mere claim otherwise.
    public let verified: Bool

    public init(channel: ChannelID, externalID: String, verified: Bool) {
        self.channel = channel
        self.externalID = externalID
        self.verified = verified
    }

    /// The first and last two characters: enough to compare, not enough to use.
    public var maskedExternalID: String {
        guard externalID.count > 6 else { return "****" }
        return externalID.prefix(2) + "****" + externalID.suffix(2)
    }
}
