import Foundation
import Testing

@testable import Learning

@Suite("A neural classifier of sequences")
struct SequenceClassifierTests {
    /// Two classes that only the order of tokens tells apart, and a third by a token of its own.
    private static let rows = SequenceClassifier.Rows(
        [[1, 2, 3], [4, 1, 2], [1, 2], [2, 1, 3], [4, 2, 1], [2, 1], [5, 3], [4, 5], [5]],
        classes: [0, 0, 0, 1, 1, 1, 2, 2, 2])

    private static func options(_ reader: SequenceClassifier.Reader, epochs: Int = 150) -> SequenceClassifier.Options {
        var options = SequenceClassifier.Options()
        (options.reader, options.epochs) = (reader, epochs)
        (options.features, options.hidden, options.batch) = (16, 16, 9)
        (options.dropout, options.forgotten, options.rate) = (0, 0, 0.01)
        return options
    }

    private static func trained(
        _ reader: SequenceClassifier.Reader, epochs: Int = 150, seed: UInt64 = 1
    ) throws -> SequenceClassifier {
        var options = options(reader, epochs: epochs)
        options.seed = seed
        return try SequenceClassifier.train(rows, tokens: 6, classes: 3, options: options, algebra: .portable)
    }

    @Test("Every reader learns one batch by heart", arguments: SequenceClassifier.Reader.allCases)
    func overfits(reader: SequenceClassifier.Reader) throws {
        let model = try Self.trained(reader)
        let shares = model.probabilities(Self.rows.sequences, algebra: .portable)
        for (row, truth) in zip(shares, Self.rows.classes) {
            #expect(row[Int(truth)] > 0.9)
            #expect(abs(row.reduce(0, +) - 1) < 1e-5)
        }
    }

    @Test("A model file gives the same model and answers", arguments: SequenceClassifier.Reader.allCases)
    func file(reader: SequenceClassifier.Reader) throws {
        let model = try Self.trained(reader, epochs: 3)
        let back = try SequenceClassifier(decoding: model.encoded())
        #expect(back == model)
        #expect(back.probabilities([[1, 2, 5]]) == model.probabilities([[1, 2, 5]]))
    }

    @Test("Damaged and foreign files are refused, wherever the damage is")
    func damaged() throws {
        let file = try Self.trained(.recurrent, epochs: 1).encoded()
        #expect(throws: LearningFailure.notAModel) { try SequenceClassifier(decoding: Data("hello, world".utf8)) }
        let voices = try VoiceEmotionClassifier.train([
            VoiceExample(label: "a", speaker: nil, figures: [1]), VoiceExample(label: "b", speaker: nil, figures: [2]),
        ])
        #expect(throws: LearningFailure.notAModel) { try SequenceClassifier(decoding: voices.encoded()) }
        for cut in stride(from: 0, to: file.count, by: 509) {
            #expect(throws: LearningFailure.self) { try SequenceClassifier(decoding: file.prefix(cut)) }
        }
        for at in stride(from: 0, to: file.count, by: 401) {
            var bytes = file
            bytes[at] ^= 0x10
            #expect(throws: LearningFailure.self) { try SequenceClassifier(decoding: bytes) }
        }
    }

    @Test("A sealed file whose sizes cannot be is refused before memory is taken")
    func hostile() {
        for sizes in [
            [UInt32.max, 2, 8, 8, 1], [6, 1, 8, 8, 1], [6, 3, 8, 7, 1], [6, 3, 0, 8, 1], [6, 3, 8, 8, 99],
        ] {
            var body = BinaryWriter()
            body.write(SequenceClassifier.Reader.recurrent.rawValue)
            for size in sizes { body.write(size) }
            body.write(Float(1))
            body.write([Float]())
            let file = ModelFile.sealed(
                body, kind: SequenceClassifier.letters, format: SequenceClassifier.format)
            #expect(throws: LearningFailure.self) { try SequenceClassifier(decoding: file) }
        }
    }

