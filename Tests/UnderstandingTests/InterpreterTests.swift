import Foundation
import Journey
import Testing

@testable import Understanding

@Suite struct InterpreterTests {
    let catalogue: IntentCatalogue
    let rules: EntityRules

    init() throws {
        catalogue = try IntentCatalogue(tsv: SmallLessons.intents)
        rules = EntityRules(lexicon: try ProductLexicon(tsv: "重疾险\t重疾"))
    }

    private func trained() throws -> Interpreter {
        let folder = try TemporaryFolder()
        let lessons = ModelShelf.Lessons(
            training: try folder.write(SmallLessons.training, as: "train.tsv"),
            outOfScope: try folder.write(SmallLessons.outOfScope, as: "out.tsv"))
        let model = try ModelShelf(folder: folder.url).model(for: lessons).model
        return Interpreter(model: model, catalogue: catalogue, entities: rules)
    }

    /// A model that says what the test wants.
    private func fixed(_ guesses: [(String, Double)], outOfScope: Bool = false) -> Interpreter {
        let answer = IntentModel.Answer(
            guesses: guesses.map { IntentModel.Guess(label: $0.0, probability: $0.1) }, isOutOfScope: outOfScope)
        let model = IntentModel(version: "fixed", classify: { _ in answer }, explain: { _, _, _ in [] })
        return Interpreter(model: model, catalogue: catalogue, entities: rules)
    }

    @Test("A trained model gives intent, names, confidence, alternatives, reasons and particulars")
    func whole() throws {
        let found = try trained().interpret("想给孩子买重疾，预算三千")
        #expect(found.intent.label == "buy_insurance" && found.intent.name.zh == "购买保险")
        #expect(found.intent.kind == .sales && !found.outOfScope)
        #expect(found.confidence > 0.5 && found.confidence <= 1)
        #expect(found.alternatives.count == 3)
        #expect(found.alternatives.map(\.confidence) == found.alternatives.map(\.confidence).sorted(by: >))
        #expect(!found.alternatives.contains { $0.intent == found.intent })
        #expect(!found.because.isEmpty && found.because.count <= Interpreter.causesMax)
        #expect(found.because.allSatisfy { $0.weight > 0 && "想给孩子买重疾，预算三千".contains($0.term) })
        #expect(found.because.map(\.weight) == found.because.map(\.weight).sorted(by: >))
        #expect(Set(found.because.map(\.term)).count == found.because.count)
        #expect(Set(found.entities.map(\.kind)) == [.person, .product, .budget])
        #expect(found.model.hasPrefix("intent-"))
        #expect(found == (try trained().interpret("想给孩子买重疾，预算三千")))
    }

    @Test("Nothing the model knows is out of scope", arguments: ["", "？？？", "qwxz", "\u{301}"])
    func unknown(text: String) throws {
        #expect(try trained().interpret(text).outOfScope)
    }

    @Test("A plain wish for a person is one whatever the model thinks, and the rule is the reason")
    func handover() {
        let found = fixed([("greeting", 0.9), ("invoice", 0.1)], outOfScope: true).interpret("帮我转人工吧")
        #expect(found.intent.kind == .handover && found.confidence == 1 && !found.outOfScope)
        #expect(found.because == [.init(term: "转人工", weight: 1)])
        #expect(found.alternatives.first?.intent.label == "greeting")
        #expect(fixed([("greeting", 0.9)]).interpret("不用转人工").intent.label == "greeting")
    }

    @Test("Labels the company does not list are passed over; when none is left, it is out of scope")
    func foreignLabels() {
        let some = fixed([("weather", 0.7), ("invoice", 0.3)]).interpret("开票")
        #expect(some.intent.label == "invoice" && some.confidence == 0.3)
        let none = fixed([("weather", 1)]).interpret("开票")
        #expect(none.outOfScope && none.confidence == 0)
    }

    @Test("The model never sees the inner parts of a placeholder")
    func placeholder() throws {
        let seen = { (text: String) in FoldedLine(text).readable }
        #expect(seen("电话⟦phone:138****5678:0198c0de⟧。") == "电话138****5678。")
        #expect(seen("⟦a⟧⟦b:c:d⟧") == "⟦a⟧c")
    }

    @Test(
        "The language is that of the message",
        arguments: [("hello", Language.english), ("你好 hello", .chinese), ("123", .chinese)])
    func language(text: String, wanted: Language) {
        #expect(fixed([("greeting", 1)]).interpret(text).language == wanted)
    }
}
