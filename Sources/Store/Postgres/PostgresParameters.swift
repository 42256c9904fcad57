/// The parameters of one statement in PostgreSQL's binary format.
struct PostgresParameters {
    /// One letter each: the same statement with other types is prepared apart.
    let signature: String
    /// Types by their object identifiers (`pg_type.dat`); 0 lets the server find out.
    let types: [UInt32]
    private let bytes: [UInt8]
    /// Where each value begins; `nil` for NULL.
    private let offsets: [Int?]
    private let lengths: [Int32]

    init(_ values: [Value]) {
        var (signature, types, bytes) = ("", [UInt32](), [UInt8]())
        var (offsets, lengths) = ([Int?](), [Int32]())
        for value in values {
            let start = bytes.count
            let kind = Self.append(value, to: &bytes)
            signature.append(kind.letter)
            types.append(kind.type)
            offsets.append(value == .null ? nil : start)
            lengths.append(Int32(bytes.count - start))
        }
        // An empty text still needs an address.
        bytes.append(0)
        (self.signature, self.types, self.bytes) = (signature, types, bytes)
        (self.offsets, self.lengths) = (offsets, lengths)
    }

    private static func append(_ value: Value, to bytes: inout [UInt8]) -> (letter: Character, type: UInt32) {
        switch value {
        case .null: return ("n", 0)
        case .integer(let number):
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
            return ("i", PostgresType.int8)
        case .real(let number):
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
            return ("r", PostgresType.float8)
        case .text(let text):
            bytes.append(contentsOf: text.utf8)
            return ("t", PostgresType.text)
        case .blob(let blob):
            bytes.append(contentsOf: blob)
            return ("b", PostgresType.bytea)
        }
    }

    /// Addresses, lengths and formats as libpq takes them; valid within the closure.
    func withPointers<Answer>(
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> Answer
    ) rethrows -> Answer {
        try bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return try body(pointers, lengths, Array(repeating: 1, count: lengths.count))
        }
    }
}
