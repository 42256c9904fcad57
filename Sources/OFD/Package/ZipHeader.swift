import Foundation

/// One entry of an archive's directory, and the header before its bytes (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12).
struct ZipHeader {
    static let localSignature = 0x0403_4B50
    static let centralSignature = 0x0201_4B50
    static let (localBytes, centralBytes) = (30, 46)
    /// Bits of the flags: encrypted, sizes behind the data, patched data, strong encryption, masked headers.
    static let (encrypted, sizesBehind, otherwiseHidden) = (0x0001, 0x0008, 0x2060)
    static let (stored, deflated) = (0, 8)

    let flags, method, time, date, checksum, packedCount, unpackedCount: Int
    let name: Data
    /// Where the local header begins.
    let start: Int
    /// Bytes of this entry in the directory.
    let directoryCount: Int

    /// Reads an entry of the directory at a place, not beyond an end.
    init(_ bytes: ZipBytes, at place: Int, before end: Int) throws(PackageRefusal) {
        guard place + Self.centralBytes <= end, bytes.long(place) == Self.centralSignature else {
            throw .notZip("its directory is broken")
        }
        let nameCount = bytes.short(place + 28)
        directoryCount = Self.centralBytes + nameCount + bytes.short(place + 30) + bytes.short(place + 32)
        guard nameCount > 0, place + directoryCount <= end else { throw .notZip("its directory is broken") }
        flags = bytes.short(place + 8)
        method = bytes.short(place + 10)
        time = bytes.short(place + 12)
        date = bytes.short(place + 14)
        checksum = bytes.long(place + 16)
        packedCount = bytes.long(place + 20)
        unpackedCount = bytes.long(place + 24)
        start = bytes.long(place + 42)
        name = bytes.slice(place + Self.centralBytes..<place + Self.centralBytes + nameCount)
        guard bytes.short(place + 34) == 0 else { throw .unsupported("several disks") }
        guard flags & (Self.encrypted | Self.otherwiseHidden) == 0 else { throw .unsupported("encryption") }
        guard method == Self.stored || method == Self.deflated else { throw .unsupported("compression \(method)") }
        guard ![packedCount, unpackedCount, start].contains(0xFFFF_FFFF) else { throw .unsupported("ZIP64") }
        guard method == Self.deflated || packedCount == unpackedCount else { throw .notZip("two sizes of one entry") }
    }

    /// Compares with the local header, so that nobody who reads from the front sees another archive, and finds the
    /// entry's bytes.
    ///
    /// - Returns: where the packed bytes are.
    func packedRange(_ bytes: ZipBytes, before end: Int) throws(PackageRefusal) -> Range<Int> {
        guard start + Self.localBytes <= end, bytes.long(start) == Self.localSignature else {
            throw .notZip("an entry is not where the directory says")
        }
        let nameCount = bytes.short(start + 26)
        let first = start + Self.localBytes + nameCount + bytes.short(start + 28)
        guard first + packedCount <= end else { throw .notZip("an entry ends behind the directory") }
        let areBehind = flags & Self.sizesBehind != 0
        let stated = [bytes.long(start + 18), bytes.long(start + 22)]
        let wide = Self.wideSizes(bytes, in: start + Self.localBytes + nameCount..<first)
        let sizes = [bytes.long(start + 14)] + (stated == [0xFFFF_FFFF, 0xFFFF_FFFF] ? wide ?? stated : stated)
        let agrees =
            bytes.short(start + 6) == flags && bytes.short(start + 8) == method && bytes.short(start + 10) == time
            && bytes.short(start + 12) == date
            && bytes.slice(start + Self.localBytes..<start + Self.localBytes + nameCount) == name
            && (sizes == [checksum, packedCount, unpackedCount] || areBehind && sizes == [0, 0, 0])
        guard agrees else { throw .notZip("an entry's header contradicts the directory") }
        return first..<first + packedCount
    }

    /// Sizes of 64 bits among a local header's extra fields (section 4.5.3), which some programs write for any file.
    private static func wideSizes(_ bytes: ZipBytes, in range: Range<Int>) -> [Int]? {
        var place = range.lowerBound
        while place + 4 <= range.upperBound {
            let (kind, count) = (bytes.short(place), bytes.short(place + 2))
            if kind == 1, count == 16, place + 20 <= range.upperBound {
                guard bytes.long(place + 8) == 0, bytes.long(place + 16) == 0 else { return nil }
                return [bytes.long(place + 12), bytes.long(place + 4)]
            }
            place += 4 + count
        }
        return nil
    }

    /// Where the entry ends: behind the sizes that may follow the data, with or without a signature of their own.
    func end(_ bytes: ZipBytes, dataEnd: Int, before limit: Int) throws(PackageRefusal) -> Int {
        guard flags & Self.sizesBehind != 0 else { return dataEnd }
        for (lead, isMarked) in [(4, true), (0, false)] where dataEnd + lead + 12 <= limit {
            if isMarked, bytes.long(dataEnd) != 0x0807_4B50 { continue }
            let sizes = (0..<3).map { bytes.long(dataEnd + lead + 4 * $0) }
            if sizes == [checksum, packedCount, unpackedCount] { return dataEnd + lead + 12 }
        }
        throw .notZip("the sizes behind an entry contradict the directory")
    }
}
