import Journey

/// How the rows of the audit log hang together: each hash covers the row and the hash before it.
enum AuditChain {
    /// What the first row has as its previous hash.
    static let origin = [UInt8](repeating: 0, count: 32)

    /// SHA-256 over an encoding in which no two different rows look the same: every text has its length before it,
    /// and a missing one differs from an empty one.
    static func hash(number: Int64, at: Timestamp, texts: [String?], previous: [UInt8]) -> [UInt8] {
        var bytes = Array("magpie-audit-1".utf8) + previous
        bytes += number.bigEndianBytes + at.microseconds.bigEndianBytes
        for text in texts {
            guard let text else {
                bytes.append(0)
                continue
            }
            bytes.append(1)
            bytes += UInt32(truncatingIfNeeded: text.utf8.count).bigEndianBytes
            bytes += Array(text.utf8)
        }
        return sha256(bytes)
    }
}

/// The end of the audit log: how many rows there are and the hash of the last.
///
/// Sealed under the master key, so that nobody with the database alone can shorten or rewrite the log. A copy kept
/// elsewhere (`text`) also proves that the whole database was not put back to an earlier day.
public struct AuditHead: Sendable, Hashable {
    /// How many rows there are.
    public let number: Int64
    let hash: [UInt8]

    init(number: Int64, hash: [UInt8]) {
        self.number = number
        self.hash = hash
    }

    /// `number:hash` with the hash in hexadecimal, for a log or a printed page.
    public var text: String { "\(number):\(hexadecimal(hash))" }

    /// Reads what `text` gives.
    public init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let number = Int64(parts[0]), number >= 0, parts[1].utf8.count == 64 else { return nil }
        let digits = parts[1].compactMap(\.hexDigitValue)
        guard digits.count == 64 else { return nil }
        self.number = number
        hash = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    func seal(with key: PurposeKey) -> [UInt8] {
        key.authenticate(Array("magpie-audit-head-1".utf8) + number.bigEndianBytes + hash)
    }
}
