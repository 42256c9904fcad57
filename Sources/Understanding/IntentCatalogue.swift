import Journey

/// The intents a company tells apart, each with its names and the kind of answer it needs.
public struct IntentCatalogue: Sendable, Equatable {
    /// In the order of the file.
    public let intents: [Intent]
    private let byLabel: [String: Intent]

    public init(_ intents: [Intent]) throws(UnderstandingRefusal) {
        var byLabel: [String: Intent] = [:]
        for (index, intent) in intents.enumerated() where byLabel.updateValue(intent, forKey: intent.label) != nil {
            throw .badCatalogue(line: index + 1, why: "the label “\(intent.label)” comes twice")
        }
        guard !intents.isEmpty else { throw .badCatalogue(line: 0, why: "no intents") }
        self.intents = intents
        self.byLabel = byLabel
    }

    /// Reads lines of label, Chinese name, English name and kind, separated by tabs; blank lines are skipped.
    public init(tsv: String) throws(UnderstandingRefusal) {
        var intents: [Intent] = []
        for (index, line) in tsv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4, !fields[0].isEmpty else {
                throw .badCatalogue(line: index + 1, why: "needs label, Chinese name, English name and kind")
            }
            guard let kind = IntentKind(rawValue: fields[3]) else {
                throw .badCatalogue(line: index + 1, why: "unknown kind “\(fields[3])”")
            }
            intents.append(Intent(label: fields[0], name: Phrase(zh: fields[1], en: fields[2]), kind: kind))
        }
        try self.init(intents)
    }

    public subscript(label: String) -> Intent? { byLabel[label] }

    /// The intent that stands for "a person, please"; nil when the company has none.
    public var handover: Intent? { intents.first { $0.kind == .handover } }
}
