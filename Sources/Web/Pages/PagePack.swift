import Foundation
import NIOCore
import WebAssets

/// Reads a pack: `MPACK1`, the length of the header, the header as JSON, the bytes.
enum PagePack {
    private struct Entry: Decodable {
        let path: String
        let type: String
        let etag: String
        let immutable: Bool
        let offset: Int
        let length: Int
        let gzipOffset: Int?
        let gzipLength: Int?
    }

    private static let magic = "MPACK1\n"

    /// The bytes that were built into this binary, or nil.
    static func embedded() -> ByteBuffer? {
        var length = 0
        let start = magpie_web_pack(&length)
        guard length > 0 else { return nil }
        return ByteBuffer(bytes: UnsafeBufferPointer(start: start, count: length))
    }

    static func read(_ bytes: ByteBuffer) throws -> [String: Asset] {
        var bytes = bytes
        guard bytes.readString(length: magic.utf8.count) == magic,
            let digits = bytes.readString(length: 8), let headerLength = Int(digits, radix: 16), headerLength >= 0
        else { throw PackFault.notAPack }
        guard let header = bytes.readBytes(length: headerLength),
            let entries = try? JSONDecoder().decode([Entry].self, from: Data(header))
        else { throw PackFault.headerUnreadable }
        var files: [String: Asset] = [:]
        for entry in entries { files[entry.path] = try asset(entry, in: bytes) }
        return files
    }

    private static func asset(_ entry: Entry, in bytes: ByteBuffer) throws -> Asset {
        func slice(_ offset: Int, _ length: Int) throws -> ByteBuffer {
            guard offset >= 0, length >= 0, offset <= bytes.readableBytes, length <= bytes.readableBytes - offset,
                let slice = bytes.getSlice(at: bytes.readerIndex + offset, length: length)
            else { throw PackFault.cutOff(path: entry.path) }
            return slice
        }
        var gzip: ByteBuffer?
        if let offset = entry.gzipOffset, let length = entry.gzipLength, length > 0 {
            gzip = try slice(offset, length)
        }
        let etag = entry.etag.hasPrefix("\"") ? entry.etag : "\"\(entry.etag)\""
        return Asset(
            type: entry.type, etag: etag, isImmutable: entry.immutable, plain: try slice(entry.offset, entry.length),
            gzip: gzip)
    }
}
