/// A range of IP addresses in CIDR form (RFC 4632, RFC 4291): `10.0.0.0/8`, `::1/128`, or one address.
public struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Nil for anything that is not an address or a range.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = IPAddress.bytes(String(parts[0])) else { return nil }
        let whole = bytes.count * 8
        guard let bits = parts.count > 1 ? Int(parts[1]) : whole, (0...whole).contains(bits) else { return nil }
        self.bytes = bytes
        self.bits = bits
    }

    public func contains(_ address: String) -> Bool {
        guard let other = IPAddress.bytes(address), other.count == bytes.count else { return false }
        for (index, byte) in bytes.enumerated() {
            let left = bits - index * 8
            guard left > 0 else { return true }
            let mask = left >= 8 ? UInt8(255) : ~(255 >> UInt8(left))
            guard byte & mask == other[index] & mask else { return false }
        }
        return true
    }

    /// This machine and the private networks of RFC 1918 and RFC 4193.
    public static let privateNetworks = [
        "127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7",
    ].compactMap { AddressRange($0) }
}
