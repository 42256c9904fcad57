import Foundation
import Testing

@testable import Learning

/// Conversations small enough for a test.
enum MadeUpConversations {
    static func examples(_ count: Int, seed: UInt64) -> [DialogueExample] {
        var world = PlantedConversations.World()
        world.conversations = count
        var source = PlantedConversations(world, seed: seed)
        return source.cases().map(\.example)
    }

    static func options(epochs: Int = 2) -> DialogueEmotionClassifier.Options {
        var options = DialogueEmotionClassifier.Options()
        (options.hidden, options.epochs) = (8, epochs)
        return options
    }
}

@Suite("Moods over a conversation")
struct DialogueClassifierTests {
    private func trained(_ algebra: LinearAlgebra = .portable, epochs: Int = 2) throws -> DialogueEmotionClassifier {
        try .train(
            MadeUpConversations.examples(40, seed: 1), options: MadeUpConversations.options(epochs: epochs),
            algebra: algebra)
    }

    @Test("Turn by turn gives what the whole conversation gives", arguments: algebras)
    func incremental(algebra: LinearAlgebra) throws {
        let model = try trained(algebra)
        for example in MadeUpConversations.examples(20, seed: 9) {
            let whole = try model.probabilities(example.turns, algebra: algebra)
            var state = DialogueState.start
            for (turn, expected) in zip(example.turns, whole) {
                let found = try model.advance(&state, by: turn, algebra: algebra)
                #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
                #expect(abs(found.reduce(0, +) - 1) < 1e-5)
            }
            #expect(state.turns == example.turns.count)
        }
    }

    @Test("A turn's answer does not depend on later turns")
    func causal() throws {
        let model = try trained()
        let turns = MadeUpConversations.examples(1, seed: 9)[0].turns
        let whole = try model.probabilities(turns, algebra: .portable)
        let cut = try model.probabilities(Array(turns.prefix(3)), algebra: .portable)
        for (one, other) in zip(cut, whole) { #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-6 }) }
    }

    @Test("A state that is kept as JSON goes on where it was, and does not grow")
    func kept() throws {
        let model = try trained()
        let turns = MadeUpConversations.examples(1, seed: 9)[0].turns
        var state = DialogueState.start
        _ = try model.advance(&state, by: turns[0])
        let sizes = [state.state.count, state.cell.count]
        var kept = try JSONDecoder().decode(DialogueState.self, from: JSONEncoder().encode(state))
        #expect(kept == state)
        for turn in turns.dropFirst() {
            #expect(try model.advance(&kept, by: turn) == model.advance(&state, by: turn))
        }
        #expect([state.state.count, state.cell.count] == sizes)
    }

    @Test("What is not known is not zero: a turn without text is another than one with a text of zeros")
    func masks() throws {
        let encoding = try TurnEncoding(learning: [
            DialogueTurn(text: [0, 1]), DialogueTurn(text: [1, 0], typing: TypingFigures(pauses: 3)),
            DialogueTurn(voice: [2]), DialogueTurn(voice: [4]),
        ])
        #expect(encoding.width == 2 + 1 + 5 + 2 + 5)
        let none = encoding.row(DialogueTurn())
        #expect(none.allSatisfy { $0 == 0 })
        let mean = encoding.row(DialogueTurn(text: [0.5, 0.5]))
        #expect(mean.dropLast(7).allSatisfy { abs($0) < 1e-6 })
        #expect(Array(mean.suffix(7)) == [1, 0, 0, 0, 0, 0, 0])
        #expect(encoding.row(DialogueTurn(voice: [4]))[2] == 1)
        #expect(Array(encoding.row(DialogueTurn(typing: TypingFigures(wait: 5))).suffix(5)) == [0, 0, 0, 0, 1])
        let far = encoding.row(DialogueTurn(text: [1e30, -1e30]))
        #expect(far[0] == 6 && far[1] == -6, "nothing is further than six spreads")
        #expect(encoding.fault(of: DialogueTurn(text: [1])) != nil)
        #expect(encoding.fault(of: DialogueTurn(voice: [.nan])) != nil)
        #expect(encoding.fault(of: DialogueTurn(typing: TypingFigures(length: .infinity))) != nil)
    }

    @Test("It learns what turns before tell: a word that means the opposite after bad news")
    func context() throws {
        // "fine" is positive after a pleased turn, negative after an angry one.
        let (angry, pleased, fine): ([Float], [Float], [Float]) = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
        let examples = (0..<60).map { place in
            let isAngry = place % 2 == 0
            let moods = isAngry ? ["negative", "negative"] : ["positive", "positive"]
            let turns = [isAngry ? angry : pleased, fine].map { DialogueTurn(text: $0) }
            return DialogueExample(turns, moods: moods)
        }
        var options = MadeUpConversations.options(epochs: 60)
        options.modalityDropout = 0
        let model = try DialogueEmotionClassifier.train(examples, options: options, algebra: .portable)
        for example in examples.prefix(2) {
            let last = try #require(try model.probabilities(example.turns).last)
            let truth = try #require(model.labels.firstIndex(of: example.moods[1] ?? ""))
            #expect(last[truth] > 0.9)
            var state = DialogueState.start
            _ = try model.advance(&state, by: example.turns[0])
            let explanation = try model.explain(&state, by: example.turns[1])
            #expect(explanation.label == example.moods[1])
            #expect(explanation.before > 1, "the turn before made the answer")
            #expect(explanation.modalities.keys.sorted { $0.rawValue < $1.rawValue } == [.text])
        }
    }

    @Test("Voice and typing help where words are disguised")
    func fusion() throws {
        let examples = MadeUpConversations.examples(300, seed: 1)
        let asked = MadeUpConversations.examples(200, seed: 7)
        func right(_ method: DialogueMethod) throws -> Int {
            let model = try method.model(examples, MadeUpConversations.options(epochs: 20))
            return try asked.reduce(0) { sum, one in
                let answers = try method.probabilities(one.turns, by: model)
                let best = answers.map { shares in model.labels[shares.firstIndex(of: shares.max() ?? 0) ?? 0] }
                return sum + zip(best, one.moods).count { $0 == $1 }
            }
        }
        let fused = try right(.fusion)
        #expect(try right(.textAlone) < fused)
        #expect(try right(.pooled) < fused)
    }

    @Test("The same seed gives the same model, another seed another")
    func seeds() throws {
        let model = try trained()
        #expect(try trained() == model)
        var options = MadeUpConversations.options()
        options.seed = 2
        let other = try DialogueEmotionClassifier.train(
            MadeUpConversations.examples(40, seed: 1), options: options, algebra: .portable)
        #expect(other != model)
    }

    @Test("What cannot be learned is said")
    func refusals() {
        let examples = MadeUpConversations.examples(10, seed: 1)
        func refused(
            _ examples: [DialogueExample], _ change: (inout DialogueEmotionClassifier.Options) -> Void = { _ in }
        ) {
            var options = MadeUpConversations.options()
            change(&options)
            #expect(throws: LearningFailure.self) {
                try DialogueEmotionClassifier.train(examples, options: options)
            }
        }
        refused([])
        refused(examples.map { DialogueExample($0.turns, moods: $0.moods.dropLast()) })
        refused(examples.map { DialogueExample($0.turns, moods: $0.turns.map { _ in "calm" }) })
        refused(examples + [DialogueExample([DialogueTurn(text: [1])], moods: [nil])])
        refused(examples + [DialogueExample([DialogueTurn(text: [.nan, 1, 1])], moods: [nil])])
        refused(examples) { $0.hidden = 12 }
        refused(examples) { $0.dropout = 1 }
        refused(examples) { $0.epochs = 0 }
        refused(examples) { $0.heldOutEvery = 1 }
    }

