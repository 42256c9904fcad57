/// Types of PostgreSQL by their object identifiers (`pg_type.dat`), and their binary formats.
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let text: UInt32 = 25
    static let float8: UInt32 = 701
    private static let numeric: UInt32 = 1700
    /// smallint, integer, oid
    private static let smallIntegers: Set<UInt32> = [21, 23, 26]
    private static let float4: UInt32 = 700
    /// name, text, "char", unknown, character, varchar
    private static let texts: Set<UInt32> = [19, 25, 18, 705, 1042, 1043]

    /// Reads a value that is not NULL; `nil` for a type that the store does not use.
    static func decode(_ type: UInt32, _ bytes: UnsafeRawBufferPointer) -> Value? {
        if texts.contains(type) { return .text(String(decoding: bytes, as: UTF8.self)) }
        if smallIntegers.contains(type) {
            return .integer(
                bytes.count == 2
                    ? Int64(Int16(truncatingIfNeeded: unsigned(bytes)))
                    : Int64(Int32(truncatingIfNeeded: unsigned(bytes))))
        }
        switch type {
        case int8: return .integer(Int64(bitPattern: unsigned(bytes)))
        case bytea: return .blob(Array(bytes))
        case float8: return .real(Double(bitPattern: unsigned(bytes)))
        case float4: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: unsigned(bytes)))))
        case bool: return .integer(unsigned(bytes) == 0 ? 0 : 1)
        case numeric: return decodeNumeric(bytes)
        default: return nil
        }
    }

    private static func unsigned(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// `sum` and `avg` over whole numbers answer with this type; a sum comes back as the integer it is in SQLite.
    ///
    /// Four 16-bit words (digits, weight, sign, decimals), then digits to the base of 10,000 (`numeric.c`).
    private static func decodeNumeric(_ bytes: UnsafeRawBufferPointer) -> Value? {
        guard bytes.count >= 8, bytes.count.isMultiple(of: 2) else { return nil }
        let words = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let (weight, sign, decimals, digits) = (Int(Int16(bitPattern: words[1])), words[2], words[3], words[4...])
        guard sign == 0 || sign == 0x4000 else { return nil }
        if decimals == 0, weight <= 4 {
            var number: Int64? = 0
            for place in 0..<max(0, weight + 1) {
                let digit = place < digits.count ? Int64(digits[4 + place]) : 0
                number = number.flatMap { adding(sign == 0 ? digit : -digit, to: $0) }
            }
            if let number { return .integer(number) }
        }
        // As text, so that the nearest Double is found by the correctly rounding parser.
        var text = sign == 0 ? "" : "-"
        for digit in digits {
            let decimal = String(digit)
            text += String(repeating: "0", count: 4 - decimal.count) + decimal
        }
        return Double((digits.isEmpty ? "0" : text) + "e\(4 * (weight + 1 - digits.count))").map { .real($0) }
    }

    private static func adding(_ digit: Int64, to number: Int64) -> Int64? {
        let (shifted, tooLarge) = number.multipliedReportingOverflow(by: 10_000)
        let (sum, overflow) = shifted.addingReportingOverflow(digit)
        return tooLarge || overflow ? nil : sum
    }
}
