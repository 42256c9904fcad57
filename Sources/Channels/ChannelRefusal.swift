public import Journey

/// What the channels may refuse.
public enum ChannelRefusal: Refusal, Equatable {
    /// There is no such channel (the founding document's "Unsupported channel").
    case unsupported
    case inactive
    case badOrigin(String)
    case badWebhook(String)
    /// The host site's proof for its user does not match.
    case badProof

    public var reason: RefusalReason {
        switch self {
        case .unsupported: .notFound
        case .inactive: .unavailable
        case .badOrigin, .badWebhook: .badInput
        case .badProof: .unauthenticated
        }
    }

    public var field: String? {
        switch self {
        case .unsupported, .inactive: "channel"
        case .badOrigin: "allowedOrigins"
        case .badWebhook: "webhookURL"
        case .badProof: "user.hash"
        }
    }

    public var sentence: Phrase {
        switch self {
        case .unsupported: Phrase(zh: "不支持该渠道。", en: "Unsupported channel.")
        case .inactive: Phrase(zh: "该渠道已停用。", en: "This channel is switched off.")
        case .badOrigin(let origin):
            Phrase(
                zh: "“\(origin)”不是网站来源，应形如 https://shop.example。",
                en: "“\(origin)” is not an origin; write it like https://shop.example.")
        case .badWebhook(let reason):
            Phrase(zh: "Webhook 地址不可用：\(reason)", en: "The webhook address cannot be used: \(reason)")
        case .badProof: Phrase(zh: "用户身份校验失败。", en: "The proof of the user's identity does not match.")
        }
    }
}
