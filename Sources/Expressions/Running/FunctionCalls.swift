extension Program {
    /// Works a function out; NULL wherever an argument it needs is missing or of another kind.
    func call(_ function: Function, _ arguments: ArraySlice<Int32>, _ context: Context) -> Cell {
        guard let first = arguments.first else { return context.now.map { .integer($0) } ?? .null }
        let value = cell(first, context)
        switch function {
        case .coalesce:
            if value != .null { return value }
            return arguments.dropFirst().lazy.map { cell($0, context) }.first { $0 != .null } ?? .null
        case .now: return context.now.map { .integer($0) } ?? .null
        case .daysSince, .hoursSince, .minutesSince, .year, .month, .day, .weekday, .hour:
            guard case .integer(let time) = value else { return .null }
            return Self.time(function, time, context).map { .integer($0) } ?? .null
        case .contains, .containsAny, .containsAll, .startsWith, .endsWith, .inRegion:
            let others = arguments.dropFirst().map { cell($0, context) }
            return Self.asks(function, value, others).cell
        case .absolute: return Self.absolute(value)
        case .lower, .upper, .trim, .length: return Self.text(function, value)
        }
    }

    private static func text(_ function: Function, _ value: Cell) -> Cell {
        if function == .length, case .set(let members) = value { return .integer(Int64(members.count)) }
        guard let text = value.text else { return .null }
        return switch function {
        case .lower: .text(text.mapASCII(\.lowercasedASCII))
        case .upper: .text(text.mapASCII(\.uppercasedASCII))
        case .trim: .text(text.trimmingSpaces)
        default: .integer(Int64(text.string.unicodeScalars.count))
        }
    }

    /// As SQLite's `abs`, which takes a text for the number it begins with; the one whole number without a positive
    /// counterpart becomes a real number here, where SQLite fails.
    private static func absolute(_ value: Cell) -> Cell {
        switch value {
        case .null, .set: .null
        case .integer(let whole): whole == .min ? .real(9_223_372_036_854_775_808) : .integer(abs(whole))
        case .real(let real): .real(abs(real))
        case .text(let text): .real(abs(text.real))
        }
    }

    private static func time(_ function: Function, _ time: Int64, _ context: Context) -> Int64? {
        let date = Moment.Civil(time, zoneOffsetSeconds: context.schema.zoneOffsetSeconds)
        switch function {
        case .year: return date.year
        case .month: return date.month
        case .day: return date.day
        case .weekday: return date.weekday
        case .hour: return date.hour
        default: break
        }
        guard let now = context.now else { return nil }
        let seconds: Int64 = function == .daysSince ? 86_400 : function == .hoursSince ? 3_600 : 60
        return Moment.count(of: seconds, from: time, to: now)
    }

    private static func asks(_ function: Function, _ value: Cell, _ others: [Cell]) -> Truth {
        switch function {
        case .contains: contains(value, others[0])
        case .containsAny: others.reduce(Truth.false) { Truth.either($0, contains(value, $1)) }
        case .containsAll: others.reduce(Truth.true) { Truth.both($0, contains(value, $1)) }
        case .startsWith: compare(value, others[0]) { $0.starts(with: $1) }
        case .endsWith: compare(value, others[0]) { $0.reversed().starts(with: $1.reversed()) }
        default: compare(value, others[0]) { Region.lies(Array($0), in: Array($1)) }
        }
    }

    private static func contains(_ whole: Cell, _ part: Cell) -> Truth {
        guard let wanted = part.text else { return .unknown }
        if case .set(let members) = whole { return Truth(members.contains(wanted)) }
        guard let text = whole.text else { return .unknown }
        return Truth(text.contains(wanted))
    }

    private static func compare(
        _ left: Cell, _ right: Cell, _ ask: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Truth {
        guard let a = left.text, let b = right.text else { return .unknown }
        return Truth(a.withBytes { first in b.withBytes { second in ask(first, second) } })
    }
}

/// Places within places.
private enum Region {
    /// Two digits each for province, prefecture and county in a code of GB/T 2260; names are steps of a path.
    static func lies(_ inner: [UInt8], in outer: [UInt8]) -> Bool {
        if let place = code(inner), let area = code(outer) { return place.starts(with: area) }
        guard !outer.isEmpty, inner.starts(with: outer) else { return false }
        return inner.count == outer.count || inner[outer.count] == UInt8(ascii: "/")
    }

    /// The digits that say something: `440000` is `44`.
    private static func code(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard [2, 4, 6, 9, 12].contains(bytes.count), bytes.allSatisfy(\.isDigit) else { return nil }
        var digits = bytes[...]
        for width in [3, 3, 2, 2] where digits.count > 2 {
            let isWhole = width == 3 ? digits.count > 6 : digits.count <= 6
            if isWhole, digits.suffix(width).allSatisfy({ $0 == UInt8(ascii: "0") }) { digits.removeLast(width) }
        }
        return digits
    }
}
