import Testing

@testable import Learning

/// Rows as companies have them: few, lopsided, repeated, contradicting each other.
@Suite struct UnevenRowsTests {
    /// Requests of a topic word and words that any topic may have.
    private func requests(_ labels: Int, each: Int, seed: UInt64) -> [LabelledText] {
        var random = SeededRandom(seed: seed)
        return (0..<(labels * each)).map { row in
            let label = row % labels
            // One in five speaks of its topic in words of another.
            let topic = Int.random(in: 0..<5, using: &random) == 0 ? Int.random(in: 0..<labels, using: &random) : label
            let around = (0..<3).map { _ in "word\(Int.random(in: 0..<30, using: &random))" }
            return LabelledText(
                (around + ["topic\(topic)"]).shuffled(using: &random).joined(separator: " "), label: "l\(label)")
        }
    }

    @Test("Five rows a label: confidence stays within twenty points of the truth", arguments: [2, 12])
    func fewRows(labels: Int) throws {
        let classifier = try TextClassifier.train(requests(labels, each: 5, seed: 4))
        let evaluation = TextTrial.judge(classifier, requests(labels, each: 40, seed: 5), clock: ContinuousClock())
        #expect(evaluation.accuracy > 0.6)
        #expect(evaluation.expectedCalibrationError < 0.2)
        #expect(evaluation.flaggedShare < 0.5)
    }

    @Test("A label of one row beside labels of many is still known, and takes nothing from the others")
    func oneRow() throws {
        let rows = Corpus.chinese + [LabelledText("营业执照拿来看看", label: "执照")]
        let classifier = try TextClassifier.train(rows)
        #expect(classifier.classify("看看营业执照").label == "执照")
        #expect(Corpus.chinese.allSatisfy { classifier.classify($0.text).label == $0.label })
    }

    @Test("A sentence that two labels claim alike gets about half of each")
    func contradiction() throws {
        let torn = (0..<12).map { LabelledText("帮我处理一下", label: $0 % 2 == 0 ? "退货" : "物流") }
        let answer = try TextClassifier.train(Corpus.chinese + torn).classify("帮我处理一下", candidates: 3)
        #expect(Set(answer.candidates.prefix(2).map(\.label)) == ["退货", "物流"])
        #expect(answer.confidence < 0.7)
    }

    @Test("Rows repeated word for word change no answer to them")
    func repeated() throws {
        let classifier = try TextClassifier.train(Corpus.english + Corpus.english + Corpus.english)
        #expect(Corpus.english.allSatisfy { classifier.classify($0.text).label == $0.label })
    }

    @Test("More labels than are allowed, or more weights than memory should hold, are refused before any training")
    func tooMuch() {
        let labels = (0...TextClassifier.labelsMax).map { LabelledText("甲", label: "label \($0)") }
        #expect(throws: LearningFailure.tooLarge("10001 labels, at most 10000")) { try TextClassifier.train(labels) }
        let words = labels.dropLast().map { LabelledText("a\($0.label.dropFirst(6))z", label: $0.label) }
        let failure = #expect(throws: LearningFailure.self) { try TextClassifier.train(words) }
        #expect(failure?.description.contains("weights") == true)
    }
}
