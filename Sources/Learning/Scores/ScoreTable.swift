public import Markup

/// Rows with a yes-or-no outcome: leads that were won, customers who left.
public struct ScoreTable: Sendable, Equatable {
    /// Names of the columns, the outcome's left out.
    public let columns: [String]
    /// One text for each column.
    public let rows: [[String]]
    /// Whether the outcome was yes, row by row.
    public let outcomes: [Bool]
    /// Columns that were asked to be left out, or that give the outcome away.
    public let excluded: [String]

    /// Reads CSV with a header; commas, semicolons or tabs.
    ///
    /// - Parameters:
    ///   - label: the column with the outcome: yes/no, true/false, 1/0 in any case.
    ///   - excluding: columns that must not be learned from.
    /// - Throws: `badData` without the column or without rows, `badRow` for a row that cannot be read.
    public init(csv: String, label: String, excluding: Set<String> = []) throws(LearningFailure) {
        var lines: [[String]]
        do { lines = try DelimitedText.rows(csv) } catch { throw .badData("\(error)") }
        guard !lines.isEmpty else { throw .badData("the table is empty") }
        let header = lines.removeFirst()
        guard let outcome = header.firstIndex(of: label) else {
            throw .badData("there is no column “\(label)”; there are \(header.joined(separator: ", "))")
        }
        let kept = header.indices.filter { $0 != outcome && !excluding.contains(header[$0]) }
        var rows: [[String]] = []
        var outcomes: [Bool] = []
        for (number, fields) in lines.enumerated() {
            guard fields.count == header.count else {
                throw .badRow(line: number + 2, reason: "\(fields.count) fields, the header has \(header.count)")
            }
            guard let isYes = Self.outcome(fields[outcome]) else {
                throw .badRow(line: number + 2, reason: "“\(fields[outcome])” is neither yes nor no")
            }
            rows.append(kept.map { fields[$0] })
            outcomes.append(isYes)
        }
        guard !rows.isEmpty else { throw .badData("the table has no rows") }
        self.init(
            columns: kept.map { header[$0] }, rows: rows, outcomes: outcomes,
            excluded: header.filter(excluding.contains))
    }

    /// A table made by hand.
    public init(columns: [String], rows: [[String]], outcomes: [Bool], excluded: [String] = []) {
        self.columns = columns
        self.rows = rows
        self.outcomes = outcomes
        self.excluded = excluded
    }

    /// Some of the rows.
    public func picking(_ indices: some Sequence<Int>) -> ScoreTable {
        let picked = Array(indices)
        return ScoreTable(
            columns: columns, rows: picked.map { rows[$0] }, outcomes: picked.map { outcomes[$0] }, excluded: excluded)
    }

    private static func outcome(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "1", "y", "是": true
        case "no", "false", "0", "n", "否": false
        default: nil
        }
    }
}
