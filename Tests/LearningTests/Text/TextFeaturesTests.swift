import Foundation
import Testing

@testable import Learning

@Suite struct TextFeaturesTests {
    private func options(_ edit: (inout TextFeatures.Options) -> Void = { _ in }) -> TextFeatures.Options {
        var options = TextFeatures.Options()
        edit(&options)
        return options
    }

    @Test("Every vector has length 1 and ascending, distinct features")
    func unitLength() throws {
        let texts = ["我要退货", "how do I return this", "打开 sky 电话", "好好好"]
        let features = try TextFeatures(learning: texts, options: options())
        for text in texts {
            let vector = features.vector(text)
            #expect(abs(vector.values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            #expect(zip(vector.indices, vector.indices.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("A text of unknown characters keeps only its length")
    func unknown() throws {
        let features = try TextFeatures(learning: ["我要退货", "几点开门"], options: options())
        #expect(features.vector("魑魅魍魉").indices.count == 1)
        #expect(features.vector("").indices.isEmpty)
    }

    @Test("What the model does not know makes the known speak more softly")
    func strange() throws {
        let features = try TextFeatures(learning: ["我要退货", "几点开门", "where is it"], options: options())
        func square(_ text: String) -> Float { features.vector(text).values.reduce(0) { $0 + $1 * $1 } }
        #expect(abs(square("我要退货") - 1) < 1e-5)
        #expect(square("我要退货魑") < 1)
        #expect(square("我要退货魑魅魍魉") < square("我要退货魑"))
        #expect(square("魑魅魍魉") < 0.1)
    }

    @Test("In a Chinese text one number weighs little; in an English one all words do")
    func inside() throws {
        let texts = ["这件衣服尺寸偏大我想换成 170 的", "exchange this for a larger size"]
        let features = try TextFeatures(learning: texts, options: options())
        let shares = texts.map { text in
            let vector = features.vector(text)
            return zip(vector.indices, vector.values).reduce(Float(0)) { sum, feature in
                let isInside = features.families[Int(feature.0)] == NGram.Family.character.rawValue
                return isInside ? sum + feature.1 * feature.1 : sum
            }
        }
        #expect(shares[0] < 0.1)
        #expect(shares[1] > 0.4)
    }

    @Test("Rarer n-grams weigh more: the smoothed inverse document frequency to the chosen power")
    func rarity() throws {
        let texts = ["货 甲", "货 乙", "货 丙"]
        let plain = try TextFeatures(learning: texts, options: options { $0.rarityPower = 1 })
        #expect(plain.rarities.max() == Float(log(4.0 / 2.0) + 1))
        #expect(plain.rarities.min() == 0.7)  // "^货", a pair in every text
        let even = try TextFeatures(learning: texts, options: options { $0.rarityPower = 0 })
        #expect(even.rarities.allSatisfy { [0.7, 1].contains($0) })
    }

    @Test("A repeated n-gram counts by the logarithm of its repeats")
    func sublinear() throws {
        let features = try TextFeatures(
            learning: ["甲乙", "丙"],
            options: options {
                $0.rarityPower = 0
                $0.unitsMax = 1
                $0.charactersMax = 0
            })
        let values = features.vector("甲甲甲乙").values.sorted()
        let ratio = try #require(values.last) / values[values.count - 2]
        #expect(abs(ratio - (1 + log(Float(3)))) < 1e-5)
    }

    @Test("N-grams in too few texts are left out")
    func pruned() throws {
        let features = try TextFeatures(
            learning: ["退货", "退款", "退票"],
            options: options {
                $0.textsMin = 2
                $0.unitsMax = 1
            })
        #expect(features.vocabulary.count == 2)  // "退" and the length all three share
    }

    @Test("The vocabulary finds every hash and no other")
    func vocabulary() {
        var random = SeededRandom(seed: 3)
        let hashes = (0..<5_000).map { _ in random.next() } + [0, .max]
        let vocabulary = Vocabulary(hashes)
        #expect(hashes.indices.allSatisfy { vocabulary.number(of: hashes[$0]) == Int32($0) })
        #expect((0..<5_000).allSatisfy { _ in vocabulary.number(of: random.next()) == nil })
        #expect(Vocabulary([]).number(of: 7) == nil)
    }

    @Test(
        "Options outside their range are refused by name",
        arguments: [
            ("unitsMax", { @Sendable (options: inout TextFeatures.Options) in options.unitsMax = 6 }),
            ("charactersMin", { @Sendable (options: inout TextFeatures.Options) in options.charactersMin = 0 }),
            ("charactersMax", { @Sendable (options: inout TextFeatures.Options) in options.charactersMax = 9 }),
            ("textsMin", { @Sendable (options: inout TextFeatures.Options) in options.textsMin = 0 }),
            ("rarityPower", { @Sendable (options: inout TextFeatures.Options) in options.rarityPower = .nan }),
        ])
    func badOptions(name: String, edit: @Sendable (inout TextFeatures.Options) -> Void) {
        let failure = #expect(throws: LearningFailure.self) {
            try TextFeatures(learning: ["甲", "乙"], options: options(edit))
        }
        #expect(failure?.description.contains(name) == true)
    }
}
