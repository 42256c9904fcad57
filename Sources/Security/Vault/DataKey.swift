import Crypto
import Foundation
import Journey

/// The key of one customer: everything of that customer is sealed with it, and destroying it erases the person.
struct DataKey: Sendable {
    static let bytesCount = 32
    static let nonceBytes = 12

    private let key: SymmetricKey

    /// - Parameter bytes: 32 random bytes.
    init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// The key encrypted under a key from the master key, for the database.
    func wrapped(for customer: CustomerID, with wrapping: PurposeKey, nonce: [UInt8]) throws -> [UInt8] {
        let bytes = key.withUnsafeBytes { Array($0) }
        return try Self.seal(bytes, key: wrapping.key, nonce: nonce, bound: "key/\(customer)")
    }

    /// `nil` when it was wrapped under another master key, for another customer, or is damaged.
    static func unwrap(_ wrapped: [UInt8], for customer: CustomerID, with wrapping: PurposeKey) -> DataKey? {
        let bytes = open(wrapped, key: wrapping.key, bound: "key/\(customer)")
        return bytes.flatMap { $0.count == bytesCount ? DataKey(bytes: $0) : nil }
    }

    /// Encrypts one value. It opens only in the row it was made for.
    func seal(_ text: String, for row: EntryID, kind: PersonalKind, nonce: [UInt8]) throws -> [UInt8] {
        try Self.seal(Array(text.utf8), key: key, nonce: nonce, bound: "vault/\(row)/\(kind.rawValue)")
    }

    func open(_ sealed: [UInt8], for row: EntryID, kind: PersonalKind) -> String? {
        let bytes = Self.open(sealed, key: key, bound: "vault/\(row)/\(kind.rawValue)")
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func seal(
        _ bytes: [UInt8], key: SymmetricKey, nonce: [UInt8], bound: String
    ) throws -> [UInt8] {
        let nonce = try AES.GCM.Nonce(data: nonce)
        let box = try AES.GCM.seal(bytes, using: key, nonce: nonce, authenticating: Array(bound.utf8))
        return Array(nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    private static func open(_ sealed: [UInt8], key: SymmetricKey, bound: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return (try? AES.GCM.open(box, using: key, authenticating: Array(bound.utf8))).map { Array($0) }
    }
}
