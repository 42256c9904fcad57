/// A closed stretch of numbers, perhaps without end on one side.
struct Interval: Sendable, Equatable {
    let low: Double, high: Double

    /// Beyond 2⁵³ a double no longer tells neighbouring whole numbers apart; such bounds are evaluated, not indexed.
    private static let exactBelow = 9_007_199_254_740_992.0

    init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The numbers for which a comparison with the bound holds; `nil` when they are no interval or not exact.
    init?(_ comparison: Comparison, _ bound: Cell) {
        let value: Double
        switch bound {
        case .integer(let whole): value = Double(whole)
        case .real(let real): value = real
        case .null, .text, .set: return nil
        }
        guard value.magnitude < Self.exactBelow else { return nil }
        switch comparison {
        case .less: self.init(low: -.infinity, high: value.nextDown)
        case .lessOrEqual: self.init(low: -.infinity, high: value)
        case .greater: self.init(low: value.nextUp, high: .infinity)
        case .greaterOrEqual: self.init(low: value, high: .infinity)
        case .equal: self.init(low: value, high: value)
        case .notEqual: return nil
        }
    }

    var isEmpty: Bool { low > high }
    var isTwoSided: Bool { low > -.infinity && high < .infinity }

    func contains(_ value: Double) -> Bool { low <= value && value <= high }

    func intersection(_ other: Interval) -> Interval {
        Interval(low: max(low, other.low), high: min(high, other.high))
    }
}

extension Cell {
    /// The value as a point an interval may contain.
    var point: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .null, .text, .set: nil
        }
    }
}
