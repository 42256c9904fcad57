public import Journey

/// What one message of a customer was taken to mean, and why.
public struct Interpretation: Sendable, Equatable, Codable {
    /// Another intent that was weighed.
    public struct Alternative: Sendable, Equatable, Codable {
        /// What is wanted most likely.
        public let intent: Intent
        /// 0…1.
        public let confidence: Double

        public init(intent: Intent, confidence: Double) {
            self.intent = intent
            self.confidence = confidence
        }
    }

    /// A piece of the text that spoke for the intent.
    public struct Cause: Sendable, Equatable, Codable {
        /// In the customer's own characters.
        public let term: String
        /// What it added to the intent's score, above 0; 1 for a rule.
        public let weight: Double

        public init(term: String, weight: Double) {
            self.term = term
            self.weight = weight
        }
    }

    /// What is wanted most likely.
    public let intent: Intent
    /// 0…1.
    public let confidence: Double
    /// The next likeliest, best first, at most ``Interpreter/alternativesMax``.
    public let alternatives: [Alternative]
    /// The loudest first.
    public let because: [Cause]
    /// The particulars named, in the order of the text.
    public let entities: [Entity]
    /// The message is none of the company's business, or nothing the model knows.
    public let outOfScope: Bool
    /// Of the message, so that an automatic answer can be given in it.
    public let language: Language
    /// Which model said so.
    public let model: String

    public init(
        intent: Intent, confidence: Double, alternatives: [Alternative] = [], because: [Cause] = [],
        entities: [Entity] = [], outOfScope: Bool = false, language: Language = .chinese, model: String
    ) {
        self.intent = intent
        self.confidence = confidence
        self.alternatives = alternatives
        self.because = because
        self.entities = entities
        self.outOfScope = outOfScope
        self.language = language
        self.model = model
    }
}
