import Foundation

/// Why a turn got its mood: what each part added to the answer's log-odds, by leaving that part out.
public struct DialogueExplanation: Sendable, Equatable {
    /// The likeliest mood.
    public let label: String
    public let probability: Double
    /// What each modality that was known added; a negative one spoke for another mood.
    public let modalities: [DialogueModality: Double]
    /// What the turns before added; 0 at the first turn.
    public let before: Double
}

extension DialogueEmotionClassifier {
    /// Advances by a turn as `advance` does, and says what made the answer.
    ///
    /// - Throws: as `advance`.
    public func explain(
        _ state: inout DialogueState, by turn: DialogueTurn, algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> DialogueExplanation {
        let before = state
        let shares = try advance(&state, by: turn, algebra: algebra)
        let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
        func added(asking other: DialogueTurn, after state: DialogueState) throws(LearningFailure) -> Double {
            var state = state
            return Self.logOdds(shares[best]) - Self.logOdds(try advance(&state, by: other, algebra: algebra)[best])
        }
        var modalities: [DialogueModality: Double] = [:]
        for modality in DialogueModality.allCases {
            let without = turn.leavingOut([modality])
            if without != turn { modalities[modality] = try added(asking: without, after: before) }
        }
        return DialogueExplanation(
            label: labels[best], probability: Double(shares[best]), modalities: modalities,
            before: try added(asking: turn, after: .start))
    }

    private static func logOdds(_ share: Float) -> Double {
        let bounded = min(max(Double(share), 1e-6), 1 - 1e-6)
        return log(bounded / (1 - bounded))
    }
}
