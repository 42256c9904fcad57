/// How somebody ordinarily speaks: mean and spread of each figure of a voice, learned as it is heard.
///
/// What a voice says of a mood is how it differs from itself; most of what differs between two people is who they are.
public struct VoiceBaseline: Sendable, Equatable {
    /// Stretches of voice heard so far.
    public private(set) var count = 0
    private var means: [Double]
    /// Sums of squared distances from the mean (Welford, 1962).
    private var squares: [Double]

    /// A voice not heard yet.
    public init(figures: Int) {
        means = [Double](repeating: 0, count: figures)
        squares = means
    }

    /// A voice heard in several stretches.
    public init(of stretches: some Sequence<[Double]>, figures: Int) {
        self.init(figures: figures)
        for stretch in stretches { hear(stretch) }
    }

    /// Learns one more stretch; one of another length is ignored.
    public mutating func hear(_ figures: [Double]) {
        guard figures.count == means.count else { return }
        count += 1
        for (index, figure) in figures.enumerated() {
            let before = figure - means[index]
            means[index] += before / Double(count)
            squares[index] += before * (figure - means[index])
        }
    }

    /// The figures in units of this voice's own spread around its own mean.
    func relative(_ figures: [Double]) -> [Double] {
        figures.indices.map { index in
            let spread = (squares[index] / Double(max(1, count))).squareRoot()
            return (figures[index] - means[index]) / (spread + 1e-6)
        }
    }
}
