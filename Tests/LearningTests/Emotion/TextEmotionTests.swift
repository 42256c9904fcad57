import Foundation
import Testing

@testable import Learning

@Suite struct TextEmotionTests {
    private static let rows = [
        ("angry", "气死我了"), ("angry", "太过分了，要投诉"), ("angry", "气死//@某人:真好"), ("angry", "过分，气人"),
        ("angry", "投诉你们，气死"), ("happy", "真好，谢谢"), ("happy", "太开心了"), ("happy", "开心//@某人:气死我了"),
        ("happy", "谢谢你们，真好"), ("happy", "真开心，谢谢"),
    ].map { LabelledText($0.1, label: $0.0) }

    private func trained() throws -> TextClassifier {
        var options = TextClassifier.Options.emotion(effort: .quick)
        options.folds = 2
        return try TextClassifier.train(Self.rows, options: options)
    }

    @Test("Own words decide, not those that were passed on; who is named changes nothing")
    func ownWords() throws {
        let classifier = try trained()
        #expect(classifier.register == .posts)
        #expect(classifier.classify("气死了//@小红:谢谢").label == "angry")
        #expect(classifier.classify("谢谢//@小红:过分").label == "happy")
        #expect(classifier.classify("@小红 气死了") == classifier.classify("@某某某 气死了"))
    }

    @Test("The register is part of the file, of the version, and of what an update makes")
    func kept() throws {
        let classifier = try trained()
        let back = try TextClassifier(decoding: classifier.encoded())
        #expect(back == classifier)
        #expect(back.classify("开心//@小红:投诉") == classifier.classify("开心//@小红:投诉"))
        var plain = TextClassifier.Options(effort: .quick)
        plain.folds = 2
        #expect(try TextClassifier.train(Self.rows, options: plain).version != classifier.version)
        let more = try classifier.updated(with: [LabelledText("呜呜，难过", label: "sad")], replaying: Self.rows)
        #expect(more.register == .posts)
        #expect(more.classify("难过，呜呜").label == "sad")
    }

    @Test("A thorough classifier of posts also reads phrases, and explains its answers to the last digit")
    func views() throws {
        let views = TextClassifier.Options.emotion().views
        #expect(views.map(\.leansOnTelling) == [true, true])
        #expect(views.map(\.features.unitsMax) == [3, 5])
        #expect(views.map(\.features.ownWords) == [true, false])
        #expect(TextClassifier.Options(effort: .thorough).views.map(\.leansOnTelling) == [false, false])
        let classifier = try trained()
        let text = "气死//@小红:真好"
        let explanation = try #require(classifier.explain(text, top: 1_000))
        let sum = explanation.evidence.reduce(explanation.bias) { $0 + $1.weight }
        #expect(abs(sum - explanation.score) < 1e-4)
    }
}
