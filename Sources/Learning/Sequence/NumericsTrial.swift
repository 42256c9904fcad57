/// How fast this machine calculates: matrix products, and a bidirectional LSTM being taught and asked.
public struct NumericsTrial: Sendable {
    /// What came out.
    public struct Report: Sendable, Encodable {
        /// `OpenBLAS` or `portable`.
        public let algebra: String
        /// Billions of operations a second in products of square matrices, by side.
        public let productGigaflops: [String: Double]
        /// Batches a second: forwards, backwards and Adam's step.
        public let trainStepsPerSecond: Double
        /// One sequence asked alone, mean.
        public let microsecondsPerInference: Double
        /// Loss of the first and the last batch taught: the speed is that of a network that learns.
        public let firstLoss: Float
        public let lastLoss: Float
    }

    /// The network and the work; every run of one setting does the same.
    public struct Setting: Sendable, Encodable {
        /// Different tokens.
        public var tokens = 5_000
        /// Numbers a token is embedded in.
        public var features = 128
        /// Numbers of the state in each direction.
        public var hidden = 128
        /// Classes.
        public var classes = 31
        /// Sequences a batch.
        public var batch = 32
        /// Tokens of every sequence.
        public var length = 20
        /// Batches taught.
        public var steps = 60
        /// Sequences asked.
        public var questions = 300
        /// Sides of the square matrices multiplied.
        public var sides = [64, 256, 512]

        /// A network for short texts.
        public init() {}
    }

    private let setting: Setting
    private let algebra: LinearAlgebra

    /// A measurement of one way of calculating.
    public init(_ setting: Setting = Setting(), algebra: LinearAlgebra) {
        self.setting = setting
        self.algebra = algebra
    }

    /// Does the work; takes seconds.
    public func run(clock: some Clock<Duration>) -> Report {
        var random = SeededRandom(seed: 7)
        var weights = Weights()
        let shape = SequenceNetwork.Shape(
            tokens: setting.tokens, classes: setting.classes, reader: .recurrent, features: setting.features,
            hidden: setting.hidden, layers: 1)
        let network = SequenceNetwork(shape, in: &weights, random: &random)
        let sequences = (0..<setting.batch).map { _ in
            (0..<setting.length).map { _ in Int32(random.below(setting.tokens)) }
        }
        let truths = sequences.map { _ in Int32(random.below(setting.classes)) }
        let training = Training(weights, adam: Adam(), algebra: algebra, seed: 1)
        func step() -> Float { training.step { $0.crossEntropy(network.scores(sequences, $0), truths) } }
        let first = step()
        var last = first
        let teaching = clock.measure { for _ in 0..<setting.steps { last = step() } }
        let model = SequenceClassifier(network: network, weights: training.weights, temperature: 1)
        let asking = clock.measure {
            for place in 0..<setting.questions {
                _ = model.probabilities([sequences[place % sequences.count]], algebra: algebra)
            }
        }
        return Report(
            algebra: algebra.description, productGigaflops: products(clock),
            trainStepsPerSecond: Double(setting.steps) / (teaching / .seconds(1)),
            microsecondsPerInference: asking / .microseconds(1) / Double(setting.questions), firstLoss: first,
            lastLoss: last)
    }

    private func products(_ clock: some Clock<Duration>) -> [String: Double] {
        var speeds: [String: Double] = [:]
        for side in setting.sides {
            let a = Matrix(rows: side, columns: side, repeating: 0.5)
            let operations = 2 * Double(side * side * side)
            let times = max(1, Int(4e8 / operations))
            var sum: Float = 0
            let taken = clock.measure { for _ in 0..<times { sum += algebra.multiply(a, a)[0, 0] } }
            precondition(sum > 0, "the products were not made")
            speeds["\(side)"] = operations * Double(times) / (taken / .nanoseconds(1))
        }
        return speeds
    }
}
