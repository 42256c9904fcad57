import Foundation
import Testing

@testable import Learning

@Suite struct TypingBaselineTests {
    @Test("Pace is measured against the customer's own, and one message does not make a baseline")
    func pace() throws {
        var baseline = TypingBaseline()
        #expect(abs(try #require(baseline.pace(0.28))) < 1e-6, "nothing known: as anybody")
        baseline.hear(0.1)
        let soon = try #require(baseline.pace(0.1))
        for _ in 0..<200 { baseline.hear(0.1) }
        for odd in [0, -1, .nan, .infinity] { baseline.hear(odd) }
        #expect(baseline.count == 201)
        let later = try #require(baseline.pace(0.1))
        #expect(soon < later && abs(later) < 0.05)
        #expect(try #require(baseline.pace(0.05)) < -0.6)
        #expect(baseline.pace(0) == nil && baseline.pace(.nan) == nil)
    }
}

@Suite("Planted conversations and written dialogues")
struct DialogueTrialTests {
    @Test("Planted conversations follow from their seed, and escalate where they say")
    func planted() {
        func cases(_ seed: UInt64) -> [PlantedConversations.Case] {
            var source = PlantedConversations(seed: seed)
            return source.cases()
        }
        let some = cases(3)
        #expect(some == cases(3) && some != cases(4))
        for one in some {
            let negative = one.example.moods.map { $0 == "negative" }
            if let window = one.window {
                #expect(negative[window].allSatisfy(\.self) && window.count == 4)
                #expect(!negative[..<window.lowerBound].contains(true))
            } else {
                #expect(negative.count { $0 } <= 1)
            }
        }
        #expect(some.contains { $0.example.turns.allSatisfy { $0.voice == nil } })
        #expect(some.contains { $0.example.turns.contains { $0.text == nil } })
    }

