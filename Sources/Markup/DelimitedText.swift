/// Rows of fields as spreadsheets save them: CSV (RFC 4180), and its cousins with semicolons or tabs.
///
/// A field may stand in double quotes; inside them a delimiter, a line break and a doubled quote are data. Lines end
/// with LF or CRLF. A byte order mark is skipped. Empty lines are no rows.
public enum DelimitedText {
    /// What is read at most.
    public struct Limits: Sendable, Equatable {
        /// Rows, the header included.
        public var rowsMax: Int
        /// Fields in a row.
        public var fieldsMax: Int
        /// Bytes in a field.
        public var fieldBytesMax: Int

        /// A few million rows of ordinary width.
        public init(rowsMax: Int = 5_000_000, fieldsMax: Int = 10_000, fieldBytesMax: Int = 1 << 20) {
            self.rowsMax = rowsMax
            self.fieldsMax = fieldsMax
            self.fieldBytesMax = fieldBytesMax
        }
    }

    /// Why a text is not a table; lines are counted from 1.
    public enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// A quoted field that began on this line has no end, or goes on after its closing quote.
        case quoting(line: Int)
        /// One of the limits was exceeded.
        case tooLarge(line: Int, String)

        public var description: String {
            switch self {
            case .quoting(let line): "line \(line): a quoted field is not closed, or goes on after its closing quote"
            case .tooLarge(let line, let what): "line \(line): more than \(what)"
            }
        }
    }

    /// Takes a text apart.
    ///
    /// - Parameter delimiter: one ASCII byte; `nil` means whichever of comma, semicolon and tab stands most often in
    /// the first line outside quotes.
    public static func rows(
        _ text: String, delimiter: Character? = nil, limits: Limits = Limits()
    ) throws(Refusal) -> [[String]] {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let separator = delimiter?.asciiValue ?? likelyDelimiter(bytes)
        var cutter = RowCutter(bytes: bytes, separator: separator, limits: limits)
        var rows: [[String]] = []
        while let row = try cutter.next() {
            if rows.count >= limits.rowsMax { throw .tooLarge(line: cutter.line, "\(limits.rowsMax) rows") }
            rows.append(row)
        }
        return rows
    }

    /// One line of text for a row, without its line end; whatever a reader could take for syntax is quoted.
    public static func line(_ fields: [String], delimiter: Character = ",") -> String {
        // A single empty field would read as an empty line.
        if fields == [""] { return "\"\"" }
        // Byte by byte: a combining mark after a comma makes another character of it, but not another delimiter.
        let quote = UInt8(ascii: "\"")
        let syntax = Set("\"\r\n".utf8).union(String(delimiter).utf8)
        return fields.map { field in
            guard field.utf8.contains(where: syntax.contains) else { return field }
            let doubled = field.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
            return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
        }.joined(separator: String(delimiter))
    }

    private static func likelyDelimiter(_ bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") { break }
            counts[byte, default: 0] += 1
        }
        let candidates = [",", ";", "\t"].map { UInt8(ascii: $0) }
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? candidates[0]
    }
}

/// Walks over the bytes, one row at a time.
private struct RowCutter {
    let bytes: [UInt8]
    let separator: UInt8
    let limits: DelimitedText.Limits
    var at = 0
    var line = 1

    init(bytes: [UInt8], separator: UInt8, limits: DelimitedText.Limits) {
        self.bytes = bytes
        self.separator = separator
        self.limits = limits
    }

    mutating func next() throws(DelimitedText.Refusal) -> [String]? {
        while at < bytes.count, skipLineEnd() {}
        guard at < bytes.count else { return nil }
        var fields: [String] = []
        while true {
            if fields.count >= limits.fieldsMax { throw .tooLarge(line: line, "\(limits.fieldsMax) fields") }
            let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
            fields.append(isQuoted ? try quoted() : try plain())
            guard at < bytes.count else { return fields }
            if bytes[at] == separator {
                at += 1
            } else if skipLineEnd() {
                return fields
            } else {
                throw .quoting(line: line)
            }
        }
    }

    /// Steps over LF or CRLF.
    private mutating func skipLineEnd() -> Bool {
        let isPair = bytes[at] == UInt8(ascii: "\r") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n")
        guard isPair || bytes[at] == UInt8(ascii: "\n") else { return false }
        at += isPair ? 2 : 1
        line += 1
        return true
    }

    private mutating func plain() throws(DelimitedText.Refusal) -> String {
        let start = at
        while at < bytes.count, bytes[at] != separator, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        // The carriage return of the line's end is not part of the field.
        if at > start, at < bytes.count, bytes[at] == UInt8(ascii: "\n"), bytes[at - 1] == UInt8(ascii: "\r") {
            at -= 1
        }
        return try field(bytes[start..<at])
    }

    private mutating func quoted() throws(DelimitedText.Refusal) -> String {
        let firstLine = line
        var content: [UInt8] = []
        at += 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") {
                at += 1
                guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return try field(content[...]) }
            }
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            content.append(bytes[at])
            at += 1
        }
        throw .quoting(line: firstLine)
    }

    private func field(_ content: ArraySlice<UInt8>) throws(DelimitedText.Refusal) -> String {
        guard content.count <= limits.fieldBytesMax else {
            throw .tooLarge(line: line, "\(limits.fieldBytesMax) bytes in a field")
        }
        return String(decoding: content, as: UTF8.self)
    }
}