    @Test("The same seed gives the same weights, another seed others", arguments: SequenceClassifier.Reader.allCases)
    func seeds(reader: SequenceClassifier.Reader) throws {
        let model = try Self.trained(reader, epochs: 2)
        #expect(try Self.trained(reader, epochs: 2) == model)
        #expect(try Self.trained(reader, epochs: 2, seed: 2) != model)
    }

    @Test("It stops when development rows get worse, and keeps what did best on them")
    func stops() throws {
        // The development rows contradict the training rows: every epoch makes them worse.
        let contrary = SequenceClassifier.Rows(Self.rows.sequences, classes: [1, 1, 1, 0, 0, 0, 1, 1, 1])
        var options = Self.options(.recurrent)
        options.patience = 3
        let model = try SequenceClassifier.train(
            Self.rows, tokens: 6, classes: 3, development: contrary, options: options, algebra: .portable)
        func sureness(_ model: SequenceClassifier) -> Float {
            let shares = model.probabilities(Self.rows.sequences, algebra: .portable)
            return zip(shares, Self.rows.classes).reduce(0) { $0 + $1.0[Int($1.1)] } / Float(shares.count)
        }
        #expect(sureness(model) < 0.5)
        #expect(try sureness(Self.trained(.recurrent)) > 0.9)
    }

    @Test("Stopping keeps the lowest loss and gives up after so many looks without a lower one")
    func patience() {
        var stopping = EarlyStopping("start", patience: 2)
        let losses: [Float] = [3, 2, 2.5, 1.5, 1.5, .nan, 0]
        let went = losses.enumerated().map { stopping.goesOn("epoch \($0)", loss: $1) }
        #expect(Array(went.prefix(6)) == [true, true, true, true, true, false])
        #expect(stopping.best == "epoch 6", "asked again all the same, it takes a lower one")
    }

    @Test("Unknown tokens and empty sequences are answered; what cannot be learned is said")
    func edges() throws {
        let model = try Self.trained(.convolutional, epochs: 1)
        let odd = model.probabilities([[], [-5, 99], [Int32.max]])
        #expect(zip(odd[0], model.probabilities([[0]])[0]).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(zip(odd[1], model.probabilities([[0, 0]])[0]).allSatisfy { abs($0 - $1) < 1e-5 })
        let long = [Int32](repeating: 3, count: 2 * SequenceClassifier.Limits.sequenceTokens)
        #expect(model.probabilities([long]) == model.probabilities([Array(long.prefix(512))]))
        #expect(throws: LearningFailure.self) {
            try SequenceClassifier.train(.init([], classes: []), tokens: 6, classes: 3)
        }
        #expect(throws: LearningFailure.self) { try SequenceClassifier.train(Self.rows, tokens: 6, classes: 2) }
        #expect(throws: LearningFailure.self) {
            try SequenceClassifier.train(.init([[1]], classes: []), tokens: 6, classes: 2)
        }
        var bad = Self.options(.recurrent)
        bad.hidden = 12
        #expect(throws: LearningFailure.self) {
            try SequenceClassifier.train(Self.rows, tokens: 6, classes: 3, options: bad)
        }
    }
}

@Suite struct NumericsTrialTests {
    @Test("A small trial runs on every algebra, and the network it times learns", arguments: algebras)
    func runs(algebra: LinearAlgebra) {
        var setting = NumericsTrial.Setting()
        (setting.tokens, setting.features, setting.hidden, setting.classes) = (50, 8, 8, 3)
        (setting.batch, setting.length, setting.steps, setting.questions, setting.sides) = (8, 5, 30, 2, [])
        let report = NumericsTrial(setting, algebra: algebra).run(clock: ContinuousClock())
        #expect(report.algebra == algebra.description)
        #expect(report.lastLoss < report.firstLoss)
        #expect(report.productGigaflops.isEmpty)
    }
}
