import Testing

@testable import Learning

@Suite struct ExplanationTests {
    @Test("All evidence and the bias add up to the score the decision was made by")
    func addsUp() throws {
        let classifier = try Trained.both
        for text in ["我要退货，退货！", "where is my invoice", "魑魅魍魉"] {
            let explanation = try #require(classifier.explain(text, top: 10_000))
            let sum = explanation.evidence.reduce(explanation.bias) { $0 + $1.weight }
            #expect(abs(sum - explanation.score) < 1e-4)
            #expect(explanation.score == classifier.classify(text).score)
            #expect(explanation.label == classifier.classify(text).label)
        }
    }

    @Test("The word that decides is named first, and so is what speaks against another label")
    func telling() throws {
        let first = try #require(try Trained.both.explain("the invoice is missing", top: 1)?.evidence.first)
        #expect("invoice".contains(first.ngram) || first.ngram == "invoice" || first.ngram.contains("invoice"))
        #expect(first.weight > 0)
        let against = try #require(try Trained.both.explain("the invoice is missing", label: "refund", top: 500))
        #expect(try #require(against.evidence.first { $0.ngram == "invoice" }).weight < 0)
    }

    @Test("Evidence is sorted by strength, named once each, and as long as asked for")
    func sorted() throws {
        let evidence = try #require(try Trained.both.explain("退货退货 refund", top: 100)).evidence
        #expect(zip(evidence, evidence.dropFirst()).allSatisfy { abs($0.weight) >= abs($1.weight) })
        #expect(evidence.allSatisfy { !$0.ngram.isEmpty })
        #expect(evidence.count { $0.ngram == "退货" } == 1)
        #expect(try Trained.both.explain("退货", top: 3)?.evidence.count == 3)
        #expect(try Trained.both.explain("退货", top: -1)?.evidence.isEmpty == true)
    }

    @Test("A label the model does not know has no explanation")
    func unknownLabel() throws {
        #expect(try Trained.both.explain("退货", label: "天气") == nil)
    }
}
