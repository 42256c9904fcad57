import Crypto

/// A key for one purpose only, derived from the master key (HKDF-SHA256, RFC 5869).
public struct PurposeKey: Sendable {
    let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// Takes 32 bytes or more that are already secret and evenly distributed, as in a published test vector.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// 32 bytes of HMAC-SHA256.
    func authenticate(_ message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }

    func verifies(_ code: [UInt8], of message: [UInt8]) -> Bool { sameBytes(authenticate(message), code) }
}
