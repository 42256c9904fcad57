import Foundation

extension FEELBuiltIns {
    /// Functions that make one kind of value of another (DMN 1.5, clause 10.3.4.1), and `not` and `is`.
    static let conversions: [FEELBuiltIn] = [
        FEELBuiltIn("string", "from") { $0[0].isNull ? .null : .string($0[0].text) },
        FEELBuiltIn("number", "from, grouping separator?, decimal separator?") { number($0) },
        FEELBuiltIn("date", "from") { date(from: $0) }
            .or("year, month, day") { arguments in
                guard let year = arguments.whole(0), let month = arguments.whole(1), let day = arguments.whole(2) else {
                    return nil
                }
                return FEELDate(year: year, month: month, day: day).map { .date($0) }
            },
        FEELBuiltIn("time", "from") { time(from: $0) }
            .or("hour, minute, second, offset?") { time(ofParts: $0) },
        FEELBuiltIn("date and time", "from") { arguments in
            if case .dateTime = arguments[0] { return arguments[0] }
            return arguments.string(0).flatMap(FEELTemporalText.dateTime).map { .dateTime($0) }
        }.or("date, time") { arguments in
            guard let day = arguments.day(0), case .time(let time) = arguments[1] else { return nil }
            return .dateTime(FEELDateTime(date: day, time: time))
        },
        FEELBuiltIn("duration", "from") { arguments in
            switch arguments[0] {
            case .duration, .months: arguments[0]
            default: arguments.string(0).flatMap(FEELTemporalText.duration)
            }
        },
        FEELBuiltIn("years and months duration", "from, to") { arguments in
            guard let from = arguments.day(0), let to = arguments.day(1) else { return nil }
            var months = (to.year - from.year) * 12 + to.month - from.month
            if months > 0, to.day < from.day { months -= 1 }
            if months < 0, to.day > from.day { months += 1 }
            return FEELMonths(months).map { .months($0) }
        },
        FEELBuiltIn("not", "negand") { arguments in
            arguments.boolean(0).map { .boolean(!$0) }
        },
        FEELBuiltIn("is", "value1?, value2?") { .boolean(isSame($0[0], $0[1])) },
    ]

    private static func number(_ arguments: FEELArguments) -> FEELValue? {
        if arguments.count == 1, case .number = arguments[0] { return arguments[0] }
        guard var text = arguments.string(0) else { return nil }
        if arguments.count > 1, !arguments[1].isNull {
            guard let grouping = arguments.string(1), [" ", ",", "."].contains(grouping) else { return nil }
            if grouping == arguments.string(2) { return nil }
            text = text.replacing(grouping, with: "")
        }
        if arguments.count > 2, !arguments[2].isNull {
            guard let point = arguments.string(2), [",", "."].contains(point) else { return nil }
            guard point == "." || !text.contains(".") else { return nil }
            text = text.replacing(point, with: ".")
        }
        return .fitting(FEELNumber.parse(text))
    }

    private static func date(from arguments: FEELArguments) -> FEELValue? {
        if let day = arguments.day(0) { return .date(day) }
        return arguments.string(0).flatMap(FEELTemporalText.date).map { .date($0) }
    }

    private static func time(from arguments: FEELArguments) -> FEELValue? {
        switch arguments[0] {
        case .time: return arguments[0]
        case .dateTime(let moment): return .time(moment.time)
        case .date: return .time(FEELTime(nanosecondsOfDay: 0, zone: .offset(0)))
        default:
            guard let text = arguments.string(0) else { return nil }
            return FEELTemporalText.time(text).map { .time($0) }
        }
    }

    private static func time(ofParts arguments: FEELArguments) -> FEELValue? {
        guard let hour = arguments.whole(0), let minute = arguments.whole(1), let exact = arguments.number(2),
            exact >= 0, exact < 60
        else { return nil }
        let second = FEELNumber.round(exact, places: 0, .down)
        let rest = FEELNumber.round((exact - second) * 1_000_000_000, places: 0, .down)
        var zone: FEELZone?
        if case .duration(let offset) = arguments[3] {
            guard abs(offset.seconds) <= FEELZone.offsetSecondsMax else { return nil }
            zone = .offset(offset.seconds)
        } else if !arguments[3].isNull {
            return nil
        }
        guard let whole = FEELNumber.whole(second), let nanosecond = FEELNumber.whole(rest) else { return nil }
        return FEELTime(hour: hour, minute: minute, second: whole, nanosecond: nanosecond, zone: zone)
            .map { .time($0) }
    }

    /// The same value of the same kind: times must also agree in their zone (DMN 1.5, clause 10.3.2.13).
    private static func isSame(_ left: FEELValue, _ right: FEELValue) -> Bool {
        if case .function(let a) = left, case .function(let b) = right { return a == b }
        return left == right
    }
}
