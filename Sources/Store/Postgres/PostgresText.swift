/// A statement as PostgreSQL wants it: `$1`, `$2` … in place of `?`.
struct PostgresText: Sendable {
    let sql: String
    /// Question marks that stand for parameters.
    let parameters: Int
    /// Worth keeping prepared: a query or a change of rows, not a change of the schema or the session.
    let isPreparable: Bool

    private static let preparable: Set<String> = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES"]

    private enum Place { case statement, text, name, lineComment, blockComment }

    /// Leaves string literals, quoted names and comments alone.
    init(_ source: String) {
        let bytes = Array(source.utf8)
        var (out, count, place, index) = ([UInt8](), 0, Place.statement, 0)
        out.reserveCapacity(bytes.count + 16)
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch place {
            case .statement where byte == UInt8(ascii: "?"):
                count += 1
                out.append(contentsOf: Self.placeholder(count, before: bytes[(index + 1)...]))
                index += 1
                continue
            case .statement: place = Self.opening(byte, next)
            case .text where byte == UInt8(ascii: "'"): place = .statement
            case .name where byte == UInt8(ascii: "\""): place = .statement
            case .lineComment where byte == UInt8(ascii: "\n"): place = .statement
            case .blockComment where byte == UInt8(ascii: "*") && next == UInt8(ascii: "/"): place = .statement
            default: break
            }
            out.append(byte)
            index += 1
        }
        sql = String(decoding: out, as: UTF8.self)
        parameters = count
        let word = source.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }
        isPreparable = Self.preparable.contains(word.uppercased())
    }

    private static func opening(_ byte: UInt8, _ next: UInt8) -> Place {
        switch (byte, next) {
        case (UInt8(ascii: "'"), _): .text
        case (UInt8(ascii: "\""), _): .name
        case (UInt8(ascii: "-"), UInt8(ascii: "-")): .lineComment
        case (UInt8(ascii: "/"), UInt8(ascii: "*")): .blockComment
        default: .statement
        }
    }

    /// PostgreSQL cannot guess the type of a NULL in `? IS NULL`, so it is told one; any value can be cast to text.
    private static func placeholder(_ number: Int, before rest: ArraySlice<UInt8>) -> [UInt8] {
        let following = rest.prefix(16).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.prefix(3)
        let testsForNull = String(decoding: following, as: UTF8.self).uppercased() == "IS "
        return Array((testsForNull ? "CAST($\(number) AS TEXT)" : "$\(number)").utf8)
    }
}
