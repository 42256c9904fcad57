import Foundation
import Testing

@testable import Understanding

/// The sentences with which the rules were written: a development set, so the share says that nothing was lost
/// since, not how well the rules do on a stranger's sentences.
@Suite struct EntityDevelopmentSetTests {
    static let demo = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Demo").standardized

    static func rules() throws -> EntityRules {
        let words = try String(contentsOf: demo.appending(path: "products_lexicon.tsv"), encoding: .utf8)
        return EntityRules(lexicon: try ProductLexicon(tsv: words))
    }

    @Test("Every sentence of the development set gives exactly the particulars written beside it")
    func exactMatch() throws {
        let rules = try Self.rules()
        let text = try String(contentsOf: Self.demo.appending(path: "entities_test.tsv"), encoding: .utf8)
        var lines = 0
        var wrong: [String] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
            let wanted = try JSONDecoder().decode([String: EntityValue].self, from: Data(fields[1].utf8))
            let found = Dictionary(rules.find(in: fields[0]).map { ($0.kind.rawValue, $0.value) }) { first, _ in first }
            lines += 1
            if found != wanted { wrong.append("\(fields[0]) → \(found)") }
        }
        print("entities, development set: \(lines - wrong.count) of \(lines) sentences exact")
        #expect(lines >= 120)
        #expect(wrong == [])
    }
}
