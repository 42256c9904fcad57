/// A trained model of intents, as the interpreter needs one.
public struct IntentModel: Sendable {
    /// A label with its probability.
    public struct Guess: Sendable, Equatable {
        /// As in the training sentences.
        public let label: String
        /// 0…1; those of all labels add up to 1.
        public let probability: Double

        public init(label: String, probability: Double) {
            self.label = label
            self.probability = probability
        }
    }

    /// What the model says about one text.
    public struct Answer: Sendable, Equatable {
        /// All labels, likeliest first.
        public let guesses: [Guess]
        /// The text seems to be about none of them.
        public let isOutOfScope: Bool

        public init(guesses: [Guess], isOutOfScope: Bool) {
            self.guesses = guesses
            self.isOutOfScope = isOutOfScope
        }
    }

    /// Names this very model: the same training data and format give the same name.
    public let version: String
    let classify: @Sendable (_ text: String) -> Answer
    /// The pieces of the text that spoke for a label, loudest first.
    let explain: @Sendable (_ text: String, _ label: String, _ limit: Int) -> [Interpretation.Cause]

    public init(
        version: String, classify: @escaping @Sendable (_ text: String) -> Answer,
        explain: @escaping @Sendable (_ text: String, _ label: String, _ limit: Int) -> [Interpretation.Cause]
    ) {
        self.version = version
        self.classify = classify
        self.explain = explain
    }
}
