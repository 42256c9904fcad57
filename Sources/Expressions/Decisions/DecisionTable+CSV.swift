import Markup

/// Decision tables as spreadsheets hold them.
///
/// The first row has the hit policy's letter (`U A P F R O C C+ C< C> C#`) and the columns' expressions and names; the
/// second says of each column whether it is `input`, `output` or `annotation`. Then may come a row that begins with
/// `type`, one that begins with `values` (allowed values) and one with `default` (outputs when nothing applies). Every
/// other row is a rule, its first cell the rule's identifier; rows without anything are none. Cells are FEEL: texts
/// stand in quotes. An identifier or annotation that a spreadsheet would take for a formula, or that is one of the
/// words above, is written behind an apostrophe.
extension DecisionTable {
    /// Reads a table.
    ///
    /// - Parameter vocabulary: names of several words that its cells may mention; the inputs' own are known.
    /// - Throws: `badTable`, `badCell` with its row and column counted from 1, `tooLarge`.
    public init(csv: String, _ vocabulary: FEELVocabulary = FEELVocabulary()) throws(DecisionRefusal) {
        let rows: [[String]]
        do { rows = try DelimitedText.rows(csv) } catch { throw .badTable("the text is no CSV: \(error)") }
        var sheet = try TableSheet(rows, vocabulary)
        self = try sheet.table()
    }

    /// The table as CSV with line feeds, as `init(csv:)` reads it.
    public func csv() -> String {
        var rows: [[String]] = []
        let names = inputs.map(\.expression.text) + outputs.map(\.name) + ["annotation"]
        rows.append([hitPolicy.letter] + names)
        rows.append([""] + inputs.map { _ in "input" } + outputs.map { _ in "output" } + ["annotation"])
        let types = inputs.map { $0.typeName ?? "" } + outputs.map { $0.typeName ?? "" }
        if types.contains(where: { !$0.isEmpty }) { rows.append(["type"] + types + [""]) }
        let values = inputs.map { $0.allowed?.text ?? "" } + outputs.map { $0.allowed?.text ?? "" }
        if values.contains(where: { !$0.isEmpty }) { rows.append(["values"] + values + [""]) }
        let defaults = outputs.map { $0.otherwise?.text ?? "" }
        if defaults.contains(where: { !$0.isEmpty }) {
            rows.append(["default"] + inputs.map { _ in "" } + defaults + [""])
        }
        for rule in rules {
            let tests = rule.tests.map { $0.text.isEmpty ? "-" : $0.text }
            rows.append(
                [SheetText.guarded(rule.id, isID: true)] + tests + rule.entries.map(\.text) + [
                    SheetText.guarded(rule.note)
                ])
        }
        return rows.map { DelimitedText.line($0) + "\n" }.joined()
    }
}

/// The cells of a CSV file on their way to a table.
private struct TableSheet {
    private let rows: [[String]]
    /// Where each of them stands in the file, from 1: those without anything are left out.
    private let numbers: [Int]
    private let policy: HitPolicy
    private let columns: (inputs: [Int], outputs: [Int], notes: [Int])
    private let vocabulary: FEELVocabulary
    private var settings: [String: [String]] = [:]
    private var firstRule = 2

    init(_ rows: [[String]], _ vocabulary: FEELVocabulary) throws(DecisionRefusal) {
        let filled = rows.enumerated().filter { $0.element.contains { !$0.trimmed.isEmpty } }
        let (rows, numbers) = (filled.map(\.element), filled.map { $0.offset + 1 })
        guard rows.count >= 2 else { throw .badTable("two rows of headings are wanted") }
        let width = rows[0].count
        for (number, row) in zip(numbers, rows) where row.count != width {
            throw .badTable("row \(number) has \(row.count) cells, the first has \(width)")
        }
        let corner = rows[0][0].trimmed
        guard let policy = HitPolicy(letter: corner) ?? HitPolicy(corner.uppercased()) else {
            throw .badTable("the first cell is “\(rows[0][0])” and not a hit policy: U A P F R O C C+ C< C> C#")
        }
        var columns: (inputs: [Int], outputs: [Int], notes: [Int]) = ([], [], [])
        for (column, kind) in rows[1].enumerated().dropFirst() {
            switch kind.trimmed.lowercased() {
            case "input": columns.inputs.append(column)
            case "output": columns.outputs.append(column)
            case "annotation", "": columns.notes.append(column)
            default: throw .badTable("row \(numbers[1]), column \(column + 1): input, output or annotation is wanted")
            }
        }
        (self.rows, self.numbers, self.policy, self.columns) = (rows, numbers, policy, columns)
        // A heading that is no expression as it stands is a name of several words, as `monthly income`.
        let headings = columns.inputs.map { rows[0][$0].trimmed }
        self.vocabulary = vocabulary.knowing(headings.filter { (try? FEELExpression($0, vocabulary)) == nil })
        while firstRule < rows.count, SheetText.settings.contains(rows[firstRule][0].trimmed) {
            let name = rows[firstRule][0].trimmed
            guard settings[name] == nil else { throw .badTable("there are two rows “\(name)”") }
            settings[name] = rows[firstRule]
            firstRule += 1
        }
    }

