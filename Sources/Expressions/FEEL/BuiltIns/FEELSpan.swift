/// A range or a single point as the relations between them see it.
struct FEELSpan {
    let low: Place
    let closedLow: Bool
    let high: Place
    let closedHigh: Bool
    let isPoint: Bool

    /// A value that has an order, among others of its kind; `nil` inside is without end.
    struct Place: Comparable {
        let value: FEELValue
        /// −1 before everything, 1 after everything, 0 for a value.
        let infinity: Int

        static func < (left: Self, right: Self) -> Bool {
            if left.infinity != 0 || right.infinity != 0 { return left.infinity < right.infinity }
            return (FEELEquality.order(left.value, right.value) ?? 0) < 0
        }

        static func == (left: Self, right: Self) -> Bool {
            if left.infinity != 0 || right.infinity != 0 { return left.infinity == right.infinity }
            return FEELEquality.order(left.value, right.value) == 0
        }
    }

    /// `nil` for what has no order.
    init?(_ value: FEELValue) {
        if case .range(let range) = value {
            guard range.form != .unequal, !(range.start.isNull && range.end.isNull) else { return nil }
            if range.form == .interval, range.start.isNull || range.end.isNull { return nil }
            low = Place(value: range.start, infinity: range.start.isNull ? -1 : 0)
            high = Place(value: range.end, infinity: range.end.isNull ? 1 : 0)
            (closedLow, closedHigh, isPoint) = (range.includesStart, range.includesEnd, false)
        } else {
            guard FEELEquality.order(value, value) != nil else { return nil }
            low = Place(value: value, infinity: 0)
            high = low
            (closedLow, closedHigh, isPoint) = (true, true, true)
        }
    }

    /// Two that can be compared with each other.
    static func pair(_ left: FEELValue, _ right: FEELValue) -> (FEELSpan, FEELSpan)? {
        guard let a = FEELSpan(left), let b = FEELSpan(right) else { return nil }
        let sample = [a.low, a.high].first { $0.infinity == 0 }
        let other = [b.low, b.high].first { $0.infinity == 0 }
        guard let sample, let other, FEELEquality.order(sample.value, other.value) != nil else { return nil }
        return (a, b)
    }
}
