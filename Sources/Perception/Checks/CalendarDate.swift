/// A day of the Gregorian calendar that exists.
public struct CalendarDate: Sendable, Equatable, Comparable, CustomStringConvertible {
    /// Numbers as people say them: the first month is 1.
    public let year, month, day: Int

    /// `nil` for a day that does not exist, or a year outside 1800…2999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1_800...2_999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(in: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// From eight digits, as in an ID number.
    public init?(compact digits: some StringProtocol) {
        guard digits.utf8.count == 8, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
        else { return nil }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// ISO 8601: 2024-02-29.
    public var description: String { joined(by: "-") }

    func joined(by separator: String) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return [String(year), padded(month), padded(day)].joined(separator: separator)
    }

    /// Earlier days are less.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
