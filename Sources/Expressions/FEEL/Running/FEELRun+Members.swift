import Foundation

extension FEELRun {
    /// What stands after a point: an entry, a part of a time, or that of every item of a list.
    func member(_ name: String, of value: FEELValue) -> FEELValue {
        switch value {
        case .context(let context):
            return context[name] ?? complain("the context has no “\(name)”")
        case .list(let items): return .list(items.map { member(name, of: $0) })
        case .date(let date): return part(name, of: date) ?? missing(name, of: value)
        case .time(let time): return part(name, of: time, offset: time.offsetSeconds) ?? missing(name, of: value)
        case .dateTime(let moment):
            return part(name, of: moment.date) ?? part(name, of: moment.time, offset: moment.offsetSeconds)
                ?? missing(name, of: value)
        case .duration(let duration): return part(name, of: duration) ?? missing(name, of: value)
        case .months(let months):
            switch name {
            case "years": return .number(Decimal(months.count / 12))
            case "months": return .number(Decimal(months.count % 12))
            default: return missing(name, of: value)
            }
        case .range(let range): return part(name, of: range) ?? missing(name, of: value)
        default: return missing(name, of: value)
        }
    }

    private func missing(_ name: String, of value: FEELValue) -> FEELValue {
        complain("a \(value.kind) has no “\(name)”")
    }

    private func part(_ name: String, of date: FEELDate) -> FEELValue? {
        switch name {
        case "year": .number(Decimal(date.year))
        case "month": .number(Decimal(date.month))
        case "day": .number(Decimal(date.day))
        case "weekday": .number(Decimal(date.weekday))
        default: nil
        }
    }

    private func part(_ name: String, of time: FEELTime, offset: Int?) -> FEELValue? {
        switch name {
        case "hour": return .number(Decimal(time.hour))
        case "minute": return .number(Decimal(time.minute))
        case "second":
            return .number(Decimal(time.second) + Decimal(time.nanosecond) / 1_000_000_000)
        case "time offset": return offset.map { .duration(FEELDuration(seconds: $0)) } ?? .null
        case "timezone":
            guard case .region(let region)? = time.zone else { return .null }
            return .string(region)
        default: return nil
        }
    }

    private func part(_ name: String, of duration: FEELDuration) -> FEELValue? {
        let seconds = duration.seconds
        switch name {
        case "days": return .number(Decimal(seconds / 86_400))
        case "hours": return .number(Decimal(seconds / 3_600 % 24))
        case "minutes": return .number(Decimal(seconds / 60 % 60))
        case "seconds":
            let rest = Decimal(Int(duration.nanoseconds % 60_000_000_000))
            return .number(rest / 1_000_000_000)
        default: return nil
        }
    }

    private func part(_ name: String, of range: FEELRange) -> FEELValue? {
        switch name {
        case "start": range.start
        case "end": range.end
        case "start included": .boolean(range.includesStart)
        case "end included": .boolean(range.includesEnd)
        default: nil
        }
    }
}
