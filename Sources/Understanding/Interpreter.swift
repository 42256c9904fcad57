import Journey

/// Turns the text of one message into what the customer wants and the particulars named. Pure: the same model and
/// text give the same interpretation.
public struct Interpreter: Sendable {
    /// Other intents that are named beside the chosen one.
    public static let alternativesMax = 3
    static let causesMax = 6

    /// The intents it tells apart.
    public let catalogue: IntentCatalogue
    /// The rules for particulars.
    public let entities: EntityRules
    let model: IntentModel

    public init(model: IntentModel, catalogue: IntentCatalogue, entities: EntityRules) {
        self.model = model
        self.catalogue = catalogue
        self.entities = entities
    }

    /// Names the model, as every interpretation does.
    public var modelVersion: String { model.version }

    /// What one message means. Personal data in it is replaced by placeholders before; they are never read as numbers.
    public func interpret(_ text: String) -> Interpretation {
        let readable = FoldedLine(text).readable
        let answer = model.classify(readable)
        let guesses = answer.guesses.compactMap { guess in
            catalogue[guess.label].map { Interpretation.Alternative(intent: $0, confidence: guess.probability) }
        }
        if let handover = catalogue.handover, let wish = HandoverWish.find(in: readable) {
            return Interpretation(
                intent: handover, confidence: 1, alternatives: others(guesses, than: handover),
                because: [.init(term: wish, weight: 1)], entities: entities.find(in: text),
                language: Self.language(of: readable), model: model.version)
        }
        // A catalogue is never empty, so there is always a best guess, however improbable.
        let best = guesses.first ?? .init(intent: catalogue.intents[0], confidence: 0)
        return Interpretation(
            intent: best.intent, confidence: best.confidence, alternatives: others(guesses, than: best.intent),
            because: model.explain(readable, best.intent.label, Self.causesMax), entities: entities.find(in: text),
            outOfScope: answer.isOutOfScope || guesses.isEmpty, language: Self.language(of: readable),
            model: model.version)
    }

    private func others(
        _ guesses: [Interpretation.Alternative], than chosen: Intent
    ) -> [Interpretation.Alternative] {
        Array(guesses.filter { $0.intent != chosen }.prefix(Self.alternativesMax))
    }

    /// Chinese as soon as one Han character is in it; a text without letters counts as Chinese too.
    static func language(of text: String) -> Language {
        let hasHan = text.unicodeScalars.contains { $0.properties.isIdeographic }
        return hasHan || !text.contains(where: \.isLetter) ? .chinese : .english
    }
}
