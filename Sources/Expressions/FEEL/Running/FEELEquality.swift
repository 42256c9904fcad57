import Foundation

/// Equality and order of FEEL's values (DMN 1.5, clauses 10.3.2.11 to 10.3.2.13).
enum FEELEquality {
    /// `=`: null with itself is true, of different kinds unknown.
    static func equal(_ left: FEELValue, _ right: FEELValue, _ run: FEELRun, isTold: Bool = true) -> Bool? {
        switch (left, right) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.list(let a), .list(let b)): return equal(a, b, run)
        case (.list(let a), _) where a.count == 1: return equal(a[0], right, run)
        case (_, .list(let b)) where b.count == 1: return equal(left, b[0], run)
        case (.context(let a), .context(let b)): return equal(a, b, run)
        case (.range(let a), .range(let b)): return equal(a, b, run)
        case (.function(let a), .function(let b)):
            return a == b
        case (.dateTime(let a), .dateTime(let b)):
            guard (a.offsetSeconds == nil) == (b.offsetSeconds == nil) else { return false }
            return millisecond(a.nanoseconds) == millisecond(b.nanoseconds)
        case (.time(let a), .time(let b)): return equal(a, b)
        case (.duration(let a), .months(let b)), (.months(let b), .duration(let a)):
            if a.nanoseconds == 0, b.count == 0 { return true }
        default:
            if left.isSameKind(as: right) { return left == right }
        }
        if isTold { run.complain("a \(left.kind) is compared with a \(right.kind)") }
        return nil
    }

    private static func equal(_ left: [FEELValue], _ right: [FEELValue], _ run: FEELRun) -> Bool? {
        guard left.count == right.count, run.mayStep(left.count) else { return false }
        for (a, b) in zip(left, right) where equal(a, b, run) != true { return false }
        return true
    }

    private static func equal(_ left: FEELContext, _ right: FEELContext, _ run: FEELRun) -> Bool? {
        guard run.mayStep(left.count), Set(left.keys) == Set(right.keys) else { return false }
        for key in left.keys where equal(left[key] ?? .null, right[key] ?? .null, run) != true { return false }
        return true
    }

    private static func equal(_ left: FEELRange, _ right: FEELRange, _ run: FEELRun) -> Bool? {
        guard left.form == right.form, left.includesStart == right.includesStart, left.includesEnd == right.includesEnd
        else { return false }
        return equal(left.start, right.start, run) == true && equal(left.end, right.end, run) == true
    }

    /// Times with a zone go by the moment they are.
    private static func equal(_ left: FEELTime, _ right: FEELTime) -> Bool {
        guard let a = left.offsetSeconds, let b = right.offsetSeconds else {
            return left.zone == nil && right.zone == nil
                && millisecond(left.nanosecondsOfDay) == millisecond(right.nanosecondsOfDay)
        }
        return millisecond(left.nanosecondsOfDay - a * 1_000_000_000)
            == millisecond(right.nanosecondsOfDay - b * 1_000_000_000)
    }

    /// −1, 0 or 1 for values that have an order, `nil` for others.
    static func order(_ left: FEELValue, _ right: FEELValue) -> Int? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return sign(a, b)
        case (.string(let a), .string(let b)):
            return a.unicodeScalars.elementsEqual(b.unicodeScalars)
                ? 0 : (a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1)
        case (.date(let a), .date(let b)): return sign(a, b)
        case (.dateTime(let a), .dateTime(let b)):
            guard (a.offsetSeconds == nil) == (b.offsetSeconds == nil) else { return nil }
            return sign(millisecond(a.nanoseconds), millisecond(b.nanoseconds))
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return nil }
            let shift = ((a.offsetSeconds ?? 0) - (b.offsetSeconds ?? 0)) * 1_000_000_000
            return sign(millisecond(a.nanosecondsOfDay - shift), millisecond(b.nanosecondsOfDay))
        case (.duration(let a), .duration(let b)): return sign(a, b)
        case (.months(let a), .months(let b)): return sign(a, b)
        default: return nil
        }
    }

    /// Times are the same within a millisecond (DMN TCK, 0068).
    private static func millisecond<T: BinaryInteger>(_ nanoseconds: T) -> T {
        let (quotient, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return rest < 0 ? quotient - 1 : quotient
    }

    private static func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left == right ? 0 : 1 }
}

extension FEELValue {
    /// Whether both are numbers, both strings, and so on.
    func isSameKind(as other: FEELValue) -> Bool { kind == other.kind }
}

extension FEELComparison {
    /// Whether it holds between two values; `nil` for unknown.
    func holds(_ left: FEELValue, _ right: FEELValue, _ run: FEELRun) -> Bool? {
        switch self {
        case .equal: return FEELEquality.equal(left, right, run)
        case .unequal: return FEELEquality.equal(left, right, run).map { !$0 }
        case .less, .atMost, .greater, .atLeast:
            guard let order = FEELEquality.order(left, right) else {
                run.complain("a \(left.kind) has no order with a \(right.kind)")
                return nil
            }
            switch self {
            case .less: return order < 0
            case .atMost: return order <= 0
            case .greater: return order > 0
            default: return order >= 0
            }
        }
    }
}

extension FEELRange {
    /// Whether a value lies inside; `nil` for unknown.
    func contains(_ value: FEELValue, _ run: FEELRun) -> Bool? {
        if form == .unequal { return FEELEquality.equal(value, start, run).map { !$0 } }
        if form == .equal || form == .interval, includesStart, includesEnd, start == end {
            return FEELEquality.equal(value, start, run)
        }
        let isAbove =
            form == .below ? true : (includesStart ? FEELComparison.atLeast : .greater).holds(value, start, run)
        let isBelow = form == .above ? true : (includesEnd ? FEELComparison.atMost : .less).holds(value, end, run)
        if isAbove == nil || isBelow == nil { return nil }
        return isAbove == true && isBelow == true
    }
}
