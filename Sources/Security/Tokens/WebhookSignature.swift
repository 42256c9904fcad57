import Crypto
import Foundation
public import Journey

/// The signature of a webhook by the Standard Webhooks convention: `v1,<base 64 of HMAC-SHA256>` over
/// `id.timestamp.body`. Ours are signed with it, and those of others are checked with it.
public struct WebhookSignature: Sendable {
    /// The header with the id of the event; the same at every attempt.
    public static let idHeader = "webhook-id"
    /// The header with the seconds since 1970 of the attempt.
    public static let timestampHeader = "webhook-timestamp"
    /// The header with one signature or several, separated by spaces.
    public static let signatureHeader = "webhook-signature"
    /// How far the two clocks may be apart, either way.
    public static let toleranceSeconds = 5.0 * 60
    /// Signatures of one request that are looked at; more than a change of keys ever needs.
    static let signaturesMax = 16
    static let prefix = "whsec_"

    private let key: SymmetricKey

    /// Takes a secret as it is exchanged, `whsec_` and base 64; the prefix may be missing.
    public init(secret: String) throws(WebhookRefusal) {
        let encoded = secret.hasPrefix(Self.prefix) ? String(secret.dropFirst(Self.prefix.count)) : secret
        guard let bytes = Data(base64Encoded: encoded), !bytes.isEmpty else { throw .badSecret }
        key = SymmetricKey(data: bytes)
    }

    /// A fresh secret of 256 bits.
    public static func freshSecret(_ ambience: Ambience = .live) -> String {
        prefix + Data(ambience.bytes(32)).base64EncodedString()
    }

    /// The value of `webhook-signature` for a request of ours.
    public func sign(id: String, at time: Timestamp, body: [UInt8]) -> String {
        code(id: id, seconds: String(time.microseconds / 1_000_000), body: body)
    }

    /// All three headers of a request of ours.
    public func headers(id: String, at time: Timestamp, body: [UInt8]) -> [(name: String, value: String)] {
        [
            (Self.idHeader, id), (Self.timestampHeader, String(time.microseconds / 1_000_000)),
            (Self.signatureHeader, sign(id: id, at: time, body: body)),
        ]
    }

    /// Accepts a request if one of its signatures is right and it is from now. The caller keeps `id` to refuse a
    /// second one.
    ///
    /// - Parameter body: the bytes as they came, before any parsing.
    public func verify(
        id: String?, timestamp: String?, signatures: String?, body: [UInt8], at now: Timestamp
    ) throws(WebhookRefusal) {
        guard let id, !id.isEmpty else { throw .missing(header: Self.idHeader) }
        guard let timestamp else { throw .missing(header: Self.timestampHeader) }
        guard let signatures else { throw .missing(header: Self.signatureHeader) }
        guard let seconds = Int64(timestamp) else { throw .badTimestamp }
        let distance = Double(seconds) - Double(now.microseconds) / 1_000_000
        guard abs(distance) <= Self.toleranceSeconds else { throw .tooFarInTime }
        let right = code(id: id, seconds: timestamp, body: body)
        var isRight = false
        for signature in signatures.split(separator: " ").prefix(Self.signaturesMax)
        where sameBytes(signature.utf8, right.utf8) { isRight = true }
        guard isRight else { throw .wrongSignature }
    }

    private func code(id: String, seconds: String, body: [UInt8]) -> String {
        let message = Array("\(id).\(seconds).".utf8) + body
        return "v1," + Data(HMAC<SHA256>.authenticationCode(for: message, using: key)).base64EncodedString()
    }
}

/// Why a webhook is not believed.
public enum WebhookRefusal: Refusal, Equatable {
    case badSecret
    case missing(header: String)
    case badTimestamp
    case tooFarInTime
    case wrongSignature

    public var reason: RefusalReason { self == .badSecret ? .badInput : .unauthenticated }

    public var field: String? {
        switch self {
        case .badSecret: "secret"
        case .missing(let header): header
        case .badTimestamp, .tooFarInTime: WebhookSignature.timestampHeader
        case .wrongSignature: WebhookSignature.signatureHeader
        }
    }

    public var sentence: Phrase {
        switch self {
        case .badSecret:
            Phrase(zh: "密钥须为 whsec_ 加 Base64。", en: "The secret must be whsec_ followed by base 64.")
        case .missing(let header): Phrase(zh: "缺少请求头 \(header)。", en: "The header \(header) is missing.")
        case .badTimestamp: Phrase(zh: "时间戳不是整数秒。", en: "The timestamp is not a whole number of seconds.")
        case .tooFarInTime:
            Phrase(zh: "时间戳与服务器时间相差超过 5 分钟。", en: "The timestamp is more than 5 minutes off.")
        case .wrongSignature: Phrase(zh: "签名不正确。", en: "The signature is not right.")
        }
    }
}
