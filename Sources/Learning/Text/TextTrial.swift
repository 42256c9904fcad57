/// One measured run: train on some rows, answer others, judge the answers.
public struct TextTrial: Sendable {
    public var train: [LabelledText]
    public var outOfScopeTrain: [String]
    public var development: TextClassifier.Development?
    public var test: [LabelledText]
    public var outOfScopeTest: [String]

    public init(
        train: [LabelledText], outOfScopeTrain: [String] = [], development: TextClassifier.Development? = nil,
        test: [LabelledText], outOfScopeTest: [String] = []
    ) {
        self.train = train
        self.outOfScopeTrain = outOfScopeTrain
        self.development = development
        self.test = test
        self.outOfScopeTest = outOfScopeTest
    }

    /// The customary split of CLINC150: confidence and threshold come from its development rows.
    public init(_ benchmark: IntentBenchmark) {
        self.init(
            train: benchmark.train, outOfScopeTrain: benchmark.outOfScopeTrain,
            development: .init(rows: benchmark.development, outOfScope: benchmark.outOfScopeDevelopment),
            test: benchmark.test, outOfScopeTest: benchmark.outOfScopeTest)
    }

    /// Whether there is something to fit the confidence on: at least two development rows of known labels, or, without
    /// development rows, labels with two rows or more that hold half of all rows.
    ///
    /// Of a label with one row nothing is left to learn from when that row is asked, so every such answer is wrong.
    public var canCalibrate: Bool {
        let rows = Dictionary(grouping: train, by: \.label).mapValues(\.count)
        if let development, !development.rows.isEmpty { return development.rows.count { rows[$0.label] != nil } > 1 }
        return 2 * rows.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) } >= max(1, train.count)
    }

    /// Trains and judges.
    ///
    /// - Parameter clock: measures `trainSeconds` and `microsecondsPerText`; nothing else depends on it.
    public func run(
        options: TextClassifier.Options = .init(), clock: some Clock<Duration>
    ) throws(LearningFailure) -> (classifier: TextClassifier, evaluation: Evaluation) {
        let started = clock.now
        let classifier = try TextClassifier.train(
            train, outOfScope: outOfScopeTrain, development: development, options: options)
        let trained = clock.now
        return (
            classifier,
            Self.judge(
                classifier, test, outOfScope: outOfScopeTest, trainRows: train.count + outOfScopeTrain.count,
                trainSeconds: Self.seconds(started.duration(to: trained)), isCalibrated: canCalibrate, clock: clock)
        )
    }

    /// Judges a classifier that exists already.
    public static func judge(
        _ classifier: TextClassifier, _ test: [LabelledText], outOfScope: [String] = [], trainRows: Int = 0,
        trainSeconds: Double = 0, isCalibrated: Bool? = nil, clock: some Clock<Duration>
    ) -> Evaluation {
        let started = clock.now
        let answers = test.map { classifier.classify($0.text) }
        let refusals = outOfScope.map { classifier.classify($0).isOutOfScope }
        let elapsed = seconds(started.duration(to: clock.now))
        return Evaluation(
            truths: test.map(\.label), answers: answers, refusals: refusals,
            training: .init(
                rows: trainRows, labels: classifier.labels.count, seconds: trainSeconds,
                modelVersion: classifier.version, isCalibrated: isCalibrated),
            microsecondsPerText: elapsed * 1e6 / Double(max(test.count + outOfScope.count, 1)))
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}
