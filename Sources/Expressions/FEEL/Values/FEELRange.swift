/// All values between two ends, or on one side of one (DMN 1.5, clause 10.3.2.7).
public struct FEELRange: Sendable, Equatable {
    /// How it was written; `(< 10)` and `(null..10)` are different ranges.
    public enum Form: Sendable, Equatable {
        /// With two ends, `[1..10)`; an end that is null makes membership unknown.
        case interval
        /// `< x` or `<= x`: everything up to its end.
        case below
        /// `> x` or `>= x`: everything from its start.
        case above
        /// `= x`: that one value.
        case equal
        /// `!= x`: everything but its start, which is its end.
        case unequal
    }

    /// The lower end, null without one.
    public let start: FEELValue
    /// Whether the lower end belongs to it.
    public let includesStart: Bool
    /// The upper end, null without one.
    public let end: FEELValue
    /// Whether the upper end belongs to it.
    public let includesEnd: Bool
    /// How it was written.
    public let form: Form

    /// Between two ends.
    public init(from start: FEELValue, included: Bool = true, to end: FEELValue, included includesEnd: Bool = true) {
        (self.start, self.includesStart, self.end, self.includesEnd) = (start, included, end, includesEnd)
        form = .interval
    }

    /// On one side of a value.
    init(_ comparison: FEELComparison, _ value: FEELValue) {
        let form: Form =
            switch comparison {
            case .equal: .equal
            case .unequal: .unequal
            case .less, .atMost: .below
            case .greater, .atLeast: .above
            }
        let isClosed = [.equal, .atMost, .atLeast].contains(comparison)
        start = form == .below ? .null : value
        end = form == .above ? .null : value
        includesStart = form == .below ? false : isClosed
        includesEnd = form == .above ? false : isClosed
        self.form = form
    }
}