    @Test("Lines of dialogues are read, and a bad one is named")
    func lines() throws {
        let good = #"{"id":1,"kind":"calm","language":"en","turns":[{"mood":"neutral","text":"hi"}]}"#
        let read = try LabelledDialogue.all(jsonLines: Data((good + "\n\n" + good + "\n").utf8))
        #expect(read.count == 2 && read[0].escalateBy == nil && read[0].window == nil)
        #expect(try LabelledDialogue.all(jsonLines: Data((good + "\r\n\r\n" + good + "\r\n").utf8)) == read)
        for bad in [
            "{", "[]", #"{"id":1}"#, #"{"id":1,"kind":"calm","language":"en","turns":[]}"#,
            good.replacingOccurrences(of: "\"kind\"", with: "\"escalateBy\":2,\"kind\""),
        ] {
            #expect(
                performing: { try LabelledDialogue.all(jsonLines: Data((good + "\n" + bad).utf8)) },
                throws: { error in
                    guard case .badRow(line: 2, _)? = error as? LearningFailure else { return false }
                    return true
                })
        }
        #expect(try LabelledDialogue.all(jsonLines: Data()).isEmpty)
    }

    @Test("A method without memory answers each turn as if it were the first; the pooled one means over them")
    func methods() throws {
        let examples = MadeUpConversations.examples(30, seed: 1)
        let turns = examples[0].turns
        let model = try DialogueMethod.lastTurn.model(examples, MadeUpConversations.options())
        let alone = try DialogueMethod.lastTurn.probabilities(turns, by: model)
        #expect(try DialogueMethod.lastTurn.probabilities([turns[2]], by: model)[0] == alone[2])
        let pooled = try DialogueMethod.pooled.probabilities(turns, by: model)
        for label in model.labels.indices {
            let mean = alone.prefix(3).reduce(0) { $0 + $1[label] } / 3
            #expect(abs(pooled[2][label] - mean) < 1e-12)
        }
        let lessons = DialogueMethod.textAlone.lessons(examples)
        #expect(lessons.allSatisfy { $0.turns.count == 1 && $0.turns[0].voice == nil && $0.turns[0].typing == nil })
    }

    @Test("Figures are counted as they are defined")
    func figures() throws {
        let policy = EmotionHysteresis.Policy.standard
        func judged(_ moods: [String], _ negative: [Double], window: ClosedRange<Int>?) -> JudgedDialogue {
            JudgedDialogue(
                kind: window == nil ? "calm" : "escalation", moods: moods, window: window,
                labels: ["negative", "neutral"], answers: negative.map { [$0, 1 - $0] })
        }
        let angry = judged(["neutral", "negative", "negative"], [0.1, 0.8, 0.9], window: 1...2)
        let calm = judged(["neutral", "negative"], [0.7, 0.2], window: nil)
        let figures = DialogueFigures([angry, calm], policy)
        #expect(figures.accuracy == 0.6)
        #expect(abs(figures.negativeRecall - 2 / 3) < 1e-12 && abs(figures.negativePrecision - 2 / 3) < 1e-12)
        #expect(figures.escalationsFound == 1 && figures.escalationsWanted == 1 && figures.falseEscalations == 0)
        #expect(figures.calmTurns == 3 && figures.meanTurnsWaited == 1)
        #expect(figures.kinds["calm"]?.right == 0 && figures.kinds["escalation"]?.escalated == 1)
        let comparison = DialogueComparison(
            synthetic: true, [.fusion: [angry], .textAlone: [angry]], policies: [.fusion: policy])
        #expect(comparison.onlyFusionRight == ["textAlone": 0] && comparison.turns == 3)
    }

    @Test("A whole small trial: the same seed gives the same figures; odd numbers teach, even ones are asked")
    func trial() throws {
        let dialogues = (1...20).map { id in
            let isAngry = id % 4 < 2
            let moods = isAngry ? ["neutral", "negative", "negative"] : ["neutral", "neutral", "positive"]
            let texts = isAngry ? ["hello", "this is bad", "bad, very bad"] : ["hello", "my number is 5", "thank you"]
            return LabelledDialogue(
                id: id, kind: isAngry ? "escalation" : "calm", language: "en",
                turns: zip(moods, texts).map { .init(mood: $0, text: $1) }, escalateBy: isAngry ? 3 : nil)
        }
        var trial = DialogueTrial(dialogues: dialogues, seed: 5)
        trial.world.conversations = 20
        trial.options = MadeUpConversations.options(epochs: 5)
        let report = try trial.run(clock: ContinuousClock())
        let test = try #require(report.test)
        #expect(test.conversations == 10 && test.turns == 30)
        #expect(report.development?.conversations == 10)
        #expect(test.methods.count == 5 && !test.synthetic && report.planted.synthetic)
        let again = try trial.run(clock: ContinuousClock())
        #expect(again.test?.methods["fusion"]?.accuracy == test.methods["fusion"]?.accuracy)
        trial.seed = 2
        #expect(throws: LearningFailure.self) { try trial.run(clock: ContinuousClock()) }
    }

    @Test("The demo's dialogues hold what their page says")
    func demo() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Demo/emotion/dialogues.jsonl").standardizedFileURL
        let dialogues = try LabelledDialogue.all(jsonLines: Data(contentsOf: file))
        #expect(dialogues.map(\.id) == Array(1...dialogues.count))
        #expect(Set(dialogues.flatMap(\.turns).map(\.mood)) == ["negative", "neutral", "positive", "worried"])
        for (kind, those) in Dictionary(grouping: dialogues, by: \.kind) {
            #expect(those.count { $0.id % 2 == 0 } * 2 == those.count, "\(kind) is not halved")
        }
        for one in dialogues {
            let negative = one.turns.map { $0.mood == "negative" }
            if let window = one.window {
                #expect(window.count == 3 && negative[window].allSatisfy(\.self), "dialogue \(one.id)")
            } else {
                #expect(negative.count { $0 } <= 1, "dialogue \(one.id)")
            }
        }
    }
}
