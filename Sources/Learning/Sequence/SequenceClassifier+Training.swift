extension SequenceClassifier {
    /// How a classifier is made and taught.
    public struct Options: Sendable, Equatable {
        /// What reads the tokens.
        public var reader = Reader.recurrent
        /// Numbers a token is embedded in; for attention a multiple of 4.
        public var features = 64
        /// Numbers of a state in one direction (a multiple of 8), or filters of one width, or attention's inner layer.
        public var hidden = 64
        /// Layers of attention.
        public var layers = 1
        /// Share of features left out while teaching.
        public var dropout: Float = 0.3
        /// Share of tokens read as unknown ones while teaching.
        public var forgotten: Float = 0.05
        /// Share of the truth spread over all classes.
        public var smoothing: Float = 0
        /// Times every row is read, at most.
        public var epochs = 30
        /// Epochs without a lower loss on development rows before it stops.
        public var patience = 4
        /// Sequences a step.
        public var batch = 32
        /// Adam's rate at the start; it falls evenly to a tenth.
        public var rate: Float = 0.003
        /// Weight decay.
        public var decay: Float = 0
        /// The same seed, rows and machine give the same weights.
        public var seed: UInt64 = 1

        /// Values that do for short texts.
        public init() {}
    }

    /// Sequences of tokens and the class of each.
    public struct Rows: Sendable, Equatable {
        /// Tokens of each sequence.
        public let sequences: [[Int32]]
        /// Their classes, as many.
        public let classes: [Int32]

        /// Rows to learn from or to be measured on.
        public init(_ sequences: [[Int32]], classes: [Int32]) {
            self.sequences = sequences
            self.classes = classes
        }
    }

    /// Learns from rows.
    ///
    /// - Parameters:
    ///   - tokens: how many different ones there are; number 0 is the unknown one.
    ///   - classes: how many there are.
    ///   - development: rows that are not learned from: they say when to stop, and how sure the shares may be.
    ///   - algebra: by what it calculates.
    /// - Throws: `badOption`, `cannotTrain`, `tooLarge`.
    public static func train(
        _ rows: Rows, tokens: Int, classes: Int, development: Rows? = nil, options: Options = Options(),
        algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> SequenceClassifier {
        let shape = SequenceNetwork.Shape(
            tokens: tokens, classes: classes, reader: options.reader, features: options.features,
            hidden: options.hidden, layers: options.reader == .attentive ? options.layers : 1)
        try shape.check()
        try options.check()
        try rows.check(classes: classes)
        try development?.check(classes: classes)
        guard !rows.sequences.isEmpty else { throw .cannotTrain("there are no rows") }
        var random = SeededRandom(seed: options.seed)
        var weights = Weights()
        let network = SequenceNetwork(shape, in: &weights, random: &random)
        var course = Course(network, rows, options)
        let start = SequenceClassifier(network: network, weights: weights, temperature: 1)
        return course.taught(start, development, algebra, &random)
    }

    /// One training: what is read, how often, how fast.
    private struct Course {
        let network: SequenceNetwork
        let sequences: [[Int32]]
        let classes: [Int32]
        let options: Options
        private var steps = 0

        init(_ network: SequenceNetwork, _ rows: Rows, _ options: Options) {
            self.network = network
            sequences = rows.sequences.map(network.known)
            classes = rows.classes
            self.options = options
        }

        mutating func taught(
            _ start: SequenceClassifier, _ development: Rows?, _ algebra: LinearAlgebra, _ random: inout SeededRandom
        ) -> SequenceClassifier {
            let adam = Adam(rate: options.rate, decay: options.decay, lengthMax: 5)
            let training = Training(start.weights, adam: adam, algebra: algebra, seed: random.next())
            var stopping = EarlyStopping(start, patience: options.patience)
            var latest = start
            for _ in 0..<options.epochs {
                read(training, &random)
                latest.weights = training.weights
                guard let development else { continue }
                let scores = latest.scores(development.sequences, algebra: algebra)
                if !stopping.goesOn(latest, loss: Self.loss(scores, development.classes)) { break }
            }
            guard let development else { return latest }
            var best = stopping.best
            best.temperature = Temperature.fitted(
                best.scores(development.sequences, algebra: algebra), development.classes)
            return best
        }

        /// One epoch.
        private mutating func read(_ training: Training, _ random: inout SeededRandom) {
            let chance = SequenceNetwork.Chance(dropout: options.dropout, forgotten: options.forgotten)
            let batches = Batches.shuffled(
                lengths: sequences.map(\.count), batch: options.batch, random: &random)
            let whole = Float(options.epochs * batches.count)
            for batch in batches {
                let truths = batch.map { classes[$0] }
                training.step(pace: 1 - 0.9 * Float(steps) / whole) { tape in
                    let scores = network.scores(batch.map { sequences[$0] }, chance: chance, tape)
                    return tape.crossEntropy(scores, truths, smoothing: options.smoothing)
                }
                steps += 1
            }
        }

        private static func loss(_ scores: Matrix, _ truths: [Int32]) -> Float {
            Weights().asking(.portable) { $0.crossEntropy($0.constant(scores), truths) }
        }
    }
}

extension SequenceNetwork.Shape {
    /// - Throws: `badOption` or `tooLarge`.
    func check() throws(LearningFailure) {
        typealias Limits = SequenceClassifier.Limits
        guard tokens > 0, classes > 1 else { throw .badOption("there must be a token and two classes") }
        guard tokens <= Limits.tokens, classes <= Limits.classes else { throw .tooLarge("\(tokens) tokens") }
        guard (1...Limits.width).contains(features), (1...Limits.width).contains(hidden), (1...16).contains(layers)
        else { throw .badOption("a width or depth is outside its range") }
        guard reader != .recurrent || hidden % Lanes.width == 0 else {
            throw .badOption("the state's size must be a multiple of \(Lanes.width)")
        }
        guard reader != .attentive || features % 4 == 0 else {
            throw .badOption("attention needs a multiple of 4 features")
        }
        var plan = Weights.plan
        var random = SeededRandom(seed: 0)
        _ = SequenceNetwork(self, in: &plan, random: &random)
        guard plan.count <= Limits.weights else { throw .tooLarge("\(plan.count) weights") }
    }
}

extension SequenceClassifier.Options {
    fileprivate func check() throws(LearningFailure) {
        guard (0..<1).contains(dropout), (0..<1).contains(forgotten), (0..<1).contains(smoothing) else {
            throw .badOption("a share is outside 0…1")
        }
        guard epochs > 0, patience > 0, (1...100_000).contains(batch), rate > 0, rate.isFinite, decay >= 0 else {
            throw .badOption("epochs, patience, batch, rate and decay must be above zero")
        }
    }
}

extension SequenceClassifier.Rows {
    fileprivate func check(classes count: Int) throws(LearningFailure) {
        guard sequences.count == classes.count else { throw .cannotTrain("a class is missing, or a sequence") }
        guard sequences.count <= SequenceClassifier.Limits.rows else { throw .tooLarge("\(sequences.count) rows") }
        guard classes.allSatisfy({ (0..<Int32(count)).contains($0) }) else {
            throw .cannotTrain("a class is outside 0…\(count - 1)")
        }
    }
}
