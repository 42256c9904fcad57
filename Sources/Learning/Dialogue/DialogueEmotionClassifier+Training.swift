extension DialogueEmotionClassifier {
    /// How a classifier is made and taught.
    public struct Options: Sendable, Equatable {
        /// Numbers of the state; a multiple of 8.
        public var hidden = 32
        /// Share of numbers before the softmax that are left out while teaching.
        public var dropout: Float = 0.2
        /// Share of conversations, and again of turns, that lose one modality while teaching: what is missing later was
        /// missing before.
        public var modalityDropout: Float = 0.15
        /// Times every conversation is read, at most.
        public var epochs = 60
        /// Epochs without a lower loss on held-out conversations before it stops.
        public var patience = 8
        /// Conversations a step.
        public var batch = 8
        /// Adam's rate at the start; it falls evenly to a tenth.
        public var rate: Float = 0.008
        /// Weight decay.
        public var decay: Float = 0.01
        /// Without development examples, one in so many conversations is held out.
        public var heldOutEvery = 5
        /// The same seed, examples and machine give the same weights.
        public var seed: UInt64 = 1

        /// Values that do for some hundred conversations.
        public init() {}
    }

    /// Learns from conversations.
    ///
    /// - Parameter development: conversations that are not learned from: they say when to stop, and how sure the
    ///   probabilities may be. Every fifth of the examples when left out.
    /// - Throws: `badOption`, `cannotTrain`, `tooLarge`.
    public static func train(
        _ examples: [DialogueExample], development: [DialogueExample]? = nil, options: Options = Options(),
        algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> DialogueEmotionClassifier {
        try options.check()
        let held = development ?? examples.enumerated().filter { options.holdsOut($0.offset) }.map(\.element)
        let learned =
            development == nil
            ? examples.enumerated().filter { !options.holdsOut($0.offset) }.map(\.element) : examples
        try check(learned + held)
        let labels = Set((learned + held).flatMap(\.moods).compactMap(\.self)).sorted()
        guard labels.count > 1 else { throw .cannotTrain("there are fewer than two moods") }
        guard labels.count <= Limits.labels else { throw .tooLarge("\(labels.count) moods") }
        guard learned.contains(where: { $0.moods.contains { $0 != nil } }) else {
            throw .cannotTrain("no conversation is left to learn from")
        }
        let encoding = try TurnEncoding(learning: (learned + held).flatMap(\.turns))
        guard max(encoding.text, encoding.voice) <= Limits.figures else { throw .tooLarge("\(encoding.text) figures") }
        var random = SeededRandom(seed: options.seed)
        var weights = Weights()
        let network = DialogueNetwork(
            inputs: encoding.width, hidden: options.hidden, classes: labels.count, in: &weights, random: &random)
        let start = DialogueEmotionClassifier(
            labels: labels, encoding: encoding, network: network, weights: weights, temperature: 1)
        let course = DialogueCourse(learned, held, start, options)
        return course.taught(algebra, &random)
    }

    private static func check(_ examples: [DialogueExample]) throws(LearningFailure) {
        var turns = 0
        for example in examples {
            guard example.turns.count == example.moods.count else { throw .cannotTrain("a mood is missing, or a turn") }
            guard example.turns.count <= Limits.turns else { throw .tooLarge("\(example.turns.count) turns") }
            turns += example.turns.count
        }
        guard turns <= Limits.turnsInAll else { throw .tooLarge("\(turns) turns") }
    }
}

extension DialogueEmotionClassifier.Options {
    fileprivate func holdsOut(_ place: Int) -> Bool { place % heldOutEvery == heldOutEvery - 1 }

    fileprivate func check() throws(LearningFailure) {
        guard hidden > 0, hidden % Lanes.width == 0, hidden <= DialogueEmotionClassifier.Limits.hidden else {
            throw .badOption("the state's size is a multiple of \(Lanes.width), at most 512")
        }
        guard (0..<1).contains(dropout), (0..<1).contains(modalityDropout) else {
            throw .badOption("a share is outside 0…1")
        }
        guard epochs > 0, patience > 0, (1...100_000).contains(batch), rate > 0, rate.isFinite, decay >= 0 else {
            throw .badOption("epochs, patience, batch and rate are above zero")
        }
        guard heldOutEvery > 1 else { throw .badOption("heldOutEvery is at least 2") }
    }
}