    @Test("Turns and states of another model are refused, and the state stays as it was")
    func foreign() throws {
        let model = try trained()
        var state = DialogueState.start
        #expect(throws: LearningFailure.self) { try model.advance(&state, by: DialogueTurn(text: [1])) }
        #expect(state == .start)
        #expect(throws: LearningFailure.self) { try model.probabilities([DialogueTurn(voice: [1])]) }
        var other = DialogueState(turns: 1, state: [1], cell: [1])
        #expect(throws: LearningFailure.self) { try model.advance(&other, by: DialogueTurn()) }
        let hidden = [Float](repeating: 0, count: 8)
        for turns in [-1, Int.max] {
            var odd = DialogueState(turns: turns, state: hidden, cell: hidden)
            #expect(throws: LearningFailure.self) { try model.advance(&odd, by: DialogueTurn()) }
        }
        var none = DialogueState(turns: 1, state: hidden.map { _ in .nan }, cell: hidden)
        #expect(throws: LearningFailure.self) { try model.advance(&none, by: DialogueTurn()) }
        #expect(try model.probabilities([]).isEmpty)
        let many = [DialogueTurn](repeating: DialogueTurn(), count: DialogueEmotionClassifier.Limits.turns + 1)
        #expect(throws: LearningFailure.self) { try model.probabilities(many) }
    }

