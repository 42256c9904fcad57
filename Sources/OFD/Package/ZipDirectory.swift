/// The directory at an archive's end (PKWARE APPNOTE 6.3, section 4.3.16).
struct ZipDirectory {
    private static let (endSignature, endBytes, commentBytesMax) = (0x0605_4B50, 22, 65_535)

    let headers: [ZipHeader]
    /// Where the directory begins, behind the last entry.
    let start: Int

    /// - Throws: `PackageRefusal` for an archive with anything before, between or behind its parts.
    init(_ bytes: ZipBytes, _ limits: PackageLimits) throws(PackageRefusal) {
        let end = try Self.end(bytes)
        let count = bytes.short(end + 10)
        guard bytes.short(end + 4) == 0, bytes.short(end + 6) == 0, bytes.short(end + 8) == count else {
            throw .unsupported("several disks")
        }
        start = bytes.long(end + 16)
        guard start != 0xFFFF_FFFF, count != 0xFFFF else { throw .unsupported("ZIP64") }
        guard start + bytes.long(end + 12) == end else { throw .notZip("its directory is not at its end") }
        guard count <= limits.entriesMax else { throw .tooLarge("more than \(limits.entriesMax) entries") }
        var place = start
        var found: [ZipHeader] = []
        for _ in 0..<count {
            let header = try ZipHeader(bytes, at: place, before: end)
            place += header.directoryCount
            found.append(header)
        }
        guard place == end else { throw .notZip("its directory is longer than its entries") }
        headers = found
    }

    /// The end record: its comment must reach exactly to the end of the file.
    private static func end(_ bytes: ZipBytes) throws(PackageRefusal) -> Int {
        guard bytes.count >= endBytes else { throw .notZip("it is too short") }
        for comment in 0...min(commentBytesMax, bytes.count - endBytes) {
            let place = bytes.count - endBytes - comment
            if bytes.long(place) == endSignature, bytes.short(place + 20) == comment { return place }
        }
        throw .notZip("its directory was not found")
    }
}
