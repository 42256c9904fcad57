import Foundation

/// Turns a classifier's scores into shares of confidence that mean what they say: of the answers given with 0.8, about
/// eight in ten are right.
///
/// Temperature scaling (Guo et al., ICML 2017) with one addition: the sharpness grows or shrinks with the best score,
/// because a text no label claims is guessed at more than its margins tell.
struct Calibration: Sendable, Equatable {
    /// The sharpness scores are multiplied with is exp(base + slope · best score).
    let base: Double
    let slope: Double

    private static let exponents = -5.0...6.0
    private static let stepsMax = 40
    /// Keeps the fit finite when every held-out answer is right.
    private static let ridge = 1e-5

    /// The confidence in each class, summing to 1.
    func shares(_ scores: [Float]) -> [Double] {
        guard let best = scores.max() else { return [] }
        let sharpness = sharpness(best: Double(best))
        var shares = scores.map { exp(sharpness * Double($0 - best)) }
        let sum = shares.reduce(0, +)
        for place in shares.indices { shares[place] /= sum }
        return shares
    }

    private func sharpness(best: Double) -> Double {
        exp(min(max(base + slope * best, Self.exponents.lowerBound), Self.exponents.upperBound))
    }

    /// Fits both numbers on scores of texts the model did not learn from: Gauss-Newton steps on the log loss.
    ///
    /// - Parameters:
    ///   - heldOut: scores and the right class. With fewer than two rows there is nothing to fit.
    ///   - start: the base that the fit begins at: about four for margins, zero for logits.
    init(fitting heldOut: [(scores: [Float], target: Int)], from start: Double = log(4)) {
        self.init(base: start, slope: 0)
        guard heldOut.count > 1 else { return }
        var loss = meanLoss(heldOut)
        for _ in 0..<Self.stepsMax {
            let step = step(heldOut)
            var scale = 1.0
            var next = self
            var nextLoss = Double.infinity
            // The loss is only locally what the step takes it for, so a full step may overshoot.
            while scale > 1e-3 {
                next = Calibration(base: base - scale * step.base, slope: slope - scale * step.slope)
                nextLoss = next.meanLoss(heldOut)
                if nextLoss <= loss { break }
                scale /= 2
            }
            guard nextLoss < loss else { return }
            let gain = loss - nextLoss
            self = next
            loss = nextLoss
            if gain < 1e-9 { return }
        }
    }

    init(base: Double, slope: Double) {
        self.base = base
        self.slope = slope
    }

    private func meanLoss(_ heldOut: [(scores: [Float], target: Int)]) -> Double {
        let loss = heldOut.reduce(0) { $0 - log(max(shares($1.scores)[$1.target], 1e-12)) }
        return loss / Double(heldOut.count) + Self.ridge * (base * base + slope * slope)
    }

    private func step(_ heldOut: [(scores: [Float], target: Int)]) -> (base: Double, slope: Double) {
        var gradient = (0.0, 0.0)
        var curve = (0.0, 0.0, 0.0)
        for (scores, target) in heldOut {
            let best = Double(scores.max() ?? 0)
            var mean = 0.0
            var square = 0.0
            for (share, score) in zip(shares(scores), scores) {
                mean += share * Double(score)
                square += share * Double(score) * Double(score)
            }
            let sharpness = sharpness(best: best)
            let pull = (mean - Double(scores[target])) * sharpness
            let spread = max(square - mean * mean, 0) * sharpness * sharpness
            gradient = (gradient.0 + pull, gradient.1 + pull * best)
            curve = (curve.0 + spread, curve.1 + spread * best, curve.2 + spread * best * best)
        }
        let rows = Double(heldOut.count)
        gradient = (gradient.0 / rows + 2 * Self.ridge * base, gradient.1 / rows + 2 * Self.ridge * slope)
        curve = (curve.0 / rows + 2 * Self.ridge, curve.1 / rows, curve.2 / rows + 2 * Self.ridge)
        let determinant = curve.0 * curve.2 - curve.1 * curve.1
        return (
            (curve.2 * gradient.0 - curve.1 * gradient.1) / determinant,
            (curve.0 * gradient.1 - curve.1 * gradient.0) / determinant
        )
    }
}
