import Foundation
import Testing

@testable import Learning

@Suite("Emotion from the figures of a voice")
struct VoiceEmotionTests {
    /// Speakers who differ more from each other than their moods do.
    private func voices(seed: UInt64, speakers: Int = 4, each: Int = 8) -> [VoiceExample] {
        var random = SeededRandom(seed: seed)
        func unit() -> Double { Double(random.next() >> 11) / Double(1 << 53) * 2 - 1 }
        let moods = ["calm": [0.0, 0, 0], "angry": [2, 1, 0], "sad": [-1, -2, 1]]
        return (0..<speakers).flatMap { speaker in
            let own = (0..<6).map { _ in unit() * 10 }
            return moods.keys.sorted().flatMap { mood in
                (0..<each).map { _ in
                    let shift = (moods[mood] ?? []) + [0, 0, 0]
                    let figures = own.indices.map { own[$0] + shift[$0] + unit() * 0.7 }
                    return VoiceExample(label: mood, speaker: "s\(speaker)", figures: figures)
                }
            }
        }
    }

    @Test("Measured against itself a strange voice is understood; without its baseline much less")
    func baseline() throws {
        let trial = VoiceTrial(voices(seed: 5))
        let with = try trial.leavingSpeakersOut(usesBaseline: true, clock: ContinuousClock())
        let without = try trial.leavingSpeakersOut(usesBaseline: false, clock: ContinuousClock())
        #expect(with.accuracy > 0.9)
        #expect(without.accuracy < with.accuracy - 0.1)
        #expect(with.speakers == 4)
        #expect(with.rows == 96)
    }

    @Test("Probabilities sum to one, the likeliest first; an answer for figures of another length there is none")
    func probabilities() throws {
        let examples = voices(seed: 6)
        let model = try VoiceEmotionClassifier.train(examples)
        let answers = model.classify(examples[0].figures)
        #expect(abs(answers.map(\.probability).reduce(0, +) - 1) < 1e-9)
        #expect(zip(answers, answers.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        #expect(model.classify([1, 2]).isEmpty)
    }

    @Test("A baseline learned step by step is that of all its stretches, and ignores odd ones")
    func stepByStep() {
        var slow = VoiceBaseline(figures: 2)
        for row in [[1.0, 10], [3, 10], [5, 40]] { slow.hear(row) }
        slow.hear([1])
        #expect(slow.count == 3)
        let relative = slow.relative([3, 20])
        #expect(abs(relative[0]) < 1e-9)
        #expect(abs(relative[1]) < 1e-9)
        #expect(abs(slow.relative([3 + (8.0 / 3).squareRoot(), 20])[0] - 1) < 1e-5)
    }

    @Test("A model file gives the same answers; a damaged or foreign one is refused")
    func file() throws {
        let examples = voices(seed: 7, speakers: 2, each: 4)
        let model = try VoiceEmotionClassifier.train(examples)
        let file = model.encoded()
        #expect(try VoiceEmotionClassifier(decoding: file) == model)
        #expect(throws: LearningFailure.notAModel) { try VoiceEmotionClassifier(decoding: Data("hello, world".utf8)) }
        for cut in stride(from: 0, to: file.count, by: 97) {
            #expect(throws: LearningFailure.self) { try VoiceEmotionClassifier(decoding: file.prefix(cut)) }
        }
        for at in stride(from: 8, to: file.count, by: 61) {
            var bytes = file
            bytes[at] ^= 0x10
            #expect(throws: LearningFailure.self) { try VoiceEmotionClassifier(decoding: bytes) }
        }
    }

    @Test("Nothing to learn from is said")
    func nothing() {
        #expect(throws: LearningFailure.self) { try VoiceEmotionClassifier.train([]) }
        #expect(throws: LearningFailure.self) {
            try VoiceEmotionClassifier.train([
                VoiceExample(label: "a", speaker: nil, figures: [1]),
                VoiceExample(label: "b", speaker: nil, figures: [1, 2]),
            ])
        }
        #expect(throws: LearningFailure.self) {
            try VoiceTrial([VoiceExample(label: "a", speaker: nil, figures: [1])])
                .leavingSpeakersOut(usesBaseline: true, clock: ContinuousClock())
        }
    }
}

@Suite struct SymmetricSystemTests {
    @Test("Solves what was made to be solved, and refuses what has no single answer")
    func solve() throws {
        let matrix = [[4.0, 2, 0.6], [2, 5, 1], [0.6, 1, 3]]
        let system = try #require(SymmetricSystem(matrix))
        let expected = [1.0, -2, 3]
        let right = matrix.map { zip($0, expected).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(zip(system.solve(right), expected).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(SymmetricSystem([[1, 2], [2, 1]]) == nil)
        let inverse = system.inverseDiagonal
        // By the cofactors of the matrix.
        let determinant = 44.6
        #expect(abs(inverse[0] - 14 / determinant) < 1e-12)
    }
}
