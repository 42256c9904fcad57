import Foundation

/// What another policy would have brought, judged from what a policy in use has logged.
public enum OffPolicy {
    /// One decision that was made, and what came of it.
    public struct Decision: Sendable, Equatable {
        /// The chance with which what was done was done.
        public let propensity: Double
        /// The chance with which the other policy would have done the same.
        public let wanted: Double
        /// What came of it.
        public let reward: Double
        /// What a model expected of what was done, and of what the other policy would have done on average; 0 without
        /// a model.
        public let expected: Double
        public let expectedOfWanted: Double

        /// A logged decision.
        public init(
            propensity: Double, wanted: Double, reward: Double, expected: Double = 0, expectedOfWanted: Double = 0
        ) {
            self.propensity = propensity
            self.wanted = wanted
            self.reward = reward
            self.expected = expected
            self.expectedOfWanted = expectedOfWanted
        }
    }

    /// Mean reward of the other policy by three estimators.
    public struct Estimate: Sendable, Equatable, Encodable {
        /// Inverse propensity scores (Horvitz and Thompson, 1952).
        public let ips: Interval
        /// The same, normalised by the sum of the weights (self-normalised; Swaminathan and Joachims, 2015).
        public let snips: Interval
        /// Doubly robust (Dudík, Langford and Li, 2011): right if either the propensities or the model are.
        public let doublyRobust: Interval
        /// How many decisions of the other policy the log is worth (Kish).
        public let effectiveSampleSize: Double
        /// Weights that were cut to `weightMax`; more than a few make the estimate too low.
        public let clipped: Int
        public let decisions: Int
    }

    /// Larger weights are cut.
    public static let weightMax = 100.0

    /// Judges a log.
    ///
    /// - Throws: `badData` without decisions or with a propensity outside 0…1: what was never tried cannot be judged.
    public static func estimate(_ log: [Decision]) throws(LearningFailure) -> Estimate {
        guard !log.isEmpty else { throw .badData("the log is empty") }
        guard log.allSatisfy({ $0.propensity > 0 && $0.propensity <= 1 && (0...1).contains($0.wanted) }) else {
            throw .badData("a propensity is not above 0 and at most 1")
        }
        let raw = log.map { $0.wanted / $0.propensity }
        let weights = raw.map { min(weightMax, $0) }
        let sum = weights.reduce(0, +)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        let normalised = sum > 0 ? zip(weights, log).reduce(0) { $0 + $1.0 * $1.1.reward } / sum : 0
        // The delta method for a ratio of means.
        let residuals = zip(weights, log).map { $0 * ($1.reward - normalised) }
        let count = Double(log.count)
        let half = sum > 0 ? 1.959964 * residuals.reduce(0) { $0 + $1 * $1 }.squareRoot() / sum : .infinity
        return Estimate(
            ips: .mean(zip(weights, log).map { $0 * $1.reward }),
            snips: Interval(estimate: normalised, low: normalised - half, high: normalised + half),
            doublyRobust: .mean(
                zip(weights, log).map { $1.expectedOfWanted + $0 * ($1.reward - $1.expected) }),
            effectiveSampleSize: squares > 0 ? sum * sum / squares : 0,
            clipped: raw.count { $0 > weightMax }, decisions: Int(count))
    }
}
