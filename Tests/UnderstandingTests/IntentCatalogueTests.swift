import Foundation
import Journey
import Testing

@testable import Understanding

@Suite struct IntentCatalogueTests {
    @Test("The demo company's list is read whole")
    func demo() throws {
        let file = EntityDevelopmentSetTests.demo.appending(path: "intents/intents.tsv")
        let catalogue = try IntentCatalogue(tsv: String(contentsOf: file, encoding: .utf8))
        #expect(catalogue.intents.count == 19)
        #expect(catalogue["claim"]?.name == Phrase(zh: "理赔", en: "Make or follow a claim"))
        #expect(catalogue.handover?.label == "human_agent")
        #expect(Set(catalogue.intents.map(\.kind)) == Set(IntentKind.allCases))
    }

    @Test(
        "A wrong line is named",
        arguments: [("a\tb\tc\tsimple\nx", 2), ("a\tb\tc\tpolite", 1), ("a\t1\t2\tsimple\na\t1\t2\tsales", 2), ("", 0)])
    func wrong(tsv: String, line: Int) {
        #expect {
            try IntentCatalogue(tsv: tsv)
        } throws: { error in
            guard case .badCatalogue(line, _)? = error as? UnderstandingRefusal else { return false }
            return true
        }
    }
}
