/// What a classifier says about one text.
public struct Classification: Sendable, Equatable {
    /// A label and the confidence in it.
    public struct Candidate: Sendable, Equatable {
        public let label: String
        /// Calibrated, 0…1; over all labels the sum is 1.
        public let confidence: Double
    }

    /// The likeliest labels, best first: as many as were asked for, at least one.
    public let candidates: [Candidate]
    /// The best label's own score; the scope threshold is compared with it.
    public let score: Float
    /// The text seems to be about none of the labels: ask back instead of acting on `label`.
    public let isOutOfScope: Bool

    /// The best label, also when the text is out of scope.
    public var label: String { candidates[0].label }
    /// The confidence in the best label, given that the text is in scope.
    public var confidence: Double { candidates[0].confidence }
}

/// One n-gram's part in a decision: what it added to the label's score.
public struct Evidence: Sendable, Equatable {
    /// As a person reads it: "^" and "$" are the text's beginning and end, "_" the space around a word.
    public let ngram: String
    /// Above zero it spoke for the label, below zero against it.
    public let weight: Float
}

/// Why a text got a label: the n-grams with the largest weights, and what the rest added.
public struct Explanation: Sendable, Equatable {
    public let label: String
    /// The label's score: the sum of all evidence and `bias`.
    public let score: Float
    /// What no n-gram added: what the label scores on a text of unknown ones, or nearly so where networks are asked.
    public let bias: Float
    /// Most telling first, for or against.
    public let evidence: [Evidence]
}
