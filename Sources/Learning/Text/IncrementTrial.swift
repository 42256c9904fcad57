/// A measured run of learning month by month: part of the labels begin with few rows, and corrections come in.
///
/// The other labels are known well from the start and must not be forgotten.
public struct IncrementTrial: Sendable {
    public var train: [LabelledText]
    public var development: [LabelledText]
    public var test: [LabelledText]
    /// The labels that begin with few rows.
    public var slice: Set<String>
    /// The accuracy on the slice's development rows to begin at, 0…1.
    public var start = 0.88
    /// Months.
    public var rounds = 6

    public init(train: [LabelledText], development: [LabelledText], test: [LabelledText], slice: Set<String>) {
        self.train = train
        self.development = development
        self.test = test
        self.slice = slice
    }

    /// Parts rows by the seed where the data has no splits of its own: a quarter for the test unless given, a tenth of
    /// the rest for development.
    public init(_ rows: [LabelledText], test: [LabelledText]? = nil, slice: Set<String>, seed: UInt64 = 1) {
        var random = SeededRandom(seed: seed)
        let mixed = rows.shuffled(using: &random)
        let tested = test == nil ? mixed.count / 4 : 0
        let judged = (mixed.count - tested) / 10
        self.init(
            train: Array(mixed.dropFirst(tested + judged)), development: Array(mixed.dropFirst(tested).prefix(judged)),
            test: test ?? Array(mixed.prefix(tested)), slice: slice)
    }

    /// Accuracy on test rows that were never learned from.
    public struct Standing: Sendable, Equatable, Encodable {
        /// On rows of the slice's labels.
        public let slice: Double
        /// On all other rows.
        public let rest: Double
    }

    /// One month.
    public struct Round: Sendable, Equatable, Encodable {
        /// Texts that came in.
        public let textsMet: Int
        /// Those answered wrongly or without confidence, which a person labelled and the model learned.
        public let corrections: Int
        public let repeatedRowsMax: Int
        public let updateSeconds: Double
        public let accuracy: Standing
    }

    public struct Outcome: Sendable, Equatable, Encodable {
        public let sliceLabels: Int
        public let restLabels: Int
        /// Rows of each slice label at the beginning.
        public let startRowsPerLabel: Int
        public let startAccuracy: Standing
        public let rounds: [Round]
        /// Trained anew on everything at the end: what the updates are measured against.
        public let fullAccuracy: Standing
        public let fullTrainSeconds: Double
    }

    /// Answers below this confidence are shown to a person.
    private static let sureFrom = 0.9

    /// Plays the months.
    ///
    /// - Parameters:
    ///   - clock: measures seconds; nothing else depends on it.
    ///   - progress: hears one line before each long step.
    public func run(
        options: TextClassifier.Options = .init(), clock: some Clock<Duration>, progress: (String) -> Void = { _ in }
    ) throws(LearningFailure) -> Outcome {
        let rest = train.filter { !slice.contains($0.label) }
        var random = SeededRandom(seed: options.seed)
        let arriving = Self.dealt(train.filter { slice.contains($0.label) }.shuffled(using: &random))
        let labels = Set(arriving.map(\.label)).count
        guard labels > 0, !rest.isEmpty else { throw .cannotTrain("the slice or the rest has no rows") }
        let begin = try beginning(rest, arriving, labels: labels, options, progress)
        var model = begin.model
        let startStanding = standing(model)
        var learned = rest + arriving.prefix(begin.rows * labels)
        let coming = Array(arriving.dropFirst(begin.rows * labels))
        var rounds: [Round] = []
        for round in 0..<self.rounds {
            progress("month \(round + 1) of \(self.rounds)")
            let batch = coming[(coming.count * round / self.rounds)..<(coming.count * (round + 1) / self.rounds)]
            let corrections = batch.filter { row in
                let answer = model.classify(row.text)
                return answer.label != row.label || answer.confidence < Self.sureFrom
            }
            let started = clock.now
            if !corrections.isEmpty {
                model = try model.updated(with: Array(corrections), replaying: learned, options: options)
            }
            let seconds = TextTrial.seconds(started.duration(to: clock.now))
            learned += corrections
            rounds.append(
                Round(
                    textsMet: batch.count, corrections: corrections.count,
                    repeatedRowsMax: options.replayedRows * model.labels.count, updateSeconds: seconds,
                    accuracy: standing(model)))
        }
        progress("training anew on everything")
        let started = clock.now
        let full = try TextClassifier.train(train, development: judges, options: options)
        let fullSeconds = TextTrial.seconds(started.duration(to: clock.now))
        return Outcome(
            sliceLabels: labels, restLabels: Set(rest.map(\.label)).count, startRowsPerLabel: begin.rows,
            startAccuracy: startStanding, rounds: rounds, fullAccuracy: standing(full), fullTrainSeconds: fullSeconds)
    }

    private var judges: TextClassifier.Development { .init(rows: development) }

    /// The model whose accuracy on the slice's development rows is nearest to where the run should begin.
    private func beginning(
        _ rest: [LabelledText], _ arriving: [LabelledText], labels: Int, _ options: TextClassifier.Options,
        _ progress: (String) -> Void
    ) throws(LearningFailure) -> (model: TextClassifier, rows: Int) {
        let asked = development.filter { slice.contains($0.label) }
        var low = 1
        var high = max(1, arriving.count / labels / 2)
        var best: (model: TextClassifier, rows: Int, distance: Double)?
        while low <= high {
            let rows = (low + high) / 2
            let known = rest + arriving.prefix(rows * labels)
            let model = try TextClassifier.train(known, development: judges, options: options)
            let accuracy = Self.share(of: asked, answeredBy: model)
            progress("begins at \(accuracy) with \(rows) rows of each label of the slice")
            let distance = abs(accuracy - start)
            if best.map({ distance < $0.distance }) ?? true { best = (model, rows, distance) }
            if accuracy < start { low = rows + 1 } else { high = rows - 1 }
        }
        guard let best else { throw .cannotTrain("the slice has no rows") }
        return (best.model, best.rows)
    }

    private func standing(_ model: TextClassifier) -> Standing {
        Standing(
            slice: Self.share(of: test.filter { slice.contains($0.label) }, answeredBy: model),
            rest: Self.share(of: test.filter { !slice.contains($0.label) }, answeredBy: model))
    }

    private static func share(of rows: [LabelledText], answeredBy model: TextClassifier) -> Double {
        Evaluation.share(rows.count { model.classify($0.text).label == $0.label }, of: rows.count)
    }

    /// The first row of every label, then the second of every label, and so on.
    private static func dealt(_ rows: [LabelledText]) -> [LabelledText] {
        var turns: [String: Int] = [:]
        let numbered = rows.map { row -> (turn: Int, row: LabelledText) in
            turns[row.label, default: 0] += 1
            return (turns[row.label, default: 0], row)
        }
        return numbered.enumerated().sorted { ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset) }
            .map(\.element.row)
    }
}
