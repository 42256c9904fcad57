/// How well a classifier answered texts it had not learned from.
public struct Evaluation: Sendable, Equatable, Encodable {
    /// Rows of one label that got another.
    public struct Confusion: Sendable, Equatable, Encodable {
        public let truth: String
        public let answer: String
        public let rows: Int
    }

    /// How the one threshold splits texts in scope from texts out of scope.
    public struct Scope: Sendable, Equatable, Encodable {
        /// Share of the in-scope rows that were let through and answered rightly.
        public let inScopeAccuracy: Double
        /// Share of the out-of-scope rows that were refused.
        public let outOfScopeRecall: Double
        /// Share of the refused rows that were indeed out of scope; 0 when none was refused.
        public let outOfScopePrecision: Double
        /// Share of all rows, both kinds, that got the right answer ("out of scope" being one).
        public let overallAccuracy: Double
        public let outOfScopeRows: Int
    }

    /// Share of the in-scope rows whose best label is right, threshold aside.
    public let accuracy: Double
    /// Both ends of its 95 % interval (Wilson score).
    public let accuracyInterval95: [Double]
    /// F1 per label, unweighted mean over the labels that occur as truth or answer.
    public let macroF1: Double
    /// Mean distance between confidence and accuracy over 15 bins of equal width, weighted by rows.
    public let expectedCalibrationError: Double
    /// Whether there was something to fit the confidence on; where not, it stays near one part in as many as there are
    /// labels, and the calibration error tells nothing. `nil` when the model's making is not known.
    public let confidenceIsCalibrated: Bool?
    public let rows: Int
    public let labels: Int
    public let trainRows: Int
    public let trainSeconds: Double
    public let microsecondsPerText: Double
    public let modelVersion: String
    /// The commonest mistakes, at most twenty.
    public let confusions: [Confusion]
    /// Present when out-of-scope rows were asked too, as are the next three, its first figures.
    public let scope: Scope?
    public let inScopeAccuracyAtThreshold: Double?
    public let outOfScopeRecall: Double?
    public let outOfScopePrecision: Double?
    /// Share of the in-scope rows that the threshold takes to be about something else.
    public let flaggedShare: Double
}

extension Evaluation {
    /// Judges given answers: pure arithmetic.
    ///
    /// - Parameters:
    ///   - answers: one per truth, in the same order.
    ///   - refusals: whether each out-of-scope text was refused; empty when none was asked.
    public init(
        truths: [String], answers: [Classification], refusals: [Bool] = [], training: Training,
        microsecondsPerText: Double
    ) {
        let outcomes = zip(truths, answers).map { (truth: $0, answer: $1.label) }
        let right = outcomes.count { $0.truth == $0.answer }
        rows = outcomes.count
        accuracy = Self.share(right, of: rows)
        accuracyInterval95 = Self.wilson(right, of: rows)
        macroF1 = Self.macroF1(outcomes)
        expectedCalibrationError = Self.calibrationError(
            zip(truths, answers).map { (confidence: $1.confidence, isRight: $0 == $1.label) })
        confidenceIsCalibrated = training.isCalibrated
        labels = training.labels
        trainRows = training.rows
        trainSeconds = training.seconds
        modelVersion = training.modelVersion
        self.microsecondsPerText = microsecondsPerText
        confusions = Self.confusions(outcomes)
        let scope = refusals.isEmpty ? nil : Self.scope(truths, answers, refusals)
        self.scope = scope
        inScopeAccuracyAtThreshold = scope?.inScopeAccuracy
        outOfScopeRecall = scope?.outOfScopeRecall
        outOfScopePrecision = scope?.outOfScopePrecision
        flaggedShare = Self.share(answers.count { $0.isOutOfScope }, of: rows)
    }

    /// What is known of the model's making.
    public struct Training: Sendable, Equatable {
        public let rows: Int
        public let labels: Int
        public let seconds: Double
        public let modelVersion: String
        /// Whether confidence could be fitted, as far as that is known.
        public let isCalibrated: Bool?

        public init(rows: Int, labels: Int, seconds: Double, modelVersion: String, isCalibrated: Bool? = nil) {
            self.rows = rows
            self.labels = labels
            self.seconds = seconds
            self.modelVersion = modelVersion
            self.isCalibrated = isCalibrated
        }
    }

    private static func scope(_ truths: [String], _ answers: [Classification], _ refusals: [Bool]) -> Scope {
        let right = zip(truths, answers).count { $0 == $1.label && !$1.isOutOfScope }
        let refused = refusals.count { $0 }
        let refusedWrongly = answers.count { $0.isOutOfScope }
        return Scope(
            inScopeAccuracy: share(right, of: truths.count),
            outOfScopeRecall: share(refused, of: refusals.count),
            outOfScopePrecision: share(refused, of: refused + refusedWrongly),
            overallAccuracy: share(right + refused, of: truths.count + refusals.count),
            outOfScopeRows: refusals.count)
    }

    private static func confusions(_ outcomes: [(truth: String, answer: String)]) -> [Confusion] {
        var counts: [[String]: Int] = [:]
        for (truth, answer) in outcomes where truth != answer { counts[[truth, answer], default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
        return sorted.prefix(20).map { Confusion(truth: $0.key[0], answer: $0.key[1], rows: $0.value) }
    }
}
