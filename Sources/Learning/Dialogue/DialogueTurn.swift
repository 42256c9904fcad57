/// What is known of one turn of a customer: a message typed, or a stretch of speech.
///
/// Only the customer's turns make a conversation here; what agents say is not judged. A modality that is not known is
/// `nil`, never zeros: the model is told which were there.
public struct DialogueTurn: Sendable, Equatable {
    /// What its words say: a text classifier's probabilities in the order of its labels, or any figures of one length.
    public var text: [Float]?
    /// What its voice says: a voice classifier's probabilities in the order of its labels, or figures of one length.
    public var voice: [Float]?
    /// How it was typed.
    public var typing: TypingFigures?

    /// A turn; what is left out is not known.
    public init(text: [Float]? = nil, voice: [Float]? = nil, typing: TypingFigures? = nil) {
        self.text = text
        self.voice = voice
        self.typing = typing
    }

    /// The turn without some of what is known.
    public func leavingOut(_ modalities: Set<DialogueModality>) -> DialogueTurn {
        DialogueTurn(
            text: modalities.contains(.text) ? nil : text, voice: modalities.contains(.voice) ? nil : voice,
            typing: modalities.contains(.typing) ? nil : typing)
    }
}

/// Where something is known from.
public enum DialogueModality: String, Sendable, CaseIterable, Codable {
    case text, voice, typing
}

/// A conversation as an example: turns of a customer in their order, and the mood of each.
public struct DialogueExample: Sendable, Equatable {
    public var turns: [DialogueTurn]
    /// As many as turns; `nil` where nobody said, and nothing is learned.
    public var moods: [String?]

    /// An example.
    public init(_ turns: [DialogueTurn], moods: [String?]) {
        self.turns = turns
        self.moods = moods
    }
}

extension TextClassifier {
    /// Probabilities of all labels, in their order: what a turn of a conversation is told of its words.
    public func probabilities(_ text: String) -> [Float] {
        let answer = classify(text, candidates: labels.count)
        let shares = Dictionary(answer.candidates.map { ($0.label, Float($0.confidence)) }) { first, _ in first }
        return labels.map { shares[$0] ?? 0 }
    }
}

extension VoiceEmotionClassifier {
    /// Probabilities of all labels, in their order; `nil` for figures of another length than it learned from.
    public func probabilities(_ figures: [Double], baseline: VoiceBaseline? = nil) -> [Float]? {
        let answer = classify(figures, baseline: baseline)
        guard !answer.isEmpty else { return nil }
        let shares = Dictionary(answer.map { ($0.label, Float($0.probability)) }) { first, _ in first }
        return labels.map { shares[$0] ?? 0 }
    }
}
