import CZlib
import Foundation

/// The one compression of packages (RFC 1951), by zlib.
enum Deflate {
    /// Unpacks exactly so many bytes from exactly these.
    static func unpacked(_ packed: Data, count: Int, _ path: String) throws(PackageRefusal) -> Data {
        // Never empty, for zlib wants a place to write to.
        var output = Data(count: max(1, count))
        var stream = z_stream()
        guard magpie_inflate_begin(&stream) == Z_OK else { throw .damaged("zlib cannot begin") }
        defer { inflateEnd(&stream) }
        let result = packed.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                // zlib does not write to its input, but does not say so either.
                stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END, stream.avail_in == 0, Int(stream.total_out) == count else {
            throw .damaged("\(path) does not unpack to what the directory states")
        }
        return output.prefix(count)
    }

    /// Packs bytes; the same bytes give the same result with the same zlib.
    static func packed(_ bytes: Data) throws(PackageRefusal) -> [UInt8] {
        var stream = z_stream()
        guard magpie_deflate_begin(&stream, Z_DEFAULT_COMPRESSION) == Z_OK else { throw .damaged("zlib cannot begin") }
        defer { deflateEnd(&stream) }
        var input = [UInt8](bytes)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))))
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { throw .damaged("zlib cannot pack") }
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// CRC-32 as ZIP uses it.
    static func checksum(_ bytes: Data) -> Int {
        bytes.withUnsafeBytes { buffer in
            Int(crc32(0, buffer.bindMemory(to: UInt8.self).baseAddress, UInt32(buffer.count)))
        }
    }
}
