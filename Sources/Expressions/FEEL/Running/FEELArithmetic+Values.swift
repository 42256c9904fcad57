import Foundation

extension FEELArithmetic {
    /// The result of an operator, null for kinds it does not join (DMN 1.5, clauses 10.3.2.14 and 10.3.2.15).
    func apply(_ left: FEELValue, _ right: FEELValue, _ run: FEELRun) -> FEELValue {
        let result: FEELValue? =
            switch self {
            case .add: sum(left, right, run)
            case .subtract: difference(left, right)
            case .multiply: product(left, right)
            case .divide: quotient(left, right)
            case .power: power(left, right)
            }
        if let result { return result }
        // Null comes of something that has been told already.
        if left.isNull || right.isNull, !run.complaints.isEmpty { return .null }
        if self == .divide, right == 0 { return run.complain("division by zero") }
        if left.isSameKind(as: right), case .number = left {
            return run.complain("\(rawValue) goes beyond the largest number")
        }
        return run.complain("\(left.kind) \(rawValue) \(right.kind) has no value")
    }

    /// The minus sign before a value.
    static func negate(_ value: FEELValue, _ run: FEELRun) -> FEELValue {
        switch value {
        case .number(let number): return .number(-number)
        case .duration(let duration):
            return FEELDuration(nanoseconds: -duration.nanoseconds).map { .duration($0) } ?? .null
        case .months(let months): return FEELMonths(-months.count).map { .months($0) } ?? .null
        default: return run.complain("a \(value.kind) has no negative")
        }
    }

    private func number(_ value: Decimal?) -> FEELValue? { value.flatMap(FEELNumber.fit).map { .number($0) } }

    private func sum(_ left: FEELValue, _ right: FEELValue, _ run: FEELRun) -> FEELValue? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return number(a + b)
        case (.string(let a), .string(let b)):
            let size = a.utf8.count + b.utf8.count
            return size <= FEELLimits.textBytesMax && run.mayStep(size / 16) ? .string(a + b) : nil
        case (.duration(let a), .duration(let b)):
            return FEELDuration(nanoseconds: a.nanoseconds + b.nanoseconds).map { .duration($0) }
        case (.months(let a), .months(let b)): return FEELMonths(a.count + b.count).map { .months($0) }
        case (_, .duration(let span)): return shifted(left, span)
        case (_, .months(let months)): return shifted(left, months)
        case (.duration(let span), _): return shifted(right, span)
        case (.months(let months), _): return shifted(right, months)
        default: return nil
        }
    }

    private func shifted(_ value: FEELValue, _ span: FEELDuration) -> FEELValue? {
        switch value {
        case .date(let date):
            let midnight = FEELDateTime(date: date, time: FEELTime(nanosecondsOfDay: 0, zone: nil))
            return midnight.adding(span).map { .date($0.date) }
        case .dateTime(let moment): return moment.adding(span).map { .dateTime($0) }
        case .time(let time):
            let total = Int(span.nanoseconds % Int128(FEELTime.dayNanoseconds)) + time.nanosecondsOfDay
            return .time(FEELTime(nanosecondsOfDay: total, zone: time.zone))
        default: return nil
        }
    }

    private func shifted(_ value: FEELValue, _ months: FEELMonths) -> FEELValue? {
        switch value {
        case .date(let date): return date.adding(months: months.count).map { .date($0) }
        case .dateTime(let moment): return moment.adding(months: months.count).map { .dateTime($0) }
        default: return nil
        }
    }

    private func difference(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return number(a - b)
        case (.duration(let a), .duration(let b)):
            return FEELDuration(nanoseconds: a.nanoseconds - b.nanoseconds).map { .duration($0) }
        case (.months(let a), .months(let b)): return FEELMonths(a.count - b.count).map { .months($0) }
        case (_, .duration(let span)): return FEELDuration(nanoseconds: -span.nanoseconds).flatMap { shifted(left, $0) }
        case (_, .months(let months)): return FEELMonths(-months.count).flatMap { shifted(left, $0) }
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return nil }
            let shift = ((a.offsetSeconds ?? 0) - (b.offsetSeconds ?? 0)) * 1_000_000_000
            return FEELDuration(nanoseconds: Int128(a.nanosecondsOfDay - shift - b.nanosecondsOfDay)).map {
                .duration($0)
            }
        default:
            guard let a = left.moment, let b = right.moment, (a.offsetSeconds == nil) == (b.offsetSeconds == nil) else {
                return nil
            }
            return FEELDuration(nanoseconds: a.nanoseconds - b.nanoseconds).map { .duration($0) }
        }
    }

    private func product(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return number(a * b)
        case (.number(let factor), .duration(let span)), (.duration(let span), .number(let factor)):
            return FEELDuration.from(span.decimal * factor)
        case (.number(let factor), .months(let months)), (.months(let months), .number(let factor)):
            return Self.months(Decimal(months.count) * factor)
        default: return nil
        }
    }

    private func quotient(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
        switch (left, right) {
        case (.number(let a), .number(let b)): return b == 0 ? nil : number(a / b)
        case (.duration(let span), .number(let b)): return b == 0 ? nil : FEELDuration.from(span.decimal / b)
        case (.months(let months), .number(let b)): return b == 0 ? nil : Self.months(Decimal(months.count) / b)
        case (.duration(let a), .duration(let b)): return b.nanoseconds == 0 ? nil : number(a.decimal / b.decimal)
        case (.months(let a), .months(let b)): return b.count == 0 ? nil : number(Decimal(a.count) / Decimal(b.count))
        default: return nil
        }
    }

    private func power(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
        guard case (.number(let base), .number(let exponent)) = (left, right) else { return nil }
        return number(FEELNumber.power(base, exponent))
    }

    /// Whole months, towards zero.
    private static func months(_ value: Decimal) -> FEELValue? {
        guard !value.isNaN else { return nil }
        return FEELNumber.whole(FEELNumber.round(value, places: 0, value < 0 ? .up : .down)).flatMap { FEELMonths($0) }
            .map { .months($0) }
    }
}

extension FEELValue {
    /// A date or a date and time as the latter; a date is its midnight in UTC.
    fileprivate var moment: FEELDateTime? {
        switch self {
        case .dateTime(let moment): return moment
        case .date(let date):
            return FEELDateTime(date: date, time: FEELTime(nanosecondsOfDay: 0, zone: .offset(0)))
        default: return nil
        }
    }
}

extension FEELDuration {
    /// The length in seconds.
    var decimal: Decimal {
        let whole = Decimal(Int(nanoseconds / 1_000_000_000))
        return whole + Decimal(Int(nanoseconds % 1_000_000_000)) / 1_000_000_000
    }

    /// A length of so many seconds.
    static func from(_ seconds: Decimal) -> FEELValue? {
        guard !seconds.isNaN, abs(seconds) < 100_000_000_000_000_000 else { return nil }
        let whole = FEELNumber.round(seconds, places: 0, seconds < 0 ? .up : .down)
        let rest = FEELNumber.round((seconds - whole) * 1_000_000_000, places: 0, .plain)
        let total = Int128(NSDecimalNumber(decimal: whole).int64Value) * 1_000_000_000
        return FEELDuration(nanoseconds: total + Int128(NSDecimalNumber(decimal: rest).int64Value)).map {
            .duration($0)
        }
    }
}
