public import Journey

/// What a browser keeps so that its visitor is the same customer tomorrow (访客令牌).
///
/// `v1.<48 bytes>.<32 bytes of HMAC-SHA256>` in URL-safe base 64: customer, channel, issued and expires in seconds.
/// It is signed, not secret: whoever has it can speak as that customer, on that channel only.
public struct VisitorToken: Sendable, Hashable {
    /// Thirty days.
    public static let lifeSeconds = 30.0 * 86_400
    static let charactersMax = 200

    /// Who comes back.
    public let customer: CustomerID
    /// The only channel on which it is good.
    public let channel: ChannelID
    /// In whole seconds.
    public let issuedAt: Timestamp
    /// From that moment on it is refused.
    public let expiresAt: Timestamp

    /// A fresh one, good for 30 days; moments are kept in whole seconds.
    public init(customer: CustomerID, channel: ChannelID, at now: Timestamp) {
        self.customer = customer
        self.channel = channel
        issuedAt = Self.moment(now.microseconds / 1_000_000)
        expiresAt = issuedAt.adding(seconds: Self.lifeSeconds)
    }

    /// The text for the browser.
    public func signed(with key: PurposeKey) -> String {
        let seconds = [issuedAt, expiresAt].flatMap { ($0.microseconds / 1_000_000).bigEndianBytes }
        let text = "v1." + Base64URL.text(customer.bytes + channel.bytes + seconds)
        return text + "." + Base64URL.text(key.authenticate(Array(text.utf8)))
    }

    /// Reads what `signed` wrote; `nil` when it was tampered with, is from another key, or has run out.
    public init?(_ text: String, key: PurposeKey, at now: Timestamp) {
        guard text.utf8.count <= Self.charactersMax else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == "v1", let code = Base64URL.bytes(parts[2]),
            key.verifies(code, of: Array("v1.\(parts[1])".utf8)), let payload = Base64URL.bytes(parts[1]),
            payload.count == 48, let customer = CustomerID(bytes: Array(payload[0..<16])),
            let channel = ChannelID(bytes: Array(payload[16..<32]))
        else { return nil }
        self.customer = customer
        self.channel = channel
        issuedAt = Self.moment(Int64(bigEndianBytes: payload[32..<40]))
        expiresAt = Self.moment(Int64(bigEndianBytes: payload[40..<48]))
        guard now < expiresAt else { return nil }
    }

    /// Whether more than half of its life is over: time to hand out a fresh one.
    public func isAging(at now: Timestamp) -> Bool { now.seconds(since: issuedAt) > Self.lifeSeconds / 2 }

    private static func moment(_ seconds: Int64) -> Timestamp {
        Timestamp(microseconds: seconds.multipliedReportingOverflow(by: 1_000_000).partialValue)
    }
}
