import Foundation

/// How much each view counts: a softmax regression of the item that came next against others, over users whose next
/// item is known.
enum HybridWeights {
    /// One held-out item beside others that were not met.
    struct Example {
        /// The views of the item that came, then of the others.
        let features: [[Float]]
    }

    static let othersMax = 60

    /// Gradient descent with momentum on −log softmax, a small ridge; weights do not go below zero, so that no view is
    /// turned against itself by chance.
    static func fit(_ examples: [Example], steps: Int = 300, ridge: Float = 1e-3) -> [Float] {
        let width = HybridScores.kinds.count
        var weights = [Float](repeating: 0.3, count: width)
        var speed = [Float](repeating: 0, count: width)
        guard !examples.isEmpty else { return weights }
        for _ in 0..<steps {
            var gradient = weights.map { $0 * ridge }
            for example in examples {
                let scores = example.features.map { zip($0, weights).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
                let top = scores.max() ?? 0
                let powers = scores.map { exp($0 - top) }
                let sum = powers.reduce(0, +)
                for (row, power) in zip(example.features, powers) {
                    let share = power / sum / Float(examples.count)
                    for place in 0..<width { gradient[place] += share * row[place] }
                }
                for place in 0..<width { gradient[place] -= example.features[0][place] / Float(examples.count) }
            }
            for place in 0..<width {
                speed[place] = 0.9 * speed[place] - 0.05 * gradient[place]
                weights[place] = max(0, weights[place] + speed[place])
            }
        }
        return weights
    }
}
