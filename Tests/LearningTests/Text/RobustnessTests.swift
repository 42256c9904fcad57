import Testing

@testable import Learning

@Suite struct RobustnessTests {
    /// Texts of scalars from all over Unicode, unassigned ones and lone marks included.
    private func noise(_ count: Int, seed: UInt64) -> [String] {
        var random = SeededRandom(seed: seed)
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x80...0x24F, 0x300...0x36F, 0x600...0x6FF, 0x900...0xDFF, 0x2000...0x206F, 0x4E00...0x4FFF,
            0xFE00...0xFFFF, 0x1F300...0x1FAFF, 0x2F800...0x2FA1F, 0xE0000...0xE01EF, 0x10FF00...0x10FFFF,
        ]
        return (0..<count).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                guard let range = ranges.randomElement(using: &random) else { continue }
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
            }
            return String(text)
        }
    }

    @Test("Whatever is written, an answer comes back: finite, explained, the same twice")
    func noiseIsAnswered() throws {
        let classifier = try Trained.both
        for text in noise(300, seed: 21) {
            let answer = classifier.classify(text)
            #expect((0...1).contains(answer.confidence))
            #expect(answer == classifier.classify(text))
            let explanation = try #require(classifier.explain(text, top: 1_000))
            #expect(explanation.evidence.allSatisfy { $0.weight.isFinite })
            #expect(abs(explanation.evidence.reduce(explanation.bias) { $0 + $1.weight } - answer.score) < 1e-3)
        }
    }

    @Test("Case, width and outer spaces change nothing in an answer")
    func invariances() throws {
        let classifier = try Trained.both
        for row in Corpus.english {
            let shouted = "  \(row.text.uppercased())\n"
            #expect(classifier.classify(row.text) == classifier.classify(shouted))
            let wide = String(
                String.UnicodeScalarView(
                    row.text.unicodeScalars.compactMap {
                        $0.value > 0x20 ? Unicode.Scalar($0.value + 0xFEE0) : Unicode.Scalar(0x3000)
                    }))
            #expect(classifier.classify(row.text) == classifier.classify(wide))
        }
    }

    @Test("Candidates are the same whether three or all are asked for")
    func ranking() throws {
        let classifier = try Trained.both
        for text in noise(50, seed: 5) + ["refund 退货", "invoice"] {
            let all = classifier.classify(text, candidates: 100).candidates
            for count in 1...classifier.labels.count {
                #expect(classifier.classify(text, candidates: count).candidates == Array(all.prefix(count)))
            }
        }
    }

    @Test("One classifier answers many tasks at once as it answers one")
    func concurrent() async throws {
        let classifier = try Trained.both
        let texts = Corpus.chinese.map(\.text) + Corpus.english.map(\.text)
        let alone = texts.map { classifier.classify($0) }
        let together = await withTaskGroup(of: (Int, Classification).self) { group in
            for (place, text) in texts.enumerated() { group.addTask { (place, classifier.classify(text)) } }
            return await group.reduce(into: [Int: Classification]()) { $0[$1.0] = $1.1 }
        }
        #expect(texts.indices.allSatisfy { together[$0] == alone[$0] })
    }

    /// Sentences whose words lean to their label but often come from another: nobody could be right every time.
    private func ambiguous(_ count: Int, seed: UInt64) -> [LabelledText] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { row in
            let label = row % 3
            let words = (0..<3).map { _ -> String in
                let leaning = Double.random(in: 0..<1, using: &random) < 0.5
                let topic = leaning ? label : Int.random(in: 0..<3, using: &random)
                return "topic\(topic)word\(Int.random(in: 0..<4, using: &random))"
            }
            return LabelledText(words.joined(separator: " "), label: "label\(label)")
        }
    }

    @Test("Where labels overlap, confidence admits it: on fresh texts it is within seven points of the truth")
    func honestConfidence() throws {
        var options = TextClassifier.Options()
        options.folds = 3
        let classifier = try TextClassifier.train(ambiguous(450, seed: 1), options: options)
        let evaluation = TextTrial.judge(classifier, ambiguous(900, seed: 2), clock: ContinuousClock())
        #expect(evaluation.accuracy > 0.6 && evaluation.accuracy < 0.9)
        #expect(evaluation.expectedCalibrationError < 0.07)
    }
}
