import CArgon2
import Foundation

/// A password as it is stored: an Argon2id hash (RFC 9106) in PHC form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
public struct PasswordHash: Sendable, Hashable {
    /// OWASP's minimum for Argon2id: 19 MiB, two passes, one lane.
    public static let memoryKiB: UInt32 = 19 * 1024
    /// Times over the memory.
    public static let passes: UInt32 = 2
    /// Threads of one hash.
    public static let lanes: UInt32 = 1
    static let saltBytes = 16
    static let hashBytes = 32
    /// A damaged or foreign row must not make the server take all memory.
    static let memoryKiBMax: UInt32 = 256 * 1024

    /// The PHC string.
    public let text: String

    /// `nil` for anything but Argon2id version 19 within our limits.
    public init?(_ text: String) {
        guard let settings = Self.settings(of: text), settings["v"] == 19 else { return nil }
        guard let memory = settings["m"], memory <= Self.memoryKiBMax, let passes = settings["t"], passes <= 16,
            let lanes = settings["p"], lanes <= 8
        else { return nil }
        self.text = text
    }

    /// Takes tens of milliseconds of a core and 19 MiB: never on a thread that others wait for.
    static func make(_ password: String, salt: [UInt8]) throws(PasswordRefusal) -> PasswordHash {
        let secret = Array(normalised(password).utf8)
        let length = argon2_encodedlen(
            passes, memoryKiB, lanes, UInt32(salt.count), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let status = argon2id_hash_encoded(
            passes, memoryKiB, lanes, secret, secret.count, salt, salt.count, hashBytes, &encoded, length)
        // The settings are fixed and right: what remains is that 19 MiB could not be had.
        guard status == ARGON2_OK.rawValue else { throw .busy }
        let text = String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let hash = PasswordHash(text) else { throw .busy }
        return hash
    }

    /// Compares in constant time; takes as long as making one.
    func matches(_ password: String) throws(PasswordRefusal) -> Bool {
        let secret = Array(Self.normalised(password).utf8)
        switch argon2id_verify(text, secret, secret.count) {
        case ARGON2_OK.rawValue: return true
        case ARGON2_MEMORY_ALLOCATION_ERROR.rawValue: throw .busy
        default: return false
        }
    }

    /// Whether it was made with other settings than today's, and is to be made again at the next sign-in.
    var isOutdated: Bool {
        let settings = Self.settings(of: text) ?? [:]
        return settings["m"] != Self.memoryKiB || settings["t"] != Self.passes || settings["p"] != Self.lanes
    }

    /// One form for what looks the same (NFC): keyboards differ in how they send accents and full-width signs.
    private static func normalised(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    private static func settings(of text: String) -> [String: UInt32]? {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard text.utf8.count <= 512, parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id" else { return nil }
        var settings: [String: UInt32] = [:]
        for setting in [parts[2]] + parts[3].split(separator: ",") {
            let pair = setting.split(separator: "=")
            guard pair.count == 2, let number = UInt32(pair[1]) else { return nil }
            settings[String(pair[0])] = number
        }
        return settings
    }
}
