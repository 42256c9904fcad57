import Foundation

extension TextClassifier {
    /// How a classifier is trained.
    public struct Options: Sendable, Equatable {
        public var effort = Effort.quick
        /// What kind of texts are read. A posts' classifier has linear views of its own.
        public var register = Register.messages
        /// The first linear view of messages; a classifier of posts has its own.
        public var features = TextFeatures.Options()
        /// What one training error costs, above 0…1,000; lower gives smoother models for noisy labels.
        public var cost: Float = 1
        /// How much more an error on the label's own rows costs than one on the others', above 0…1,000, in the first
        /// linear view of messages; elsewhere they cost the same.
        public var positiveWeight: Float = 4
        /// Parts of the cross-validation behind the confidence, 2…20; not used when development rows are given.
        public var folds = 5
        public var scope = Scope.keeping
        /// Share of rightly answered texts the scope threshold lets pass, 0…1; see `Scope`.
        public var inScopeShareKept = 0.99
        /// Old rows of each label that an update repeats, 0…100,000.
        public var replayedRows = 30
        /// Chance is given: the same seed and rows give the same model.
        public var seed: UInt64 = 1

        public init(effort: Effort = .quick) { self.effort = effort }

        func check() throws(LearningFailure) {
            try features.check()
            guard cost > 0, cost <= 1_000 else { throw .badOption("cost is above 0, at most 1,000") }
            guard positiveWeight > 0, positiveWeight <= 1_000 else {
                throw .badOption("positiveWeight is above 0, at most 1,000")
            }
            guard (2...20).contains(folds) else { throw .badOption("folds is 2…20") }
            guard (0...100_000).contains(replayedRows) else { throw .badOption("replayedRows is 0…100,000") }
            guard (0...1).contains(inScopeShareKept) else { throw .badOption("inScopeShareKept is 0…1") }
        }
    }

    /// How much is asked before an answer is given.
    public enum Effort: UInt8, Sendable, CaseIterable {
        /// One linear view: seconds of training, tens of microseconds a text.
        case quick
        /// Broader linear views and two networks beside it, over combinations of n-grams and over phrases;
        /// each counts as held-out texts show it should.
        case thorough
    }

    /// What the scope threshold is chosen for.
    public enum Scope: UInt8, Sendable, CaseIterable {
        /// To keep `inScopeShareKept` of the answers that are right, whatever passes with them.
        case keeping
        /// To weigh equally right answers kept and out-of-scope texts refused, where such texts are known.
        case balancing
    }

    /// Rows set apart from training: how much each opinion counts, confidence and scope
    /// threshold are fitted on them.
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
        let lesson = Lesson(rows, outOfScope: outOfScope, labels: labels, register: options.register)
        let opinions = try lesson.fit(options)
        let heldOut: HeldOut
        if let development, !development.rows.isEmpty {
            heldOut = Lesson(
                development.rows, outOfScope: development.outOfScope, labels: labels, register: options.register
            ).answers(of: opinions)
        } else {
            heldOut = try lesson.crossValidate(options)
        }
        return TextClassifier(
            labels: labels, version: fingerprint(rows, outOfScope, development, options),
            register: options.register, trainedRows: rows.count + outOfScope.count, opinions: opinions,
            heldOut: heldOut, options: options)
    }

    init(
        labels: [String], version: String, register: Register, trainedRows: Int, opinions: Opinions, heldOut: HeldOut,
        options: Options
    ) {
        let linear = opinions.linear.count
        let pooling = Pooling(fitting: heldOut.inScope, linear: linear, count: opinions.count)
        self.init(
            labels: labels, version: version, register: register,
            scopeThreshold: heldOut.scopeThreshold(pooling, linear: linear, options), trainedRows: trainedRows,
            opinions: opinions, pooling: pooling,
            calibration: Calibration(
                fitting: heldOut.inScope.map { (scores: pooling.pooled($0.opinions), target: $0.target) },
                from: opinions.count == 1 ? log(4) : 0))
    }
}

extension TextClassifier.Options {
    /// The linear views in their order.
    var views: [LinearView.Recipe] {
        let first = LinearView.Recipe(features: features, machine: machine(positiveWeight: positiveWeight))
        return switch (register, effort) {
        case (.messages, .quick): [first]
        case (.messages, .thorough): [first, broad]
        case (.posts, .quick): [telling(.posts)]
        case (.posts, .thorough): [telling(.posts), telling(.phrases)]
        }
    }

    private var broad: LinearView.Recipe { .init(features: .broad, machine: machine()) }

    /// What tells much of a class counts for more; errors on its own rows are no dearer than others then.
    private func telling(_ features: TextFeatures.Options) -> LinearView.Recipe {
        .init(features: features, machine: machine(), leansOnTelling: true)
    }

    /// How the view at that place learns on, also in a model of more views than the options ask for.
    func machine(ofView place: Int) -> DualCoordinateDescent.Options {
        let recipes = views
        return recipes.indices.contains(place) ? recipes[place].machine : machine()
    }

    private func machine(positiveWeight: Float = 1) -> DualCoordinateDescent.Options {
        .init(cost: cost, positiveWeight: positiveWeight)
    }
}
