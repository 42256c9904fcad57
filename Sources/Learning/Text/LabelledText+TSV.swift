public import Foundation

extension LabelledText {
    /// A data file above this size is refused.
    public static let fileBytesMax = 1_000_000_000

    /// Reads rows `label TAB text`; only the first tab separates, blank lines are skipped.
    ///
    /// UTF-8 with or without byte order mark; lines end in LF or CRLF. A line without tab, label or text throws
    /// `badRow` naming it.
    public static func rows(tsv data: Data) throws(LearningFailure) -> [LabelledText] {
        guard data.count <= fileBytesMax else { throw .tooLarge("a data file of \(data.count) bytes") }
        var rows: [LabelledText] = []
        var number = 0
        for var line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            guard let text = String(bytes: line, encoding: .utf8) else {
                throw .badRow(line: number, reason: "it is not UTF-8")
            }
            if let row = try row(text, line: number) { rows.append(row) }
        }
        return rows
    }

    private static func row(_ line: String, line number: Int) throws(LearningFailure) -> LabelledText? {
        guard line.contains(where: { !$0.isWhitespace }) else { return nil }
        guard let tab = line.utf8.firstIndex(of: UInt8(ascii: "\t")) else {
            throw .badRow(line: number, reason: "there is no tab between label and text")
        }
        let label = line[..<tab].trimmingCharacters(in: .whitespaces)
        let text = String(line[line.utf8.index(after: tab)...])
        guard !label.isEmpty else { throw .badRow(line: number, reason: "the label is empty") }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .badRow(line: number, reason: "the text is empty")
        }
        return LabelledText(text, label: label)
    }
}
