import Foundation

/// Where a webhook may go: not into the company's own network unless the operator allows it (SSRF).
public enum WebhookAddress {
    static let charactersMax = 500

    static func checked(_ text: String, allowsPrivate: Bool) throws(ChannelRefusal) -> String {
        guard text.count <= charactersMax, let url = URLComponents(string: text), let scheme = url.scheme,
            ["http", "https"].contains(scheme), let host = url.host?.lowercased(), !host.isEmpty, url.user == nil
        else { throw .badWebhook("http(s)://…") }
        guard allowsPrivate || scheme == "https" else { throw .badWebhook("https") }
        guard allowsPrivate || !isPrivate(host) else { throw .badWebhook(host) }
        return text
    }

    /// Loopback, link-local and private ranges (RFC 1918, RFC 4193, RFC 3927), written as an address or as localhost.
    public static func isPrivate(_ host: String) -> Bool {
        let host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        if host == "localhost" || host.hasSuffix(".localhost") || host.hasSuffix(".local") { return true }
        if host.contains(":") {
            return host == "::1" || host == "::" || host.hasPrefix("fe80") || host.hasPrefix("fc")
                || host.hasPrefix("fd") || host.hasPrefix("::ffff:")
        }
        let octets = host.split(separator: ".").compactMap { UInt8($0) }
        guard octets.count == 4 else {
            // Not dotted decimal: a bare number or hexadecimal would be read as an address by some resolvers.
            return host.allSatisfy { $0.isHexDigit || $0 == "x" || $0 == "." } && host.contains(where: \.isNumber)
                && !host.contains(where: { $0.isLetter && !$0.isHexDigit && $0 != "x" })
        }
        switch (octets[0], octets[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168): return true
        case (172, 16...31), (100, 64...127): return true
        default: return octets[0] >= 224
        }
    }
}
