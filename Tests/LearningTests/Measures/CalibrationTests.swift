import Foundation
import Testing

@testable import Learning

@Suite struct CalibrationTests {
    /// Scores of four classes, and a class drawn with the probabilities softmax(sharpness · scores).
    private func drawn(_ rows: Int, sharpness: Double, seed: UInt64) -> [(scores: [Float], target: Int)] {
        var random = SeededRandom(seed: seed)
        let truth = Calibration(base: log(sharpness), slope: 0)
        return (0..<rows).map { _ in
            let scores = (0..<4).map { _ in Float.random(in: -1...1, using: &random) }
            var rest = Double.random(in: 0..<1, using: &random)
            let target = truth.shares(scores).firstIndex { share in
                rest -= share
                return rest < 0
            }
            return (scores, target ?? 3)
        }
    }

    @Test("The sharpness behind drawn answers is found again", arguments: [0.8, 2, 5])
    func recovers(sharpness: Double) {
        let fitted = Calibration(fitting: drawn(3_000, sharpness: sharpness, seed: 4))
        // 0.6 is the mean of the best of four scores drawn from -1…1.
        #expect(abs(exp(fitted.base + fitted.slope * 0.6) - sharpness) < 0.15 * sharpness)
    }

    @Test("On fresh draws the confidence is right within three points, whatever the first guess was")
    func calibrated() {
        let fitted = Calibration(fitting: drawn(3_000, sharpness: 2, seed: 8))
        let fresh = drawn(3_000, sharpness: 2, seed: 9).map { row in
            (confidence: fitted.shares(row.scores).max() ?? 0, isRight: row.scores.indexOfMax == row.target)
        }
        #expect(Evaluation.calibrationError(fresh) < 0.03)
        let overconfident = drawn(3_000, sharpness: 2, seed: 9).map { row in
            (
                confidence: Calibration(base: log(9), slope: 0).shares(row.scores).max() ?? 0,
                isRight: row.scores.indexOfMax == row.target
            )
        }
        #expect(Evaluation.calibrationError(overconfident) > 0.1)
    }

    @Test("Shares lie in 0…1, sum to 1 and keep the order of the scores, even for absurd scores")
    func shares() {
        for scores in [[Float(0.2), -1, 0.9], [1e30, -1e30, 0], [-5, -5, -5], [7]] {
            let shares = Calibration(base: 3, slope: 1).shares(scores)
            #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
            #expect(shares.allSatisfy { (0...1).contains($0) })
            #expect(shares.firstIndex(of: shares.max() ?? 0) == scores.indexOfMax)
        }
        #expect(Calibration(base: 1, slope: 0).shares([]).isEmpty)
    }

    @Test("Held-out answers that are all right, or none at all, still give finite numbers")
    func degenerate() {
        let allRight = (0..<50).map { _ in (scores: [Float(1), -1], target: 0) }
        for fitted in [Calibration(fitting: allRight), Calibration(fitting: []), Calibration(fitting: [([0, 0], 1)])] {
            #expect(fitted.base.isFinite && fitted.slope.isFinite)
            #expect((fitted.shares([1, -1]).first ?? 0) > 0.5)
        }
    }
}

@Suite struct ScopeThresholdTests {
    @Test("Cleanly split scores: the threshold lies between them")
    func clean() {
        let threshold = ScopeThreshold.balancing(
            inScope: [(0.6, true), (0.8, true), (0.9, false)], outOfScope: [-0.4, 0.2])
        #expect(threshold > 0.2 && threshold <= 0.6)
    }

    @Test("Overlap by hand: refusing one of four right answers to catch two of two strangers is worth it")
    func overlap() {
        let inScope: [(best: Float, isRight: Bool)] = [(0.1, true), (0.5, true), (0.7, true), (0.9, true)]
        let threshold = ScopeThreshold.balancing(inScope: inScope, outOfScope: [0, 0.3])
        #expect(threshold > 0.3 && threshold < 0.5)
    }

    @Test("When refusing gains nothing, nobody is refused")
    func hopeless() {
        let threshold = ScopeThreshold.balancing(inScope: [(0.1, true), (0.2, true)], outOfScope: [0.9])
        #expect(threshold < 0.1)
        #expect(ScopeThreshold.balancing(inScope: [], outOfScope: []) < -1e30)
        // Equal scores cannot be told apart.
        #expect(ScopeThreshold.balancing(inScope: [(0.5, true)], outOfScope: [0.5]) < 0.5)
    }

    @Test("Without strangers the stated share of right answers passes")
    func keeping() {
        let inScope = (0..<100).map { (best: Float($0), isRight: true) } + [(best: Float(-50), isRight: false)]
        #expect(ScopeThreshold.keeping(0.95, of: inScope) == 5)
        #expect(ScopeThreshold.keeping(1, of: inScope) == 0)
        #expect(ScopeThreshold.keeping(0, of: inScope) == 99)
    }
}
