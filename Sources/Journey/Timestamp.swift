public import Foundation

/// A moment, in microseconds since 1970-01-01T00:00:00 UTC.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The nearest microsecond; a date beyond the 290,000 years that fit becomes the first or last moment.
    public init(_ date: Date) { microseconds = Self.clamped(date.timeIntervalSince1970 * 1_000_000) }

    public var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// Later by that many seconds (earlier when negative).
    public func adding(seconds: Double) -> Timestamp {
        let (sum, overflow) = microseconds.addingReportingOverflow(Self.clamped(seconds * 1_000_000))
        return Timestamp(microseconds: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    private static func clamped(_ microseconds: Double) -> Int64 {
        if microseconds.isNaN { return 0 }
        return Int64(exactly: microseconds.rounded()) ?? (microseconds < 0 ? .min : .max)
    }

    /// Seconds from `earlier` to here; negative when `earlier` is later.
    public func seconds(since earlier: Timestamp) -> Double {
        let (difference, overflow) = microseconds.subtractingReportingOverflow(earlier.microseconds)
        if overflow { return (Double(microseconds) - Double(earlier.microseconds)) / 1_000_000 }
        return Double(difference) / 1_000_000
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with six decimals: `2026-01-02T03:04:05.678901Z`.
    public var description: String {
        let days = Int(floorDivide(microseconds, 86_400_000_000))
        let remainder = microseconds % 86_400_000_000
        let rest = remainder < 0 ? remainder + 86_400_000_000 : remainder
        let (year, month, day) = Self.civil(days)
        let seconds = rest / 1_000_000
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + "T"
            + Self.padded(Int(seconds / 3600), 2) + ":" + Self.padded(Int(seconds / 60 % 60), 2) + ":"
            + Self.padded(Int(seconds % 60), 2) + "." + Self.padded(Int(rest % 1_000_000), 6) + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970 to the proleptic Gregorian date (H. Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = Int(floorDivide(Int64(shifted), 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

private func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}

extension Timestamp: Codable {
    /// Reads the form that `description` writes for the years 0000 to 9999; fewer decimals are fine.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (20...27).contains(bytes.count), bytes.count != 21, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (place, mark) in zip([4, 7, 10, 13, 16], "--T::".utf8) where bytes[place] != mark { return nil }
        let fields = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19].compactMap { Self.number(bytes[$0]) }
        guard fields.count == 6, let days = Self.days(fields[0], fields[1], fields[2]),
            fields[3] < 24, fields[4] < 60, fields[5] < 60
        else { return nil }
        var fraction = 0
        if bytes.count > 20 {
            let decimals = bytes[20..<(bytes.count - 1)]
            guard bytes[19] == UInt8(ascii: "."), let number = Self.number(decimals) else { return nil }
            fraction = (decimals.count..<6).reduce(number) { number, _ in number * 10 }
        }
        let seconds = ((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]
        microseconds = Int64(seconds) * 1_000_000 + Int64(fraction)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { number, digit in
            number.flatMap { (48...57).contains(digit) ? $0 * 10 + Int(digit - 48) : nil }
        }
    }

    /// The inverse of `civil`; `nil` for a day that the calendar does not have.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = Int(floorDivide(Int64(shifted), 400))
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        let back = civil(days)
        return back.month == month && back.day == day ? days : nil
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 time in UTC")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
