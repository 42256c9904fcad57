import Foundation

/// The two kinds of time in DER: always in UTC, always with seconds.
enum DERTime {
    /// `20261124103000Z`; fractions of a second are read, and dropped.
    static func generalized(_ text: String) -> Date? {
        guard let match = text.wholeMatch(of: #/(\d{14})(?:\.\d{1,9})?Z/#) else { return nil }
        return date(String(match.1))
    }

    /// `261124103000Z`: years below 50 are of this century (RFC 5280 section 4.1.2.5.1).
    static func utc(_ text: String) -> Date? {
        guard let match = text.wholeMatch(of: #/(\d{2})(\d{10})Z/#), let year = Int(match.1) else { return nil }
        return date("\(year < 50 ? 20 : 19)\(match.1)\(match.2)")
    }

    /// `20261124103000Z`.
    static func text(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func digits(_ value: Int?, _ count: Int) -> String {
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return digits(parts.year, 4)
            + [parts.month, parts.day, parts.hour, parts.minute, parts.second].map { digits($0, 2) }.joined() + "Z"
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func date(_ digits: String) -> Date? {
        let numbers = Array(digits.utf8).map { Int($0) - 48 }
        func number(_ range: Range<Int>) -> Int { numbers[range].reduce(0) { $0 * 10 + $1 } }
        let parts = DateComponents(
            year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
            minute: number(10..<12), second: number(12..<14))
        guard parts.isValidDate(in: calendar) else { return nil }
        return calendar.date(from: parts)
    }
}
