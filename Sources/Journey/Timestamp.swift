public import Foundation

/// A moment, in microseconds since 1970-01-01T00:00:00 UTC.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public init(_ date: Date) { microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded()) }

    public var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// Later by that many seconds (earlier when negative).
    public func adding(seconds: Double) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64((seconds * 1_000_000).rounded()))
    }

    /// Seconds from `earlier` to here; negative when `earlier` is later.
    public func seconds(since earlier: Timestamp) -> Double {
        Double(microseconds - earlier.microseconds) / 1_000_000
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with six decimals: `2026-01-02T03:04:05.678901Z`.
    public var description: String {
        let days = Int(floorDivide(microseconds, 86_400_000_000))
        let rest = microseconds - Int64(days) * 86_400_000_000
        let (year, month, day) = Self.civil(days)
        let seconds = rest / 1_000_000
        return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) + "T"
            + Self.padded(Int(seconds / 3600), 2) + ":" + Self.padded(Int(seconds / 60 % 60), 2) + ":"
            + Self.padded(Int(seconds % 60), 2) + "." + Self.padded(Int(rest % 1_000_000), 6) + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
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
    /// Reads the form that `description` writes; fewer decimals are fine.
    public init?(_ text: String) {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { "-T:.Z".utf8.contains($0) }
        guard parts.count == 7 || parts.count == 8, text.hasSuffix("Z") else { return nil }
        let numbers = parts.dropLast().compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == parts.count - 1 else { return nil }
        var components = DateComponents()
        (components.year, components.month, components.day) = (numbers[0], numbers[1], numbers[2])
        (components.hour, components.minute, components.second) = (numbers[3], numbers[4], numbers[5])
        components.timeZone = TimeZone(secondsFromGMT: 0)
        guard let date = Calendar(identifier: .gregorian).date(from: components) else { return nil }
        var fraction = 0
        if parts.count == 8 {
            guard parts[6].count <= 6 else { return nil }
            fraction = numbers[6] * [1_000_000, 100_000, 10_000, 1000, 100, 10, 1][parts[6].count]
        }
        microseconds = Int64(date.timeIntervalSince1970) * 1_000_000 + Int64(fraction)
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