    mutating func table() throws(DecisionRefusal) -> DecisionTable {
        var inputs: [DecisionTable.Input] = []
        for column in columns.inputs {
            inputs.append(
                DecisionTable.Input(
                    expression: try expression(0, column), typeName: setting("type", column),
                    allowed: try values(column), type: try type(column)))
        }
        var outputs: [DecisionTable.Output] = []
        for column in columns.outputs {
            outputs.append(
                DecisionTable.Output(
                    name: rows[0][column].trimmed, typeName: setting("type", column), allowed: try values(column),
                    otherwise: try otherwise(column), type: try type(column)))
        }
        var rules: [DecisionTable.Rule] = []
        var ids = Set(rows.dropFirst(firstRule).map { SheetText.plain($0[0].trimmed) })
        guard ids.subtracting([""]).count == rows.dropFirst(firstRule).count(where: { !$0[0].trimmed.isEmpty }) else {
            throw .badTable("two rules have the same identifier")
        }
        for row in firstRule..<max(firstRule, rows.count) {
            var id = SheetText.plain(rows[row][0].trimmed)
            if id.isEmpty { id = Self.free(row - firstRule + 1, &ids) }
            var tests: [FEELTests] = []
            for column in columns.inputs { tests.append(try self.tests(row, column)) }
            var entries: [FEELExpression] = []
            for column in columns.outputs { entries.append(try entry(row, column)) }
            rules.append(
                DecisionTable.Rule(
                    id: id, tests: tests, entries: entries,
                    note: columns.notes.map { SheetText.plain(rows[row][$0]) }.filter { !$0.isEmpty }.joined(
                        separator: "\n")))
        }
        return try DecisionTable(hitPolicy: policy, inputs: inputs, outputs: outputs, rules: rules)
    }

    /// The rule's number, or one that no rule has yet.
    private static func free(_ number: Int, _ ids: inout Set<String>) -> String {
        var number = number
        while !ids.insert(String(number)).inserted { number += 1 }
        return String(number)
    }

    private func setting(_ name: String, _ column: Int) -> String? {
        settings[name].map { $0[column].trimmed }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func row(of name: String) -> Int { rows.firstIndex { $0[0].trimmed == name } ?? 0 }

    private func type(_ column: Int) throws(DecisionRefusal) -> FEELType {
        guard let name = setting("type", column) else { return .any }
        guard let type = vocabulary.type(named: name) else {
            throw refusal(row(of: "type"), column, FEELFault(.unknownType, at: 0, name))
        }
        return type
    }

    private func values(_ column: Int) throws(DecisionRefusal) -> FEELTests? {
        guard setting("values", column) != nil else { return nil }
        return try tests(row(of: "values"), column)
    }

    private func otherwise(_ column: Int) throws(DecisionRefusal) -> FEELExpression? {
        guard setting("default", column) != nil else { return nil }
        return try expression(row(of: "default"), column)
    }

    private func entry(_ row: Int, _ column: Int) throws(DecisionRefusal) -> FEELExpression {
        let text = rows[row][column].trimmed
        return ["", "-"].contains(text)
            ? FEELExpression(text: text, term: .literal(.null)) : try expression(row, column)
    }

    private func refusal(_ row: Int, _ column: Int, _ fault: FEELFault) -> DecisionRefusal {
        .badCell(row: numbers[row], column: column + 1, fault: fault)
    }

    private func expression(_ row: Int, _ column: Int) throws(DecisionRefusal) -> FEELExpression {
        do { return try FEELExpression(rows[row][column].trimmed, vocabulary) } catch {
            throw refusal(row, column, error)
        }
    }

    private func tests(_ row: Int, _ column: Int) throws(DecisionRefusal) -> FEELTests {
        do { return try FEELTests(rows[row][column].trimmed, vocabulary) } catch {
            throw refusal(row, column, error)
        }
    }
}

/// Texts of a spreadsheet that are no formulas and no headings.
private enum SheetText {
    static let settings: Set<String> = ["type", "values", "default"]

    /// The text with an apostrophe in front where it could be taken for something else.
    static func guarded(_ text: String, isID: Bool = false) -> String {
        let isRisky = text.first.map { "=+-@'\t".contains($0) } ?? false
        return isRisky || (isID && settings.contains(text.trimmed)) ? "'" + text : text
    }

    /// The text without that apostrophe.
    static func plain(_ text: String) -> String { text.hasPrefix("'") ? String(text.dropFirst()) : text }
}
