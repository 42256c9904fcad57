public import Foundation

extension OFDPackage {
    /// Opens a package.
    ///
    /// Strict, so that all programs see the same files: local headers must agree with the directory, entries must
    /// follow each other without gaps, checksums must match, and no path may stand there twice, not even in other
    /// letters. Folders are left out. Nothing is unpacked before the sizes that the directory states are known to be
    /// within the limits.
    ///
    /// - Throws: `PackageRefusal`.
    public init(reading data: Data, limits: PackageLimits = .standard) throws(PackageRefusal) {
        var damage: [PackageRefusal] = []
        try self.init(reading: data, limits: limits, damage: &damage)
        if let first = damage.first { throw first }
    }

    /// Opens a package of which files may be damaged, so that it can be told which: a stored file is kept as it is, one
    /// that cannot be unpacked is left out.
    init(
        reading data: Data, limits: PackageLimits = .standard, damage: inout [PackageRefusal]
    ) throws(PackageRefusal) {
        guard data.count <= limits.packedBytesMax else { throw .tooLarge("more than \(limits.packedBytesMax) bytes") }
        let bytes = ZipBytes(data)
        let directory = try ZipDirectory(bytes, limits)
        guard directory.headers.reduce(0, { $0 + $1.unpackedCount }) <= limits.unpackedBytesMax else {
            throw .tooLarge("more than \(limits.unpackedBytesMax) bytes when unpacked")
        }
        let ranges = try Self.ranges(directory, bytes)
        self.init()
        var folded: Set<String> = []
        for (header, range) in zip(directory.headers, ranges) {
            guard let name = String(validating: header.name, as: UTF8.self) else { throw .path("a name is not UTF-8") }
            let isFolder = name.hasSuffix("/")
            let path = isFolder ? String(name.dropLast()) : name
            try PackagePath.requireUsable(path)
            guard folded.insert(PackagePath.folded(path)).inserted else { throw .path("\(path) stands there twice") }
            if isFolder {
                guard header.unpackedCount == 0 else { throw .notZip("the folder \(name) has content") }
                continue
            }
            do throws(PackageRefusal) {
                let content = try Self.unpacked(bytes.slice(range), header, path)
                self[path] = content
                guard Deflate.checksum(content) == header.checksum else {
                    throw PackageRefusal.damaged("the checksum of \(path) is another")
                }
            } catch {
                damage.append(error)
            }
        }
    }

    /// Where the entries' bytes are, when entries fill the space before the directory completely.
    private static func ranges(_ directory: ZipDirectory, _ bytes: ZipBytes) throws(PackageRefusal) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var extents: [Range<Int>] = []
        for header in directory.headers {
            let range = try header.packedRange(bytes, before: directory.start)
            ranges.append(range)
            extents.append(
                header.start..<(try header.end(bytes, dataEnd: range.upperBound, before: directory.start)))
        }
        var end = 0
        for extent in extents.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard extent.lowerBound == end else { throw .notZip("entries overlap or leave gaps") }
            end = extent.upperBound
        }
        guard end == directory.start else {
            throw .notZip("there are bytes before the directory that belong to nothing")
        }
        return ranges
    }

    private static func unpacked(
        _ packed: Data, _ header: ZipHeader, _ path: String
    ) throws(PackageRefusal) -> Data {
        header.method == ZipHeader.stored
            ? Data(packed) : try Deflate.unpacked(packed, count: header.unpackedCount, path)
    }
}
