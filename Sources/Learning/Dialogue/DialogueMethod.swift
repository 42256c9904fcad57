/// Ways of telling the mood at a turn, from the whole to the least.
enum DialogueMethod: String, Sendable, CaseIterable {
    /// Text, voice and typing over the turns so far.
    case fusion
    /// Text alone over the turns so far.
    case textOverTurns
    /// Each turn by itself, all that is known of it; the mean of the turns so far.
    case pooled
    /// Each turn by itself, all that is known of it.
    case lastTurn
    /// Each turn by itself, its text alone.
    case textAlone

    private var hearsTextOnly: Bool { self == .textOverTurns || self == .textAlone }
    private var remembers: Bool { self == .fusion || self == .textOverTurns }

    /// What the method's model learns from.
    func lessons(_ examples: [DialogueExample]) -> [DialogueExample] {
        let told = examples.map { DialogueExample($0.turns.map { seen($0) }, moods: $0.moods) }
        guard !remembers else { return told }
        return told.flatMap { one in
            zip(one.turns, one.moods).map { DialogueExample([$0], moods: [$1]) }
        }
    }

    private func seen(_ turn: DialogueTurn) -> DialogueTurn {
        hearsTextOnly ? turn.leavingOut([.voice, .typing]) : turn
    }

    /// Trains the method's model; without development every fifth conversation is held out.
    func model(
        _ examples: [DialogueExample], development: [DialogueExample]? = nil,
        _ options: DialogueEmotionClassifier.Options
    ) throws(LearningFailure) -> DialogueEmotionClassifier {
        var options = options
        // As many turns a step, though they come one by one.
        if !remembers { options.batch *= 8 }
        let every = options.heldOutEvery
        let held = development ?? examples.enumerated().filter { $0.offset % every == every - 1 }.map(\.element)
        let learned =
            development == nil
            ? examples.enumerated().filter { $0.offset % every != every - 1 }.map(\.element) : examples
        return try .train(lessons(learned), development: lessons(held), options: options)
    }

    /// Probabilities of the model's labels at every turn.
    func probabilities(
        _ turns: [DialogueTurn], by model: DialogueEmotionClassifier
    ) throws(LearningFailure) -> [[Double]] {
        let asked = turns.map { seen($0) }
        var answers: [[Double]] = []
        var state = DialogueState.start
        for turn in asked {
            if !remembers { state = .start }
            answers.append(try model.advance(&state, by: turn).map(Double.init))
        }
        guard self == .pooled else { return answers }
        var sums = [Double](repeating: 0, count: model.labels.count)
        return answers.enumerated().map { place, shares in
            sums = zip(sums, shares).map { $0 + $1 }
            return sums.map { $0 / Double(place + 1) }
        }
    }
}

/// A conversation with its truth, and what a method said of it.
struct JudgedDialogue: Sendable {
    let kind: String
    let moods: [String]
    /// The turns in which an escalation is right; `nil` when none is.
    let window: ClosedRange<Int>?
    let labels: [String]
    /// At each turn the probabilities of the labels.
    let answers: [[Double]]

    static let negative = "negative"

    /// The likeliest mood of each turn.
    var best: [(label: String, probability: Double)] {
        answers.map { shares in
            let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
            return (labels[best], shares[best])
        }
    }

    var track: EscalationTrack {
        let place = labels.firstIndex(of: Self.negative)
        return EscalationTrack(negative: answers.map { shares in place.map { shares[$0] } ?? 0 }, window: window)
    }
}
