import Foundation

/// How the columns of a table become numbers, settled on the rows that are learned from.
///
/// A column of numbers stays one; one of words becomes a 0 or 1 for each word that is common enough. What was not seen
/// in training is none of them. Columns with one value only, or with another in nearly every row (names, numbers of
/// customers), say nothing and are left out.
public struct FeatureEncoding: Sendable, Equatable {
    /// What one column turns into.
    enum Column: Sendable, Equatable {
        case number(median: Double)
        case words([String])
        case leftOut
    }

    /// A word in fewer rows than this is no feature of its own.
    static let rowsOfWordMin = 10
    static let wordsMax = 50

    let names: [String]
    let columns: [Column]
    /// Names of the features, in order: `age`, `job=student`, `age is missing`.
    public let features: [String]

    init(_ table: ScoreTable) {
        let columns = table.columns.indices.map { at in Self.column(table.rows.map { $0[at] }) }
        self.init(names: table.columns, columns: columns)
    }

    init(names: [String], columns: [Column]) {
        self.names = names
        self.columns = columns
        features = zip(names, columns).flatMap { name, column -> [String] in
            switch column {
            case .number: [name, "\(name) is missing"]
            case .words(let words): words.map { "\(name)=\($0)" }
            case .leftOut: []
            }
        }
    }

    /// The numbers of one row; one for each feature.
    func encode(_ row: [String]) -> [Float] {
        zip(columns, row).flatMap { column, text -> [Float] in
            switch column {
            case .number(let median):
                if let number = Self.number(text) { [Float(number), 0] } else { [Float(median), 1] }
            case .words(let words): words.map { $0 == text ? 1 : 0 }
            case .leftOut: []
            }
        }
    }

    private static func number(_ text: String) -> Double? {
        guard let number = Double(text.trimmingCharacters(in: .whitespaces)), number.isFinite else { return nil }
        return min(1e12, max(-1e12, number))
    }

    private static func column(_ texts: [String]) -> Column {
        let given = texts.filter { !$0.allSatisfy(\.isWhitespace) }
        let numbers = given.compactMap(number)
        let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
        if !given.isEmpty, Double(numbers.count) >= 0.95 * Double(given.count), Set(numbers).count > 2 {
            return .number(median: numbers.sorted()[numbers.count / 2])
        }
        // Another word in every row names the row.
        if counts.count > 50, Double(counts.count) > 0.5 * Double(texts.count) { return .leftOut }
        let words = counts.filter { $0.value >= min(rowsOfWordMin, max(1, texts.count / 20)) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(wordsMax).map(\.key).sorted()
        return counts.count < 2 ? .leftOut : .words(words)
    }
}
