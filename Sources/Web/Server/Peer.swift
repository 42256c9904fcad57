import HTTPTypes

/// Who is at the other end, through however many trusted proxies.
struct Peer: Sendable, Equatable {
    let address: String
    let isSecure: Bool

    /// Walks `X-Forwarded-For` from the right while the hop is a trusted proxy; everything left of that may be forged.
    init(direct: String, isTLS: Bool, headers: HTTPFields, trusted: [AddressRange]) {
        guard trusted.contains(where: { $0.contains(direct) }) else {
            (address, isSecure) = (direct, isTLS)
            return
        }
        var best = direct
        for hop in (headers[.forwardedFor] ?? "").split(separator: ",").reversed() {
            let hop = String(hop.filter { $0 != " " })
            guard IPAddress.bytes(hop) != nil else { break }
            best = hop
            guard trusted.contains(where: { $0.contains(hop) }) else { break }
        }
        address = best
        // The nearest proxy adds its own word last.
        let scheme = (headers[.forwardedProto] ?? "").split(separator: ",").last?.filter { $0 != " " }
        isSecure = scheme.map { $0.lowercased() == "https" } ?? isTLS
    }
}

extension HTTPField.Name {
    static let forwardedFor = Self.known("X-Forwarded-For")
    static let forwardedProto = Self.known("X-Forwarded-Proto")
    static let requestID = Self.known("X-Request-Id")
    static let csrfToken = Self.known("X-CSRF-Token")
    static let idempotencyKey = Self.known("Idempotency-Key")
    static let referrerPolicy = Self.known("Referrer-Policy")
    static let permissionsPolicy = Self.known("Permissions-Policy")
    static let frameOptions = Self.known("X-Frame-Options")
    static let crossOriginOpener = Self.known("Cross-Origin-Opener-Policy")
    static let crossOriginResource = Self.known("Cross-Origin-Resource-Policy")

    /// All names above are tokens, so the other branch is never taken.
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }
}
