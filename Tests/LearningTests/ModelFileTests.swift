import Foundation
import Testing

@testable import Learning

@Suite struct ModelFileTests {
    /// The smallest honest model, so that every byte of its file can be tried.
    private func small() throws -> TextClassifier {
        var options = TextClassifier.Options()
        options.features.unitsMax = 1
        options.folds = 2
        return try TextClassifier.train(
            [LabelledText("甲", label: "一"), LabelledText("乙", label: "二")], options: options)
    }

    /// The same file with one edit in its body and the checksum made right again.
    private func resealed(_ file: Data, _ edit: (inout Data) -> Void) -> Data {
        var body = Data(file.dropFirst(28))
        edit(&body)
        var checksum = StableHash()
        checksum.add(body)
        var head = BinaryWriter()
        head.write(UInt64(body.count))
        head.write(checksum.value)
        return file.prefix(12) + head.bytes + body
    }

    @Test("A model read back equals the one written, and answers the same")
    func roundTrip() throws {
        let classifier = try Trained.both
        let back = try TextClassifier(decoding: classifier.encoded())
        #expect(back == classifier)
        #expect(back.classify("我要退货 refund") == classifier.classify("我要退货 refund"))
        #expect(back.encoded() == classifier.encoded())
        // A slice of a larger buffer starts elsewhere than at zero.
        #expect(try TextClassifier(decoding: (Data([9, 9, 9]) + classifier.encoded()).dropFirst(3)) == classifier)
    }

    @Test("Through a file on disk")
    func onDisk() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).model")
        defer { try? FileManager.default.removeItem(at: file) }
        try Trained.chinese.write(to: file)
        #expect(try TextClassifier(contentsOf: file) == Trained.chinese)
        #expect(throws: (any Error).self) { try TextClassifier(contentsOf: file.appendingPathExtension("missing")) }
    }

    @Test("Cut at any length, the file is refused")
    func truncated() throws {
        let file = try small().encoded()
        for length in 0..<file.count {
            #expect(throws: LearningFailure.self, "\(length)") { try TextClassifier(decoding: file.prefix(length)) }
        }
        #expect(throws: LearningFailure.self) { try TextClassifier(decoding: file + [0]) }
    }

    @Test("Any single flipped byte is noticed")
    func flipped() throws {
        let file = try small().encoded()
        for place in file.indices {
            var damaged = file
            damaged[place] ^= 0x41
            #expect(throws: LearningFailure.self, "\(place)") { try TextClassifier(decoding: damaged) }
        }
    }

    @Test("Foreign files and later formats are named as what they are")
    func foreign() throws {
        #expect(throws: LearningFailure.notAModel) { try TextClassifier(decoding: Data("%PDF-1.7 …".utf8)) }
        #expect(throws: LearningFailure.notAModel) { try TextClassifier(decoding: Data()) }
        var later = try small().encoded()
        later[8] += 1
        #expect(throws: LearningFailure.unknownFormat(version: Int(later[8]))) {
            try TextClassifier(decoding: later)
        }
    }

    @Test("A body with a right checksum but any wrong byte either reads as a model or is refused, and never crashes")
    func hostile() throws {
        let file = try small().encoded()
        let bodyBytes = file.count - 28
        for place in 0..<bodyBytes {
            for value: UInt8 in [0, 0x7F, 0x80, 0xFF] {
                let forged = resealed(file) { $0[place] = value }
                if let model = try? TextClassifier(decoding: forged) {
                    #expect(model.classify("甲乙").confidence.isFinite)
                    _ = model.explain("甲乙丙")
                }
            }
        }
    }

    @Test(
        "Weights no training can give are refused, so that no score ever overflows",
        arguments: [
            Float.infinity, .nan, 3e38, -2e9,
        ])
    func absurdWeights(weight: Float) throws {
        let honest = try small()
        let view = honest.opinions.linear[0]
        var weights = view.model.weights
        weights[0] = weight
        let model = LinearClassifier(features: view.model.features, classes: view.model.classes, weights: weights)
        let absurd = forged(honest, linear: LinearView(features: view.features, model: model))
        #expect(throws: LearningFailure.damagedModel("a number is out of range")) {
            try TextClassifier(decoding: absurd.encoded())
        }
    }

    @Test("Parts that contradict each other are refused: unsorted labels, a label too many, a feature twice")
    func contradictions() throws {
        let honest = try small()
        let view = honest.opinions.linear[0]
        func refused(_ labels: [String], _ features: TextFeatures) {
            let forged = forged(honest, labels: labels, linear: LinearView(features: features, model: view.model))
            #expect(throws: LearningFailure.self) { try TextClassifier(decoding: forged.encoded()) }
        }
        refused(honest.labels.reversed(), view.features)
        refused(["一", "一"], view.features)
        refused(honest.labels + ["龙"], view.features)
        var hashes = view.features.vocabulary.hashes
        hashes[1] = hashes[0]
        refused(
            honest.labels,
            TextFeatures(
                options: view.features.options, vocabulary: Vocabulary(hashes), families: view.features.families,
                rarities: view.features.rarities))
    }

    /// The same classifier with some of its parts exchanged.
    private func forged(
        _ honest: TextClassifier, labels: [String]? = nil, linear: LinearView
    ) -> TextClassifier {
        let opinions = Opinions(
            linear: [linear] + honest.opinions.linear.dropFirst(), combinations: honest.opinions.combinations,
            phrases: honest.opinions.phrases)
        return TextClassifier(
            labels: labels ?? honest.labels, version: honest.version, register: honest.register,
            scopeThreshold: honest.scopeThreshold, trainedRows: honest.trainedRows, opinions: opinions,
            pooling: honest.pooling,
            calibration: honest.calibration)
    }

    @Test("A list that claims to be longer than the file takes no memory")
    func lyingLength() throws {
        var writer = BinaryWriter()
        writer.write(UInt64.max)
        var reader = BinaryReader(writer.bytes)
        #expect(throws: LearningFailure.damagedModel("a list is longer than the file")) { try reader.readFloats() }
        var text = BinaryReader(Data([0xFF, 0xFF, 0xFF, 0xFF, 0x41]))
        #expect(throws: LearningFailure.damagedModel("it ends early")) { try text.readText() }
    }
}
