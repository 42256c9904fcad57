/// How one method did on conversations nobody learned from; shares are 0…1.
public struct DialogueFigures: Sendable, Encodable {
    /// Turns whose likeliest mood is right, and the 95 % interval (Wilson) as if turns were independent.
    public let accuracy, accuracyLow, accuracyHigh: Double
    /// F1 of each mood, unweighted mean.
    public let macroF1: Double
    /// Share of the negative turns that were called so, and of those called so that were.
    public let negativeRecall, negativePrecision: Double
    public let expectedCalibrationError: Double
    /// Conversations that should escalate, and those that did in time and not before a negative turn.
    public let escalationsWanted, escalationsFound: Int
    public let escalationRecall: Double
    public let falseEscalations, calmTurns: Int
    public let falseEscalationsPer1000CalmTurns: Double
    /// Turns from the first negative one to the escalation, over those found.
    public let meanTurnsWaited: Double
    /// Chosen on development conversations.
    public let policy: EmotionHysteresis.Policy
    /// By kind of conversation.
    public let kinds: [String: Kind]

    /// Conversations of one kind.
    public struct Kind: Sendable, Encodable {
        public let conversations, turns, right, escalated: Int
    }

    init(_ dialogues: [JudgedDialogue], _ policy: EmotionHysteresis.Policy) {
        let outcomes = dialogues.flatMap { one in
            zip(one.moods, one.best).map { (truth: $0, answer: $1.label, confidence: $1.probability) }
        }
        let right = outcomes.count { $0.truth == $0.answer }
        accuracy = Evaluation.share(right, of: outcomes.count)
        let interval = Evaluation.wilson(right, of: outcomes.count)
        (accuracyLow, accuracyHigh) = (interval[0], interval[1])
        macroF1 = Evaluation.macroF1(outcomes.map { ($0.truth, $0.answer) })
        let isNegative = outcomes.filter { $0.truth == JudgedDialogue.negative }
        let called = outcomes.filter { $0.answer == JudgedDialogue.negative }
        let both = isNegative.count { $0.answer == JudgedDialogue.negative }
        negativeRecall = Evaluation.share(both, of: isNegative.count)
        negativePrecision = Evaluation.share(both, of: called.count)
        expectedCalibrationError = Evaluation.calibrationError(
            outcomes.map { ($0.confidence, $0.truth == $0.answer) })
        let tally = EscalationTally(policy, over: dialogues.map(\.track))
        (escalationsWanted, escalationsFound) = (tally.wanted, tally.found)
        escalationRecall = tally.recall
        (falseEscalations, calmTurns) = (tally.falseOnes, tally.calmTurns)
        falseEscalationsPer1000CalmTurns = tally.falseRate
        meanTurnsWaited = Double(tally.turnsWaited) / Double(max(1, tally.found))
        self.policy = policy
        kinds = Dictionary(grouping: dialogues, by: \.kind).mapValues { Kind($0, policy) }
    }
}

extension DialogueFigures.Kind {
    fileprivate init(_ dialogues: [JudgedDialogue], _ policy: EmotionHysteresis.Policy) {
        conversations = dialogues.count
        turns = dialogues.reduce(0) { $0 + $1.moods.count }
        right = dialogues.reduce(0) { sum, one in sum + zip(one.moods, one.best).count { $0 == $1.label } }
        escalated = dialogues.count { !$0.track.escalations(policy).isEmpty }
    }
}

/// The methods side by side on the same conversations.
public struct DialogueComparison: Sendable, Encodable {
    /// Made up, not spoken by anybody.
    public let synthetic: Bool
    public let conversations, turns: Int
    public let methods: [String: DialogueFigures]
    /// Turns that fusion alone got right, and that the other alone did, by the other's name.
    public let onlyFusionRight, onlyOtherRight: [String: Int]

    init(
        synthetic: Bool, _ judged: [DialogueMethod: [JudgedDialogue]],
        policies: [DialogueMethod: EmotionHysteresis.Policy]
    ) {
        self.synthetic = synthetic
        let fusion = judged[.fusion] ?? []
        conversations = fusion.count
        turns = fusion.reduce(0) { $0 + $1.moods.count }
        let named = judged.map { ($0.rawValue, DialogueFigures($1, policies[$0] ?? .standard)) }
        methods = Dictionary(uniqueKeysWithValues: named)
        func right(_ dialogues: [JudgedDialogue]) -> [Bool] {
            dialogues.flatMap { one in zip(one.moods, one.best).map { $0 == $1.label } }
        }
        var (ours, theirs): ([String: Int], [String: Int]) = ([:], [:])
        for (method, dialogues) in judged where method != .fusion {
            let pairs = zip(right(fusion), right(dialogues))
            ours[method.rawValue] = pairs.count { $0 && !$1 }
            theirs[method.rawValue] = pairs.count { !$0 && $1 }
        }
        (onlyFusionRight, onlyOtherRight) = (ours, theirs)
    }
}
