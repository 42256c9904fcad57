import Foundation

/// The envelope of every model file: eight letters that say what it is, the format's version, length and checksum of
/// what follows, all little-endian.
enum ModelFile {
    /// A larger file is refused unread.
    static let bytesMax = 1_200_000_000

    /// Puts fields into an envelope.
    ///
    /// - Parameter kind: eight ASCII letters.
    static func sealed(_ body: BinaryWriter, kind: String, format: UInt32) -> Data {
        var checksum = StableHash()
        checksum.add(body.bytes)
        var head = BinaryWriter()
        head.write(format)
        head.write(UInt64(body.bytes.count))
        head.write(checksum.value)
        return Data(kind.utf8) + head.bytes + body.bytes
    }

    /// Takes fields out of an envelope.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`, before anything is taken for a field.
    static func opened(_ file: Data, kind: String, format: UInt32) throws(LearningFailure) -> BinaryReader {
        guard file.count <= bytesMax else { throw .tooLarge("a model file of \(file.count) bytes") }
        guard file.prefix(kind.utf8.count) == Data(kind.utf8) else { throw .notAModel }
        var head = BinaryReader(file.dropFirst(kind.utf8.count))
        let found = try head.read(UInt32.self)
        guard found == format else { throw .unknownFormat(version: Int(found)) }
        let length = try head.read(UInt64.self)
        let expected = try head.read(UInt64.self)
        guard length == UInt64(head.remaining) else {
            throw .damagedModel("it holds \(head.remaining) bytes instead of \(length)")
        }
        let body = head.readRest()
        var checksum = StableHash()
        checksum.add(body)
        guard checksum.value == expected else { throw .damagedModel("the checksum does not match") }
        return BinaryReader(body)
    }
}
