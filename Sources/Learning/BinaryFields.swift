import Foundation

/// Writes numbers and texts one after the other, little-endian.
struct BinaryWriter {
    private(set) var bytes = Data()

    mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ number: Float) { write(number.bitPattern) }

    mutating func write(_ number: Double) { write(number.bitPattern) }

    mutating func write(_ text: String) {
        write(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write<Number: FixedWidthInteger>(_ numbers: [Number]) {
        write(UInt64(numbers.count))
        let ordered = numbers.map(\.littleEndian)
        ordered.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ numbers: [Float]) { write(numbers.map(\.bitPattern)) }
}

/// Reads what `BinaryWriter` wrote; never past the end, never more memory than the file has bytes.
struct BinaryReader {
    private let bytes: Data
    private var position: Int

    init(_ bytes: Data) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - position }

    mutating func read<Number: FixedWidthInteger>(_: Number.Type) throws(LearningFailure) -> Number {
        let size = MemoryLayout<Number>.size
        let field = try take(size)
        return Number(littleEndian: field.withUnsafeBytes { $0.loadUnaligned(as: Number.self) })
    }

    mutating func readFloat() throws(LearningFailure) -> Float { Float(bitPattern: try read(UInt32.self)) }

    mutating func readDouble() throws(LearningFailure) -> Double { Double(bitPattern: try read(UInt64.self)) }

    mutating func readText() throws(LearningFailure) -> String {
        let field = try take(Int(try read(UInt32.self)))
        guard let text = String(bytes: field, encoding: .utf8) else { throw .damagedModel("a text is not UTF-8") }
        return text
    }

    mutating func readNumbers<Number: FixedWidthInteger>(_: Number.Type) throws(LearningFailure) -> [Number] {
        let size = MemoryLayout<Number>.size
        let count = try read(UInt64.self)
        guard count <= UInt64(remaining / size) else { throw .damagedModel("a list is longer than the file") }
        let field = try take(Int(count) * size)
        return field.withUnsafeBytes { raw in
            (0..<Int(count)).map { Number(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * size, as: Number.self)) }
        }
    }

    mutating func readFloats() throws(LearningFailure) -> [Float] {
        try readNumbers(UInt32.self).map(Float.init(bitPattern:))
    }

    /// Everything that is left.
    mutating func readRest() -> Data {
        defer { position = bytes.endIndex }
        return bytes[position...]
    }

    private mutating func take(_ count: Int) throws(LearningFailure) -> Data {
        guard count <= remaining else { throw .damagedModel("it ends early") }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
