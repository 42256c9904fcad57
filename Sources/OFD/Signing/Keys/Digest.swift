import COpenSSL

/// A digest algorithm (杂凑算法) as OFD and RFC 3161 name it.
public enum Digest: String, Sendable, CaseIterable {
    case sm3, sha256, sha384, sha512, sha1, md5

    /// A name as it stands in `CheckMethod`: an object identifier or a short name; nothing stands for MD5
    /// (GB/T 33190 table 67).
    public init?(checkMethod name: String) {
        switch name.lowercased() {
        case "1.2.156.10197.1.401", "1.2.156.10197.1.401.1", "sm3": self = .sm3
        case "2.16.840.1.101.3.4.2.1", "sha256", "sha-256": self = .sha256
        case "2.16.840.1.101.3.4.2.2", "sha384", "sha-384": self = .sha384
        case "2.16.840.1.101.3.4.2.3", "sha512", "sha-512": self = .sha512
        case "1.3.14.3.2.26", "sha1", "sha-1": self = .sha1
        case "1.2.840.113549.2.5", "md5", "": self = .md5
        default: return nil
        }
    }

    /// The object identifier in dots.
    public var identifier: String {
        switch self {
        case .sm3: "1.2.156.10197.1.401"
        case .sha256: "2.16.840.1.101.3.4.2.1"
        case .sha384: "2.16.840.1.101.3.4.2.2"
        case .sha512: "2.16.840.1.101.3.4.2.3"
        case .sha1: "1.3.14.3.2.26"
        case .md5: "1.2.840.113549.2.5"
        }
    }

    /// Whether nobody can make two texts of the same digest: false for SHA-1 and MD5, which protect nothing.
    public var isStrong: Bool { self != .sha1 && self != .md5 }

    /// The digest: 32 bytes of SM3 (GB/T 32905) and SHA-256, 48 and 64 of its longer sisters, 20 of SHA-1, 16 of MD5.
    public func of(_ bytes: some Sequence<UInt8>) throws(SigningFailure) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
            EVP_Digest(bytes.baseAddress, bytes.count, &digest, &count, algorithm, nil)
        }
        let result = bytes.withContiguousStorageIfAvailable(take) ?? Array(bytes).withUnsafeBufferPointer(take)
        try OpenSSLErrors.require(result, "\(rawValue) digest")
        return Array(digest.prefix(Int(count)))
    }

    /// OpenSSL's description of the algorithm.
    var algorithm: OpaquePointer? {
        switch self {
        case .sm3: EVP_sm3()
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        case .sha1: EVP_sha1()
        case .md5: EVP_md5()
        }
    }
}
