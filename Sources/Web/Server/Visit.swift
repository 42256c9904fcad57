import HTTPTypes
import Journey

/// One request on its way through the house, from its head to its line in the log.
struct Visit: Sendable {
    let id: String
    let method: HTTPRequest.Method
    /// As it was sent, with the query: never logged.
    let target: String
    let host: String?
    let headers: HTTPFields
    let peer: Peer
    let language: Language
    let started: ContinuousClock.Instant
    /// What the figures and the log call it: a route's pattern, or a kind of page.
    var pattern = "-"
    var caller: Caller = .anyone

    init(
        method: HTTPRequest.Method, target: String, host: String?, headers: HTTPFields, direct: String, isTLS: Bool,
        trusted: [AddressRange]
    ) {
        self.method = method
        self.target = target
        self.host = host
        self.headers = headers
        started = .now
        peer = Peer(direct: direct, isTLS: isTLS, headers: headers, trusted: trusted)
        language = .preferred(headers[.acceptLanguage])
        id = headers[.requestID].flatMap { Self.isUsable($0) ? $0 : nil } ?? Self.freshID()
    }

    /// Given by the caller, it goes into the log: so only short, plain ones.
    private static func isUsable(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 46, 95: true
                default: false
                }
            }
    }

    private static func freshID() -> String {
        RequestDigest.hexadecimal(UInt64.random(in: .min ... .max))
    }

    /// Is the sender a page of ours, or not a page at all?
    func comesFromOurPages(_ configured: Set<String>) -> Bool {
        guard let origin = headers[.origin] else { return true }
        return Origin.isOwn(origin, host: host, isSecure: peer.isSecure, configured: configured)
    }
}

/// The origin of a page (RFC 6454).
enum Origin {
    static func isOwn(_ origin: String, host: String?, isSecure: Bool, configured: Set<String>) -> Bool {
        if configured.contains(origin.lowercased()) { return true }
        guard let host, !host.isEmpty else { return false }
        return origin.lowercased() == (isSecure ? "https://" : "http://") + host.lowercased()
    }
}
