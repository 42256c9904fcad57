extension TextClassifier {
    /// How a classifier is trained.
    public struct Options: Sendable, Equatable {
        public var features = TextFeatures.Options()
        /// What one training error costs, above 0…1,000; lower gives smoother models for noisy labels.
        public var cost: Float = 1
        /// How much more an error on the label's own rows costs than one on the others', above 0…1,000.
        public var positiveWeight: Float = 4
        /// Parts of the cross-validation behind the confidence, 2…20; not used when development rows are given.
        public var folds = 5
        /// Share of rightly answered texts the scope threshold lets pass when no out-of-scope texts are known, 0…1.
        public var inScopeShareKept = 0.98
        /// Chance is given: the same seed and rows give the same model.
        public var seed: UInt64 = 1

        public init() {}

        func check() throws(LearningFailure) {
            try features.check()
            guard cost > 0, cost <= 1_000 else { throw .badOption("cost is above 0, at most 1,000") }
            guard positiveWeight > 0, positiveWeight <= 1_000 else {
                throw .badOption("positiveWeight is above 0, at most 1,000")
            }
            guard (2...20).contains(folds) else { throw .badOption("folds is 2…20") }
            guard (0...1).contains(inScopeShareKept) else { throw .badOption("inScopeShareKept is 0…1") }
        }
    }

    /// Rows set apart from training: confidence and scope threshold are fitted on them.
    public struct Development: Sendable, Equatable {
        public let rows: [LabelledText]
        public let outOfScope: [String]

        public init(rows: [LabelledText], outOfScope: [String] = []) {
            self.rows = rows
            self.outOfScope = outOfScope
        }
    }

    static let rowsMax = 2_000_000
    static let labelsMax = 10_000

    /// Trains a classifier.
    ///
    /// - Parameters:
    ///   - rows: at least two labels, at most two million rows and ten thousand labels.
    ///   - outOfScope: texts that carry none of the labels; every label learns to leave them alone.
    ///   - development: rows for confidence and threshold; cross-validation over `rows` when left out.
    public static func train(
        _ rows: [LabelledText], outOfScope: [String] = [], development: Development? = nil, options: Options = Options()
    ) throws(LearningFailure) -> TextClassifier {
        try options.check()
        let labels = Set(rows.map(\.label)).sorted()
        guard labels.count >= 2 else {
            throw .cannotTrain("\(rows.count) rows with \(labels.count) labels; two are needed")
        }
        guard rows.count + outOfScope.count <= rowsMax else { throw .tooLarge("more than \(rowsMax) rows") }
        guard labels.count <= labelsMax else { throw .tooLarge("\(labels.count) labels, at most \(labelsMax)") }
        let lesson = Lesson(rows, outOfScope: outOfScope, labels: labels)
        let fitted = try lesson.fit(options)
        let heldOut: HeldOut
        if let development, !development.rows.isEmpty {
            heldOut = fitted.answers(to: Lesson(development.rows, outOfScope: development.outOfScope, labels: labels))
        } else {
            heldOut = try lesson.crossValidate(options)
        }
        return TextClassifier(
            labels: labels, version: fingerprint(rows, outOfScope, development, options),
            scopeThreshold: heldOut.scopeThreshold(options), features: fitted.features, model: fitted.model,
            calibration: Calibration(fitting: heldOut.inScope))
    }
}
