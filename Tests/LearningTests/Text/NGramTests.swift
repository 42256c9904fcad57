import Testing

@testable import Learning

@Suite struct NGramTests {
    private func grams(_ text: String, units: Int = 2, characters: ClosedRange<Int>? = nil) -> [(String, NGram.Family)]
    {
        var options = TextFeatures.Options()
        options.unitsMax = units
        options.charactersMin = characters?.lowerBound ?? 1
        options.charactersMax = characters?.upperBound ?? 0
        let read = TextUnits(text)
        var grams: [(String, NGram.Family)] = []
        read.forEachNGram(options) { grams.append((read.shown($0), $0.family)) }
        return grams
    }

    @Test("Chinese: characters and their pairs, with the text's two ends")
    func chinese() {
        let pairs = grams("要退货").filter { $0.1 != .length }
        #expect(pairs.map(\.0) == ["^要", "要", "要退", "退", "退货", "货", "货$"])
    }

    @Test("English: words, word pairs and triples")
    func english() {
        let triples = grams("how much?", units: 3).filter { $0.1 == .longer }.map(\.0)
        #expect(triples == ["^how much", "how much ?", "much ?$"])
        #expect(grams("how much").filter { $0.1 == .pair }.map(\.0) == ["^how", "how much", "much$"])
    }

    @Test("Runs of up to five units, as far as the text goes")
    func runs() {
        let runs = grams("不会再来", units: 5).filter { $0.1 == .longer }.map(\.0)
        #expect(runs == ["^不会", "^不会再", "^不会再来", "不会再", "不会再来", "不会再来$", "会再来", "会再来$", "再来$"])
        var options = TextFeatures.Options()
        options.unitsMax = 6
        #expect(throws: LearningFailure.self) { try TextFeatures(learning: ["不会再来"], options: options) }
    }

    @Test("Characters inside words see the spaces around the word and never cross them")
    func characters() {
        let inside = grams("go 去 no", characters: 2...3).filter { $0.1 == .character }.map(\.0)
        #expect(inside == ["_g", "_go", "go", "go_", "o_", "_n", "_no", "no", "no_", "o_"])
    }

    @Test("A text of no units has no n-grams, not even a length")
    func nothing() {
        #expect(grams("  ").isEmpty)
        #expect(grams("退").last?.0 == "0–2 units")
        #expect(grams(String(repeating: "退", count: 90)).last?.0 == "≥24 units")
    }

    @Test("Different n-grams of different families have different hashes")
    func distinctHashes() {
        var options = TextFeatures.Options()
        options.unitsMax = 5
        options.charactersMin = 1
        options.charactersMax = 5
        var names: [UInt64: Set<String>] = [:]
        for text in ["我要退货 12 34", "a b ab ba aa", "how much is the fish", "货退要我", "1 2 3 12 123"] {
            let read = TextUnits(text)
            read.forEachNGram(options) { gram in
                names[gram.hash, default: []].insert("\(gram.family) \(read.shown(gram))")
            }
        }
        #expect(names.count > 150)
        #expect(names.values.allSatisfy { $0.count == 1 })
    }
}
