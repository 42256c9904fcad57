import Foundation

/// Where a webhook may go: not into the company's own network unless the operator allows it (SSRF).
public enum WebhookAddress {
    static let charactersMax = 500

    static func checked(_ text: String, allowsPrivate: Bool) throws(ChannelRefusal) -> String {
        guard text.count <= charactersMax, text.unicodeScalars.allSatisfy({ $0.value >= 32 }),
            let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = url.encodedHost, !host.isEmpty, url.user == nil,
            // A host in percent signs is a riddle: we and the resolver might solve it differently.
            !host.contains("%"), url.port.map({ (1...65_535).contains($0) }) ?? true
        else { throw .badWebhook("http(s)://…") }
        guard allowsPrivate || scheme == "https" else { throw .badWebhook("https") }
        guard allowsPrivate || !isPrivate(host) else { throw .badWebhook(host) }
        return text
    }

    /// Whether a host is this machine or in a network that is not the public one (RFC 6890), written as an address
    /// or as a name that can mean nothing else.
    ///
    /// - Parameter host: with or without the brackets of RFC 3986. Any way to write an IPv4 address that is not plain
    ///   dotted decimal counts as private: some resolvers read octal, hexadecimal and bare numbers.
    public static func isPrivate(_ host: String) -> Bool {
        var name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        if name.contains(":") { return isPrivate(version6: name) }
        // The dot that ends a full name changes nothing.
        while name.hasSuffix(".") { name.removeLast() }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, !last.isEmpty else { return true }
        if ["localhost", "local", "internal"].contains(last) { return true }
        let octets = labels.filter { $0 == "0" || !$0.hasPrefix("0") }.compactMap { UInt8($0) }
        if labels.count == 4, octets.count == 4 { return isPrivate(version4: octets) }
        // No top-level domain is a number (the URL standard's "ends in a number").
        return last.allSatisfy(\.isASCIIDigit) || last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
    }

    private static func isPrivate(version4 octets: [UInt8]) -> Bool {
        switch (octets[0], octets[1], octets[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (192, 168, _), (192, 0, 0): true
        case (172, 16...31, _), (100, 64...127, _), (198, 18...19, _): true
        default: octets[0] >= 224
        }
    }

    private static func isPrivate(version6 text: String) -> Bool {
        var address = in6_addr()
        // A zone names an interface of this machine, so what cannot be read is not public either.
        guard inet_pton(AF_INET6, text, &address) == 1 else { return true }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        switch (bytes[0], bytes[1]) {
        // Unique local, link-local and site-local, multicast.
        case (0xFC...0xFD, _), (0xFE, 0x80...0xFF), (0xFF, _): return true
        // 6to4 carries an IPv4 address.
        case (0x20, 0x02): return isPrivate(version4: Array(bytes[2..<6]))
        // Teredo carries one too, disguised.
        case (0x20, 0x01) where bytes[2] == 0 && bytes[3] == 0: return true
        // Unspecified, loopback, IPv4-compatible and IPv4-mapped.
        case (0, 0): return true
        // NAT64 (RFC 6052) has one at the end; 64:ff9b:1::/48 is for local use.
        case (0, 0x64) where bytes[2] == 0xFF && bytes[3] == 0x9B:
            return bytes[4..<12].contains { $0 != 0 } || isPrivate(version4: Array(bytes[12...]))
        default: return false
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
