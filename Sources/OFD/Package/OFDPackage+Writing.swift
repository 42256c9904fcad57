public import Foundation

extension OFDPackage {
    /// How files are kept in the archive.
    public enum Compression: Sendable {
        /// As they are. The bytes then depend on no compressor, which is the form in which contracts are signed.
        case stored
        /// Deflated, except where that makes a file longer.
        case deflated
    }

    /// The archive: entries in order with fixed headers (1980, no attributes, UTF-8 names), the directory, the end.
    ///
    /// The same files in the same order give the same bytes: stored always, deflated with the same zlib.
    ///
    /// - Throws: `PackageRefusal` for a path that no reader would take, or for more than a ZIP archive holds.
    public func written(compression: Compression) throws(PackageRefusal) -> Data {
        guard entries.count < 0xFFFF else { throw .tooLarge("\(entries.count) files") }
        var archive = Data()
        var directory = Data()
        var folded: Set<String> = []
        for entry in entries {
            try PackagePath.requireUsable(entry.path)
            guard folded.insert(PackagePath.folded(entry.path)).inserted else {
                throw .path("\(entry.path) stands there twice")
            }
            let deflated = compression == .deflated ? try Deflate.packed(entry.bytes) : []
            let isDeflated = compression == .deflated && deflated.count < entry.bytes.count
            let packed = isDeflated ? Data(deflated) : entry.bytes
            guard archive.count + packed.count < 0xFFFF_0000, entry.bytes.count < 0xFFFF_0000 else {
                throw .tooLarge("4 GB and more")
            }
            let common = Self.common(entry, packed.count, isDeflated: isDeflated)
            directory += Self.long(ZipHeader.centralSignature) + Self.short(20) + common
            // Comment, disk, attributes inside and outside: all zero.
            directory += Data(count: 10) + Self.long(archive.count) + Data(entry.path.utf8)
            archive += Self.long(ZipHeader.localSignature) + common + Data(entry.path.utf8) + packed
        }
        let end = Self.long(0x0605_4B50) + Data(count: 4) + Self.short(entries.count) + Self.short(entries.count)
        let place = Self.long(directory.count) + Self.long(archive.count) + Self.short(0)
        return archive + directory + end + place
    }

    /// What both headers of an entry have in common: from the version that is needed to the length of extra fields.
    private static func common(_ entry: Entry, _ packedCount: Int, isDeflated: Bool) -> Data {
        let kind = short(20) + short(0x0800) + short(isDeflated ? ZipHeader.deflated : ZipHeader.stored)
        // Midnight of the first of January 1980.
        let moment = short(0) + short(0x0021)
        let sizes = long(Deflate.checksum(entry.bytes)) + long(packedCount) + long(entry.bytes.count)
        return kind + moment + sizes + short(entry.path.utf8.count) + short(0)
    }

    private static func short(_ value: Int) -> Data { Data([UInt8(value & 255), UInt8(value >> 8 & 255)]) }

    private static func long(_ value: Int) -> Data { short(value & 0xFFFF) + short(value >> 16) }
}
