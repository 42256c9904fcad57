import Foundation

/// An estimate with the range that covers the truth as often as said.
public struct Interval: Sendable, Equatable, Encodable {
    public let estimate: Double
    public let low: Double
    public let high: Double

    /// Whether a value lies inside.
    public func covers(_ value: Double) -> Bool { low <= value && value <= high }

    /// A share (Wilson score, 95 %).
    public static func share(_ part: Int, of whole: Int) -> Interval {
        let range = Evaluation.wilson(part, of: whole)
        return Interval(estimate: Evaluation.share(part, of: whole), low: range[0], high: range[1])
    }

    /// The difference of two shares, second minus first (R. Newcombe, 1998, method 10; 95 %).
    public static func difference(_ first: (part: Int, whole: Int), _ second: (part: Int, whole: Int)) -> Interval {
        let (a, b) = (share(first.part, of: first.whole), share(second.part, of: second.whole))
        let gap = b.estimate - a.estimate
        let down = (pow(b.estimate - b.low, 2) + pow(a.high - a.estimate, 2)).squareRoot()
        let up = (pow(b.high - b.estimate, 2) + pow(a.estimate - a.low, 2)).squareRoot()
        return Interval(estimate: gap, low: gap - down, high: gap + up)
    }

    /// A mean (normal, 95 %): for a hundred values or more.
    public static func mean(_ values: [Double]) -> Interval {
        let count = Double(max(1, values.count))
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
        let half = 1.959964 * (variance / count).squareRoot()
        return Interval(estimate: mean, low: mean - half, high: mean + half)
    }

    /// The relative lift of one share over another, second over first minus 1 (logarithms, delta method; 95 %).
    ///
    /// - Returns: `nil` when either has none.
    public static func lift(_ first: (part: Int, whole: Int), _ second: (part: Int, whole: Int)) -> Interval? {
        guard first.part > 0, second.part > 0, first.whole > 0, second.whole > 0 else { return nil }
        let (a, b) = (Double(first.part) / Double(first.whole), Double(second.part) / Double(second.whole))
        let variance = (1 - a) / (a * Double(first.whole)) + (1 - b) / (b * Double(second.whole))
        let half = 1.959964 * variance.squareRoot()
        return Interval(estimate: b / a - 1, low: b / a * exp(-half) - 1, high: b / a * exp(half) - 1)
    }
}
