/// Fusion over a conversation beside simpler ways: on planted conversations, and on written dialogues.
public struct DialogueTrial: Sendable {
    /// What came out.
    public struct Report: Sendable, Encodable {
        /// Planted conversations, learned with seeds 1 and 2 and asked with the seed given.
        public let planted: DialogueComparison
        public let assumptions: PlantedConversations.World
        /// The written dialogues of odd number, judged by models that did not learn from each: choices made here.
        public let development: DialogueComparison?
        /// The written dialogues of even number: nothing was chosen here.
        public let test: DialogueComparison?
        public let seed: UInt64
        public let textRows: Int
        public let seconds: Double
        public let microsecondsPerTurn: Double
    }

    /// Rows for a text classifier that read none of the dialogues; possibly none.
    public var rows: [LabelledText]
    public var dialogues: [LabelledDialogue]
    /// Of the planted conversations that are asked; and of what is learned from the dialogues.
    public var seed: UInt64
    public var effort = TextClassifier.Effort.thorough
    public var world = PlantedConversations.World()
    public var options = DialogueEmotionClassifier.Options()

    /// A trial; without dialogues only planted conversations are measured.
    public init(rows: [LabelledText] = [], dialogues: [LabelledDialogue] = [], seed: UInt64 = 2026) {
        self.rows = rows
        self.dialogues = dialogues
        self.seed = seed
    }

    /// Trains and measures.
    ///
    /// - Throws: what training throws; `badOption` for one of the seeds that are learned from.
    public func run(
        clock: some Clock<Duration>, progress: (String) -> Void = { _ in }
    ) throws(LearningFailure) -> Report {
        guard seed > 2 else { throw .badOption("seeds 1 and 2 are learned from") }
        let start = clock.now
        progress("planted conversations")
        let (planted, pace) = try planted(clock)
        var halves: (development: DialogueComparison, test: DialogueComparison)?
        if !dialogues.isEmpty {
            if !rows.isEmpty { progress("a text classifier from \(rows.count) rows") }
            let given = rows.isEmpty ? nil : try TextClassifier.train(rows, options: .emotion(effort: effort))
            progress("dialogues")
            halves = try written(WrittenDialogues(dialogues, given: given))
        }
        return Report(
            planted: planted, assumptions: world, development: halves?.development, test: halves?.test, seed: seed,
            textRows: rows.count, seconds: start.duration(to: clock.now) / .seconds(1), microsecondsPerTurn: pace)
    }

    private func planted(_ clock: some Clock<Duration>) throws(LearningFailure) -> (DialogueComparison, Double) {
        func drawn(_ seed: UInt64) -> [PlantedConversations.Case] {
            var source = PlantedConversations(world, seed: seed)
            return source.cases()
        }
        let (learned, held, asked) = (drawn(1), drawn(2), drawn(seed))
        var judged: [DialogueMethod: [JudgedDialogue]] = [:]
        var policies: [DialogueMethod: EmotionHysteresis.Policy] = [:]
        var pace = 0.0
        for method in DialogueMethod.allCases {
            let model = try method.model(learned.map(\.example), development: held.map(\.example), options)
            policies[method] = .chosen(on: try Self.judge(held, method, model).map(\.track))
            let start = clock.now
            judged[method] = try Self.judge(asked, method, model)
            if method == .fusion {
                let turns = asked.reduce(0) { $0 + $1.example.turns.count }
                pace = start.duration(to: clock.now) / .microseconds(1) / Double(max(1, turns))
            }
        }
        return (DialogueComparison(synthetic: true, judged, policies: policies), pace)
    }

    private static func judge(
        _ cases: [PlantedConversations.Case], _ method: DialogueMethod, _ model: DialogueEmotionClassifier
    ) throws(LearningFailure) -> [JudgedDialogue] {
        var judged: [JudgedDialogue] = []
        for one in cases {
            judged.append(
                JudgedDialogue(
                    kind: one.kind, moods: one.example.moods.map { $0 ?? "" }, window: one.window,
                    labels: model.labels, answers: try method.probabilities(one.example.turns, by: model)))
        }
        return judged
    }

    private func written(
        _ dialogues: WrittenDialogues
    ) throws(LearningFailure) -> (development: DialogueComparison, test: DialogueComparison) {
        var (chosen, asked): ([DialogueMethod: [JudgedDialogue]], [DialogueMethod: [JudgedDialogue]]) = ([:], [:])
        var options = options
        options.seed = seed
        for method in DialogueMethod.allCases {
            for fold in 0..<WrittenDialogues.folds {
                let (learned, left) = dialogues.parts(fold)
                let model = try method.model(learned.map(\.example), options)
                chosen[method, default: []] += try Self.judge(left, method, model)
            }
            let model = try method.model(dialogues.parts(-1).learned.map(\.example), options)
            asked[method] = try Self.judge(dialogues.test, method, model)
        }
        let policies = chosen.mapValues { EmotionHysteresis.Policy.chosen(on: $0.map(\.track)) }
        return (
            DialogueComparison(synthetic: false, chosen, policies: policies),
            DialogueComparison(synthetic: false, asked, policies: policies)
        )
    }

    private static func judge(
        _ dialogues: [WrittenDialogues.Ready], _ method: DialogueMethod, _ model: DialogueEmotionClassifier
    ) throws(LearningFailure) -> [JudgedDialogue] {
        var judged: [JudgedDialogue] = []
        for one in dialogues {
            judged.append(
                JudgedDialogue(
                    kind: one.dialogue.kind, moods: one.dialogue.turns.map(\.mood), window: one.dialogue.window,
                    labels: model.labels, answers: try method.probabilities(one.example.turns, by: model)))
        }
        return judged
    }
}
