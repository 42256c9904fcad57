/// Why a file is not opened, or not written, as a package.
public enum PackageRefusal: Error, Equatable, CustomStringConvertible {
    /// Not a ZIP archive, or one whose parts contradict each other.
    case notZip(String)
    /// A ZIP archive that uses something OFD does not allow: encryption, other compressions, several disks.
    case unsupported(String)
    /// A path that leads out of the package, is ambiguous, or stands there twice.
    case path(String)
    /// More than a limit allows; nothing of it was unpacked.
    case tooLarge(String)
    /// An entry whose bytes are not those that were packed.
    case damaged(String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .notZip(let reason): "not a ZIP archive: \(reason)"
        case .unsupported(let what): "not allowed in a package: \(what)"
        case .path(let reason): "not a usable path: \(reason)"
        case .tooLarge(let reason): "too large: \(reason)"
        case .damaged(let reason): "damaged: \(reason)"
        }
    }
}

/// What a package may weigh.
public struct PackageLimits: Sendable, Equatable {
    /// The archive itself, in bytes.
    public var packedBytesMax: Int
    /// All files together after unpacking, in bytes.
    public var unpackedBytesMax: Int
    /// Files and folders.
    public var entriesMax: Int

    /// What a contract with scans may need.
    public static let standard = PackageLimits()

    /// Limits of one's own.
    public init(packedBytesMax: Int = 48 << 20, unpackedBytesMax: Int = 48 << 20, entriesMax: Int = 10_000) {
        self.packedBytesMax = packedBytesMax
        self.unpackedBytesMax = unpackedBytesMax
        self.entriesMax = entriesMax
    }
}