    @Test("A model file gives the same model; a damaged or foreign one is refused")
    func file() throws {
        let model = try trained()
        let file = model.encoded()
        #expect(try DialogueEmotionClassifier(decoding: file) == model)
        #expect(file.prefix(8) == Data("MAGPIEDL".utf8))
        #expect(throws: LearningFailure.notAModel) {
            try DialogueEmotionClassifier(decoding: Data("hello, world".utf8))
        }
        for cut in stride(from: 0, to: file.count, by: 97) {
            #expect(throws: LearningFailure.self) { try DialogueEmotionClassifier(decoding: file.prefix(cut)) }
        }
        for at in stride(from: 0, to: file.count, by: 61) {
            var bytes = file
            bytes[at] ^= 0x10
            #expect(throws: LearningFailure.self) { try DialogueEmotionClassifier(decoding: bytes) }
        }
        for (labels, sizes) in [
            (["a", "b"], [UInt32.max, 0, 8]), (["a", "b"], [3, 4, 7]), (["a", "b"], [3, 4, 0]),
            (["a", "b"], [3, 4, 8]),
            (["a", "a"], [0, 0, 8]), (["a"], [0, 0, 8]),
        ] {
            var body = BinaryWriter()
            body.write(UInt32(labels.count))
            for label in labels { body.write(label) }
            for size in sizes { body.write(size) }
            body.write(Float(1))
            for _ in 0..<3 { body.write([Float]()) }
            let sealed = ModelFile.sealed(body, kind: "MAGPIEDL", format: 1)
            #expect(throws: LearningFailure.self) { try DialogueEmotionClassifier(decoding: sealed) }
        }
    }

    @Test("An explanation goes on as advancing does, and its parts are what leaving out changes")
    func explanation() throws {
        let model = try trained(epochs: 10)
        for example in MadeUpConversations.examples(10, seed: 9) {
            var (asked, explained) = (DialogueState.start, DialogueState.start)
            for (place, turn) in example.turns.enumerated() {
                let before = asked
                let shares = try model.advance(&asked, by: turn)
                let explanation = try model.explain(&explained, by: turn)
                #expect(explained == asked)
                #expect(explanation.probability == Double(try #require(shares.max())))
                if place == 0 { #expect(explanation.before == 0) }
                #expect((explanation.modalities[.voice] != nil) == (turn.voice != nil))
                guard let voice = explanation.modalities[.voice] else { continue }
                var other = before
                let without = try model.advance(&other, by: turn.leavingOut([.voice]))
                let label = try #require(model.labels.firstIndex(of: explanation.label))
                #expect((voice > 0) == (without[label] < shares[label]) || abs(voice) < 1e-4)
            }
        }
    }

    @Test("It stops when held-out conversations get worse, and is less sure where they contradict")
    func stops() throws {
        let examples = MadeUpConversations.examples(60, seed: 1)
        let turned = ["negative": "positive", "positive": "neutral", "neutral": "negative"]
        let contrary = examples.map { DialogueExample($0.turns, moods: $0.moods.map { $0.flatMap { turned[$0] } }) }
        func sureness(_ development: [DialogueExample]) throws -> Float {
            let model = try DialogueEmotionClassifier.train(
                examples, development: development, options: MadeUpConversations.options(epochs: 15),
                algebra: .portable)
            let shares = try examples.flatMap { try model.probabilities($0.turns) }
            return shares.reduce(0) { $0 + ($1.max() ?? 0) } / Float(shares.count)
        }
        #expect(try sureness(contrary) < sureness(examples) - 0.1)
    }

    @Test("Turns without a mood teach nothing, but are heard")
    func unlabelled() throws {
        let examples = MadeUpConversations.examples(40, seed: 1)
        let last = examples.map { one in
            DialogueExample(one.turns, moods: one.moods.indices.map { $0 == one.moods.count - 1 ? one.moods[$0] : nil })
        }
        let model = try DialogueEmotionClassifier.train(last, options: MadeUpConversations.options())
        #expect(model.labels.count > 1)
        #expect(try model.probabilities(examples[0].turns).count == examples[0].turns.count)
    }

    @Test("Classifiers of texts and voices answer in the order of their labels")
    func engines() throws {
        let rows = [("b", "hello there"), ("b", "hello"), ("a", "good bye"), ("a", "bye bye")]
        var options = TextClassifier.Options.emotion(effort: .quick)
        options.folds = 2
        let text = try TextClassifier.train(rows.map { LabelledText($0.1, label: $0.0) }, options: options)
        let shares = text.probabilities("hello")
        #expect(shares.count == 2 && abs(shares.reduce(0, +) - 1) < 1e-5)
        #expect(text.labels[shares[0] > shares[1] ? 0 : 1] == text.classify("hello").label)
        let voice = try VoiceEmotionClassifier.train([
            VoiceExample(label: "b", speaker: nil, figures: [1, 0]),
            VoiceExample(label: "a", speaker: nil, figures: [0, 1]),
        ])
        let heard = try #require(voice.probabilities([1, 0]))
        #expect(heard.count == 2 && heard[1] > heard[0], "a comes before b")
        #expect(voice.probabilities([1]) == nil)
    }
}
