import Foundation

/// How much each view counts: found on users whose next item is known, beside the best of every view.
///
/// First a softmax regression of what came next against its rivals, which is smooth and fast; then one weight after the
/// other is moved as long as the mean gain of the first ten places grows, which is what counts.
enum HybridWeights {
    /// The item that came next and its rivals.
    struct Example {
        /// The views of the item that came, then of the others.
        let features: [[Float]]
    }

    /// Weights in the order of the views.
    ///
    /// - Parameter known: weights that the outcome must not be worse than on these examples.
    static func fit(_ examples: [Example], leaving left: RecommenderParts.Kind? = nil, besides known: [Float]? = nil)
        -> [Float]
    {
        let kinds = HybridScores.kinds
        let free = kinds.indices.filter { kinds[$0] != left }
        var starts = [regressed(examples, free)]
        known.map { starts.append($0) }
        let found = starts.map { climbed(from: $0, free, examples) }
        var best = found.max { $0.gain < $1.gain }?.weights ?? starts[0]
        // Nobody's history is answered by this view alone.
        if let place = kinds.firstIndex(of: .popularity) { best[place] = max(best[place], popularityMin) }
        return best
    }

    private static let popularityMin: Float = 1e-3

    private static let factors: [Float] = [0, 0.3, 0.6, 0.8, 1.25, 1.7, 3]
    private static let beginnings: [Float] = [0.03, 0.1, 0.3]

    private static func climbed(
        from start: [Float], _ free: [Int], _ examples: [Example]
    ) -> (weights: [Float], gain: Double) {
        var weights = start
        var best = gain(weights, examples)
        for _ in 0..<3 {
            let before = best
            for place in free {
                let tries = weights[place] == 0 ? beginnings : factors.map { $0 * weights[place] }
                for attempt in tries {
                    var moved = weights
                    moved[place] = attempt
                    let found = gain(moved, examples)
                    if found > best + 1e-6 { (weights, best) = (moved, found) }
                }
            }
            if best == before { break }
        }
        return (weights, best)
    }

    /// Mean normalised discounted cumulative gain at ten; equals count half.
    private static func gain(_ weights: [Float], _ examples: [Example]) -> Double {
        func score(_ row: [Float]) -> Float {
            var sum: Float = 0
            for place in weights.indices { sum += row[place] * weights[place] }
            return sum
        }
        let gains = examples.reduce(0.0) { sum, example in
            let own = score(example.features[0])
            var rank = 0.0
            for row in example.features.dropFirst() {
                let other = score(row)
                rank += other > own ? 1 : other == own ? 0.5 : 0
                if rank >= 10 { return sum }
            }
            return sum + 1 / log2(rank + 2)
        }
        return gains / Double(max(1, examples.count))
    }

    /// Gradient descent with momentum on −log softmax, a small ridge; weights do not go below zero, so that no view is
    /// turned against itself by chance.
    private static func regressed(
        _ examples: [Example], _ free: [Int], steps: Int = 100, ridge: Float = 1e-3
    ) -> [Float] {
        let width = HybridScores.kinds.count
        var weights = [Float](repeating: 0, count: width)
        for place in free { weights[place] = 0.3 }
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
            for place in free {
                speed[place] = 0.9 * speed[place] - 0.05 * gradient[place]
                weights[place] = max(0, weights[place] + speed[place])
            }
        }
        return weights
    }
}
