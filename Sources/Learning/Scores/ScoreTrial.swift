/// Scores measured on rows that were not learned from.
public struct ScoreTrial: Sendable {
    /// What came out.
    public struct Report: Sendable, Encodable {
        public let auc: Double
        public let topDecileLift: Double
        public let brier: Double
        public let logLoss: Double
        public let expectedCalibrationError: Double
        /// Rows asked, and how many of them were yes.
        public let rows: Int
        public let positives: Int
        public let trainRows: Int
        /// Folds of a cross-validation, or 0 with a test table of its own.
        public let folds: Int
        public let trainSeconds: Double
        public let microsecondsPerRow: Double
        /// Area under the curve of each part alone, and the weight of the trees.
        public let parts: [String: Double]
        public let treeShare: Double
        /// Columns that were not learned from because they were asked to be left out.
        public let excluded: [String]
        /// Columns that tell the outcome nearly alone: look whether they are known beforehand.
        public let suspicious: [String]
    }

    private let train: ScoreTable
    private let seed: UInt64

    /// A trial that learns from this table.
    public init(_ train: ScoreTable, seed: UInt64 = 1) {
        self.train = train
        self.seed = seed
    }

    /// Learns, then asks another table.
    public func asking(_ test: ScoreTable, clock: some Clock<Duration>) throws(LearningFailure) -> Report {
        guard test.columns == train.columns else { throw .badData("the tables have different columns") }
        var answers = Answers()
        try answers.take(learning: train, asking: test, seed: seed, clock)
        return answers.report(train, folds: 0)
    }

    /// Leaves each part of the table out once.
    public func crossValidated(folds: Int, clock: some Clock<Duration>) throws(LearningFailure) -> Report {
        guard folds > 1 else { throw .badOption("at least two folds") }
        let fold = LeftOutMargins.folds(train.outcomes, count: folds, seed: seed)
        var answers = Answers()
        for number in 0..<folds {
            try answers.take(
                learning: train.picking(fold.indices.filter { fold[$0] != number }),
                asking: train.picking(fold.indices.filter { fold[$0] == number }), seed: seed, clock)
        }
        return answers.report(train, folds: folds)
    }
}

/// Chances beside outcomes, as they come in.
private struct Answers {
    private var chances: [Double] = []
    private var regression: [Double] = []
    private var trees: [Double] = []
    private var outcomes: [Bool] = []
    private var trainSeconds = 0.0
    private var askSeconds = 0.0
    private var treeShares: [Double] = []

    mutating func take(
        learning: ScoreTable, asking: ScoreTable, seed: UInt64, _ clock: some Clock<Duration>
    ) throws(LearningFailure) {
        let started = clock.now
        let model = try ScoreModel.train(learning, seed: seed)
        let trained = clock.now
        chances += asking.rows.map { model.chance($0) }
        askSeconds += trained.duration(to: clock.now) / .seconds(1)
        trainSeconds += started.duration(to: trained) / .seconds(1)
        let encoded = asking.rows.map(model.encoding.encode)
        regression += encoded.map(model.regression.margin)
        trees += encoded.map(model.trees.margin)
        outcomes += asking.outcomes
        treeShares.append(model.treeShare)
    }

    func report(_ train: ScoreTable, folds: Int) -> ScoreTrial.Report {
        let whole = ScoreEvaluation(chances, outcomes)
        return ScoreTrial.Report(
            auc: whole.auc, topDecileLift: whole.topDecileLift, brier: whole.brier, logLoss: whole.logLoss,
            expectedCalibrationError: whole.expectedCalibrationError, rows: outcomes.count,
            positives: outcomes.count { $0 }, trainRows: train.rows.count, folds: folds, trainSeconds: trainSeconds,
            microsecondsPerRow: askSeconds * 1e6 / Double(max(1, outcomes.count)),
            parts: [
                "logisticRegression": ScoreEvaluation(regression.map(LogisticRegression.logistic), outcomes).auc,
                "boostedTrees": ScoreEvaluation(trees.map(LogisticRegression.logistic), outcomes).auc,
            ], treeShare: treeShares.reduce(0, +) / Double(max(1, treeShares.count)), excluded: train.excluded,
            suspicious: train.suspiciousColumns())
    }
}

extension ScoreTable {
    /// Columns whose numbers alone, in either direction, have an area under the curve of more than 0.95, or whose words
    /// split the outcomes as well.
    func suspiciousColumns() -> [String] {
        columns.indices.filter { at in
            let texts = rows.map { $0[at] }
            let shares = Dictionary(zip(texts, outcomes).map { ($0, [$1]) }, uniquingKeysWith: +)
            let isWords = shares.count <= FeatureEncoding.wordsMax
            let ranks = texts.map { text -> Double in
                guard isWords, let given = shares[text] else { return Double(text) ?? 0 }
                return Double(given.count { $0 }) / Double(given.count)
            }
            let auc = ScoreEvaluation.auc(of: ranks, outcomes)
            return max(auc, 1 - auc) > 0.95
        }.map { columns[$0] }
    }
}
