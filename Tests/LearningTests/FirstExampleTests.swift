// Imported as any user imports it: what the README shows must need nothing internal.
import Foundation
import Learning
import Testing

@Suite("The README's first example") struct FirstExampleTests {
    @Test("A classifier learns, answers, explains and is written and read as it says")
    func classifier() throws {
        let lines = Corpus.chinese.map { "\($0.label)\t\($0.text)" }.joined(separator: "\n")
        let rows = try LabelledText.rows(tsv: Data(lines.utf8))
        let classifier = try TextClassifier.train(rows, outOfScope: ["今天天气怎么样", "tell me a joke"])

        let answer = classifier.classify("你好，这件衣服能退货不")
        #expect(answer.label == "退货" && (0...1).contains(answer.confidence))
        #expect(classifier.classify("今天天气怎么样").isOutOfScope)
        #expect(classifier.explain("你好，这件衣服能退货不")?.evidence.first != nil)

        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).model")
        defer { try? FileManager.default.removeItem(at: file) }
        try classifier.write(to: file)
        #expect(try TextClassifier(contentsOf: file).classify("你好，这件衣服能退货不") == answer)
    }

    @Test("One harsh word does not escalate, a second does")
    func escalation() {
        var mood = EmotionHysteresis()
        #expect(mood.receive(.turn(negative: 0.95, at: 0)) == nil)
        #expect(mood.receive(.turn(negative: 0.8, at: 20)) == .escalate(.sustained))
    }
}
