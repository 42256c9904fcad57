import Testing

@testable import Understanding

@Suite struct ReadableCausesTests {
    private func causes(
        _ evidence: [(piece: String, weight: Double)], in text: String, limit: Int = 6
    ) -> [Interpretation.Cause] {
        ReadableCauses.of(evidence, in: text, limit: limit)
    }

    @Test("A piece within a longer one counts for it, once")
    func merged() {
        let found = causes([("好", 1.0), ("你好", 0.5), ("你", 0.25), ("^你", 0.125)], in: "你好呀")
        #expect(found == [.init(term: "你好", weight: 1.875)])
    }

    @Test("Fragments of a Latin word count for the word, as the customer wrote it")
    func wholeWords() {
        let found = causes([("_inv", 0.5), ("oice_", 0.25), ("an", 0.25)], in: "send me an Invoice")
        #expect(found == [.init(term: "Invoice", weight: 0.75), .init(term: "an", weight: 0.25)])
    }

    @Test("Evidence against, marks, punctuation and what does not stand in the text are left out")
    func leftOut() {
        let found = causes(
            [("退货", -1.0), ("^", 1.0), ("15–17 units", 1.0), ("， 想", 0.5), ("险", 0.0)], in: "预算三千，想退货，保险")
        #expect(found == [.init(term: "想", weight: 0.5)])
    }

    @Test("The loudest come first, at most the limit, and ties are settled alike every time")
    func order() {
        let evidence = [("甲", 0.5), ("乙", 0.5), ("丙", 1.0), ("丁", 0.25)].map { (piece: $0.0, weight: $0.1) }
        let found = causes(evidence, in: "甲，乙，丙，丁", limit: 3)
        #expect(found.map(\.term) == ["丙"] + ["甲", "乙"].sorted())
        #expect(found == causes(evidence.reversed(), in: "甲，乙，丙，丁", limit: 3))
        #expect(causes(evidence, in: "", limit: 3).isEmpty)
    }
}
