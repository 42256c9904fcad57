/// Reading and writing instants in the ISO 8601 spellings conditions and templates use.
enum Moment {
    private static let secondsPerDay: Int64 = 86_400
    private static let microsecondsPerSecond: Int64 = 1_000_000

    /// Microseconds since 1970 UTC. Takes `2026-01-31`, then optionally `T` or a space and `08:30`, `:15`, `.250`,
    /// and a zone (`Z`, `+08:00`); a text without zone is in the zone given.
    static func parse(_ text: String, zoneOffsetSeconds: Int) -> Int64? {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), let days = days(year: year, month: month, day: day)
        else { return nil }
        var seconds: Int64 = 0
        var fraction: Int64 = 0
        var offset = Int64(zoneOffsetSeconds)
        if reader.take("T") || reader.take(" ") {
            guard let hour = reader.number(2), hour < 24, reader.take(":"), let minute = reader.number(2), minute < 60
            else { return nil }
            seconds = hour * 3600 + minute * 60
            if reader.take(":") {
                guard let second = reader.number(2), second < 60 else { return nil }
                seconds += second
                if reader.take(".") {
                    guard let micros = reader.fraction() else { return nil }
                    fraction = micros
                }
            }
            if let zone = reader.zone() { offset = zone }
        }
        guard reader.isAtEnd else { return nil }
        return (days * secondsPerDay + seconds - offset) * microsecondsPerSecond + fraction
    }

    /// An instant as calendar and clock of a zone show it.
    struct Civil {
        let year: Int64, month: Int64, day: Int64
        /// 0…23 and 0…59.
        let hour: Int64, minute: Int64
        /// 1 is Monday (ISO 8601).
        let weekday: Int64

        init(_ microseconds: Int64, zoneOffsetSeconds: Int) {
            let seconds = floorDivide(microseconds, microsecondsPerSecond)
                .addingReportingOverflow(Int64(zoneOffsetSeconds)).0
            let number = floorDivide(seconds, secondsPerDay)
            let minutes = (seconds - number * secondsPerDay) / 60
            (year, month, day) = civil(number)
            hour = minutes / 60
            minute = minutes % 60
            // 1970-01-01 was a Thursday.
            weekday = number + 3 - floorDivide(number + 3, 7) * 7 + 1
        }
    }

    /// `2026-01-31 08:30` in the given zone.
    static func spell(_ microseconds: Int64, zoneOffsetSeconds: Int) -> String {
        let date = Civil(microseconds, zoneOffsetSeconds: zoneOffsetSeconds)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let year = date.year
        let padded = year >= 0 && year < 1000 ? String(String(10_000 + year).dropFirst()) : String(year)
        return "\(padded)-\(two(date.month))-\(two(date.day)) \(two(date.hour)):\(two(date.minute))"
    }

    /// Whole stretches of so many seconds from one instant to another, rounded down.
    static func count(of seconds: Int64, from start: Int64, to end: Int64) -> Int64 {
        let (span, overflow) = end.subtractingReportingOverflow(start)
        if overflow { return end > start ? .max : .min }
        return floorDivide(span, seconds * microsecondsPerSecond)
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        let quotient = value / by
        return value % by < 0 ? quotient - 1 : quotient
    }

    /// Days since 1970 in the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
        let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), year >= 1 else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        guard day >= 1, day <= lengths[Int(month) - 1] + (leap && month == 2 ? 1 : 0) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}

private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == sign.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// One to six digits, as microseconds.
    mutating func fraction() -> Int64? {
        let digits = rest.prefix { $0.isDigit }
        guard (1...6).contains(digits.count) else { return nil }
        rest.removeFirst(digits.count)
        return (0..<(6 - digits.count)).reduce(digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }) { value, _ in value * 10
        }
    }

    mutating func zone() -> Int64? {
        if take("Z") { return 0 }
        let before = rest
        let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2), hours <= 14, take(":"), let minutes = number(2), minutes < 60 else {
            rest = before
            return nil
        }
        return sign * (hours * 3600 + minutes * 60)
    }
}
