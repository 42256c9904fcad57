import Crypto
public import Journey

/// The one secret of an installation (主密钥): 32 bytes in a file of their own, from which all other keys are derived.
///
/// The file is never in a backup. Whoever loses it loses the vault, the sessions and the anchor of the audit log.
public struct MasterKey: Sendable {
    /// In the data directory.
    public static let fileName = "master.key"
    /// 256 bits.
    public static let bytesCount = 32

    private let secret: SymmetricKey

    /// `nil` unless there are exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.bytesCount else { return nil }
        secret = SymmetricKey(data: bytes)
    }

    /// Reads `master.key` in the data directory; makes it, readable by its owner only, if it is missing.
    ///
    /// Two processes that start at once get the same key. Throws ``MasterKeyRefusal``.
    public static func open(inDirectory directory: String, ambience: Ambience = .live) throws -> MasterKey {
        let path = directory + "/" + fileName
        if let bytes = try KeyFile.read(path) { return try checked(bytes, path: path) }
        try KeyFile.create(path, bytes: ambience.bytes(bytesCount))
        guard let bytes = try KeyFile.read(path) else { throw MasterKeyRefusal.unreadable(path: path) }
        return try checked(bytes, path: path)
    }

    /// Reads a key file that the operator provides; it must exist.
    public static func open(file path: String) throws -> MasterKey {
        guard let bytes = try KeyFile.read(path) else { throw MasterKeyRefusal.unreadable(path: path) }
        return try checked(bytes, path: path)
    }

    /// The key for one purpose: the same name always gives the same key, another name an unrelated one.
    public func derived(_ purpose: String) -> PurposeKey {
        PurposeKey(
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret, salt: Array("magpie/1".utf8), info: Array(purpose.utf8),
                outputByteCount: Self.bytesCount))
    }

    private static func checked(_ bytes: [UInt8], path: String) throws -> MasterKey {
        guard let key = MasterKey(bytes: bytes) else { throw MasterKeyRefusal.wrongSize(path: path) }
        return key
    }
}

/// Why the master key cannot be used. The server does not start with any of these.
public enum MasterKeyRefusal: Refusal, Equatable {
    case unreadable(path: String)
    /// Others than the owner may read or write the file.
    case tooOpen(path: String)
    case wrongSize(path: String)

    public var reason: RefusalReason { .unavailable }

    public var sentence: Phrase {
        switch self {
        case .unreadable(let path):
            Phrase(zh: "无法读取或创建主密钥文件 \(path)。", en: "The master key file \(path) cannot be read or created.")
        case .tooOpen(let path):
            Phrase(
                zh: "主密钥文件 \(path) 的权限过宽，请执行 chmod 600。",
                en: "The master key file \(path) may be read by others; run chmod 600 on it.")
        case .wrongSize(let path):
            Phrase(zh: "主密钥文件 \(path) 不是 32 字节。", en: "The master key file \(path) does not hold 32 bytes.")
        }
    }
}
