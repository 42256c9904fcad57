import Foundation

/// One stretch of voice as an example: its figures, what it expresses, and who speaks.
public struct VoiceExample: Sendable, Equatable {
    public let label: String
    /// Whoever speaks; examples of one speaker share a baseline. `nil` when not known.
    public let speaker: String?
    /// As `Prosody.values` gives them.
    public let figures: [Double]

    /// An example.
    public init(label: String, speaker: String?, figures: [Double]) {
        self.label = label
        self.speaker = speaker
        self.figures = figures
    }
}

/// Emotion from the figures of a voice: kernel ridge regression on class indicators with a Gaussian kernel
/// (least-squares support vector machine; Suykens and Vandewalle, 1999), rarer classes weighing more.
///
/// A few hundred examples are enough, and every example can be left out in closed form, which gives the temperature
/// of its probabilities without a split.
public struct VoiceEmotionClassifier: Sendable, Equatable {
    /// How it is trained.
    public struct Options: Sendable, Equatable {
        /// Width of the kernel: exp(−width / figures · squared distance).
        public var width = 0.35
        /// Weight of the penalty.
        public var ridge = 1.0
        /// 0: examples weigh alike; 1: classes weigh alike.
        public var balance = 1.0

        /// The values that came out best on the training speakers of EMO-DB.
        public init() {}
    }

    /// What can be answered, in order.
    public let labels: [String]
    var means: [Double]
    var scales: [Double]
    var examples: [[Double]]
    /// For each label one weight an example.
    var weights: [[Double]]
    var offsets: [Double]
    var width: Double
    var temperature: Double

    /// Learns from examples.
    ///
    /// - Throws: `cannotTrain` with fewer than two labels or with examples of different lengths; `tooLarge` beyond
    ///   `examplesMax`.
    public static func train(
        _ examples: [VoiceExample], options: Options = Options()
    ) throws(LearningFailure) -> VoiceEmotionClassifier {
        guard examples.count <= examplesMax else { throw .tooLarge("more than \(examplesMax) examples") }
        guard let figures = examples.first?.figures.count, examples.allSatisfy({ $0.figures.count == figures }) else {
            throw .cannotTrain("the examples are missing or of different lengths")
        }
        let labels = Set(examples.map(\.label)).sorted()
        guard labels.count > 1 else { throw .cannotTrain("there are fewer than two labels") }
        let rows = relative(examples)
        let columns = (0..<figures).map { column in rows.map { $0[column] } }
        let means = columns.map { $0.reduce(0, +) / Double($0.count) }
        let scales = zip(columns, means).map { column, mean in
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
            return variance > 1e-12 ? 1 / variance.squareRoot() : 0
        }
        var model = VoiceEmotionClassifier(
            labels: labels, means: means, scales: scales, examples: [], weights: [], offsets: [],
            width: options.width / Double(figures), temperature: 1)
        model.examples = rows.map { model.standardised($0) }
        try model.fit(examples.map(\.label), options)
        return model
    }

    /// Most examples; training takes memory by their square.
    public static let examplesMax = 5_000

    /// Probabilities of all labels, the likeliest first.
    ///
    /// - Parameter baseline: how the speaker ordinarily sounds; without one the speakers of the training are meant.
    public func classify(_ figures: [Double], baseline: VoiceBaseline? = nil) -> [(label: String, probability: Double)]
    {
        guard figures.count == means.count else { return [] }
        let scores = scores(baseline.map { $0.relative(figures) } ?? figures)
        return zip(labels, Self.softmax(scores, temperature)).map { (label: $0, probability: $1) }
            .sorted { ($1.probability, $0.label) < ($0.probability, $1.label) }
    }

    private static func relative(_ examples: [VoiceExample]) -> [[Double]] {
        let heard = Dictionary(grouping: examples.filter { $0.speaker != nil }) { $0.speaker ?? "" }
        let baselines = heard.mapValues { VoiceBaseline(of: $0.map(\.figures), figures: $0.first?.figures.count ?? 0) }
        return examples.map { example in
            example.speaker.flatMap { baselines[$0] }?.relative(example.figures) ?? example.figures
        }
    }

    private func standardised(_ row: [Double]) -> [Double] {
        row.indices.map { (row[$0] - means[$0]) * scales[$0] }
    }

    private func kernel(_ a: [Double], _ b: [Double]) -> Double {
        var distance = 0.0
        for index in a.indices { distance += (a[index] - b[index]) * (a[index] - b[index]) }
        return exp(-width * distance)
    }

    private func scores(_ row: [Double]) -> [Double] {
        let point = standardised(row)
        let near = examples.map { kernel(point, $0) }
        return zip(weights, offsets).map { weights, offset in
            zip(weights, near).reduce(offset) { $0 + $1.0 * $1.1 }
        }
    }

    private mutating func fit(_ truths: [String], _ options: Options) throws(LearningFailure) {
        let counts = Dictionary(truths.map { ($0, 1.0) }, uniquingKeysWith: +)
        let raw = truths.map { pow(1 / counts[$0, default: 1], options.balance) }
        let mean = raw.reduce(0, +) / Double(raw.count)
        var matrix = examples.map { left in examples.map { kernel(left, $0) } }
        for index in matrix.indices { matrix[index][index] += options.ridge * mean / raw[index] }
        guard let system = SymmetricSystem(matrix) else { throw .cannotTrain("the examples contradict each other") }
        let diagonal = system.inverseDiagonal
        let shares = labels.map { counts[$0, default: 0] / Double(truths.count) }
        // How often a mood was recorded says nothing of how often customers are in it.
        offsets = labels.map { _ in 1 / Double(labels.count) }
        var leftOut = [[Double]](repeating: [], count: truths.count)
        weights = zip(labels, shares).map { label, share in
            let targets = truths.map { ($0 == label ? 1 : 0) - share }
            let solved = system.solve(targets)
            for index in targets.indices {
                leftOut[index].append(targets[index] - solved[index] / diagonal[index])
            }
            return solved
        }
        temperature = Self.bestTemperature(leftOut, truths.map { labels.firstIndex(of: $0) ?? 0 })
    }

    private static func softmax(_ scores: [Double], _ temperature: Double) -> [Double] {
        let top = scores.max() ?? 0
        let powers = scores.map { exp(($0 - top) * temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// The one under which the left-out examples are likeliest.
    private static func bestTemperature(_ scores: [[Double]], _ truths: [Int]) -> Double {
        let candidates = (0..<24).map { 0.5 * pow(1.2, Double($0)) }
        let losses = candidates.map { candidate in
            zip(scores, truths).reduce(0) { $0 - log(max(1e-12, softmax($1.0, candidate)[$1.1])) }
        }
        return zip(candidates, losses).min { $0.1 < $1.1 }?.0 ?? 1
    }
}
