import Foundation

/// Two arms compared as often as anybody likes, with the promise kept: an experiment without effect is called one in at
/// most one of twenty cases, however often it is looked at.
///
/// A confidence sequence for the difference of two means: the mixture of Robbins (1970) with the running estimate of
/// the variance (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory", 2021). It
/// holds from about a hundred of each arm on; before that nothing is decided.
public struct SequentialTest: Sendable, Equatable {
    /// Chance of a false alarm over the whole life of the experiment.
    public let alpha: Double
    /// Where the sequence is tightest: people of both arms together.
    public let tightest: Int
    /// Fewer of either arm decide nothing.
    public static let armMin = 100

    private struct Arm: Sendable, Equatable {
        var count = 0
        var mean = 0.0
        var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            let before = value - mean
            mean += before / Double(count)
            squares += before * (value - mean)
        }

        var variance: Double { count > 1 ? squares / Double(count - 1) : 0 }
    }

    private var control = Arm()
    private var treatment = Arm()

    /// - Parameter tightest: how many people are expected to matter; a guess is enough.
    public init(alpha: Double = 0.05, tightest: Int = 5_000) {
        self.alpha = min(0.5, max(1e-9, alpha))
        self.tightest = max(10, tightest)
    }

    /// Takes one more outcome: 0 or 1, an amount, a time.
    public mutating func observe(_ value: Double, inTreatment: Bool) {
        guard value.isFinite else { return }
        if inTreatment { treatment.add(value) } else { control.add(value) }
    }

    /// People seen in each arm.
    public var counts: (control: Int, treatment: Int) { (control.count, treatment.count) }

    /// Treatment minus control, with a range that covers the truth at all times at once with chance 1 − alpha.
    public var interval: Interval {
        let gap = treatment.mean - control.mean
        guard control.count >= Self.armMin, treatment.count >= Self.armMin else {
            return Interval(estimate: gap, low: -.infinity, high: .infinity)
        }
        let people = Double(control.count + treatment.count)
        // The variance of one person's contribution to the difference.
        let variance =
            people * (control.variance / Double(control.count) + treatment.variance / Double(treatment.count))
        let rho = Self.mixture(alpha, tightest)
        let spread = people * rho * rho + 1
        let half = (variance * 2 * spread / (people * people * rho * rho) * log(spread.squareRoot() / alpha))
            .squareRoot()
        return Interval(estimate: gap, low: gap - half, high: gap + half)
    }

    /// Whether there is an effect, beyond the doubt that was allowed.
    public var isDecided: Bool { !interval.covers(0) }

    /// The mixture's spread that makes the sequence tightest at so many people (their equation for ρ).
    private static func mixture(_ alpha: Double, _ people: Int) -> Double {
        let level = -2 * log(alpha)
        return ((level + log(level + 1)) / Double(people)).squareRoot()
    }

    /// People that each of two equal arms needs to find a difference of shares with a test of fixed length (80 % power,
    /// 5 % two-sided): what is still missing is this less what was seen.
    public static func sampleSize(from share: Double, to other: Double) -> Int {
        let gap = abs(other - share)
        guard gap > 0, (0...1).contains(share), (0...1).contains(other) else { return .max }
        let (alpha, beta) = (1.959964, 0.841621)
        let middle = (share + other) / 2
        let root =
            alpha * (2 * middle * (1 - middle)).squareRoot()
            + beta * (share * (1 - share) + other * (1 - other)).squareRoot()
        return Int((root * root / (gap * gap)).rounded(.up))
    }
}
