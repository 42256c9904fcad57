import Foundation

/// Reads the notes (`metadata_props`) of an ONNX file: the recognition network carries its characters there.
///
/// Only as much of protobuf as that takes: ModelProto's field 14, whose entries are key (1) and value (2). All other
/// fields are stepped over by their length.
struct ModelMetadata {
    /// ModelProto.metadata_props in onnx.proto.
    private static let metadataField = 14
    private static let entriesMax = 1_000

    let notes: [String: String]

    init(_ bytes: Data) throws(InferenceFailure) {
        var reader = ProtobufReader(bytes)
        var notes: [String: String] = [:]
        while let field = try reader.next() {
            guard field.number == Self.metadataField, let entry = field.bytes else { continue }
            guard notes.count < Self.entriesMax else { throw ProtobufReader.damaged }
            var key = ""
            var value = ""
            var inner = ProtobufReader(entry)
            while let part = try inner.next() {
                guard let text = part.bytes else { continue }
                if part.number == 1 { key = String(decoding: text, as: UTF8.self) }
                if part.number == 2 { value = String(decoding: text, as: UTF8.self) }
            }
            notes[key] = value
        }
        self.notes = notes
    }
}

/// Steps through the fields of one protobuf message (encoding of protobuf.dev: varint tags, four wire types).
struct ProtobufReader {
    static let damaged = InferenceFailure.badModel(file: "model", reason: "its notes cannot be read")

    struct Field {
        let number: Int
        /// The number in a varint field, otherwise `nil`.
        var value: UInt64?
        /// The content of a length-delimited field, otherwise `nil`.
        var bytes: Data?
    }

    private let bytes: Data
    private var position: Int

    init(_ bytes: Data) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next field, or `nil` at the end.
    mutating func next() throws(InferenceFailure) -> Field? {
        guard position < bytes.endIndex else { return nil }
        let tag = try varint()
        let number = Int(truncatingIfNeeded: tag >> 3)
        switch tag & 7 {
        case 0:
            return Field(number: number, value: try varint())
        case 1:
            _ = try take(8)
            return Field(number: number)
        case 2: return Field(number: number, bytes: try take(try varint()))
        case 5:
            _ = try take(4)
            return Field(number: number)
        default: throw Self.damaged
        }
    }

    /// The next number of a packed field, or `nil` at the end.
    mutating func number() throws(InferenceFailure) -> UInt64? { position < bytes.endIndex ? try varint() : nil }

    private mutating func varint() throws(InferenceFailure) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, through: 63, by: 7) {
            guard position < bytes.endIndex else { throw Self.damaged }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return value }
        }
        throw Self.damaged
    }

    private mutating func take(_ count: UInt64) throws(InferenceFailure) -> Data {
        guard count <= UInt64(bytes.endIndex - position) else { throw Self.damaged }
        defer { position += Int(count) }
        return bytes[position..<(position + Int(count))]
    }
}
