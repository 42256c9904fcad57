import Foundation

/// Reading of IP addresses as text.
enum IPAddress {
    /// 4 bytes, or 16; an IPv4 address inside IPv6 (`::ffff:…`) counts as the IPv4 one. Nil for anything else.
    static func bytes(_ text: String) -> [UInt8]? {
        if let four = parsed(text, AF_INET, count: 4) { return four }
        guard let bytes = parsed(text, AF_INET6, count: 16) else { return nil }
        let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
        return isMapped ? Array(bytes[12...]) : bytes
    }

    private static func parsed(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
