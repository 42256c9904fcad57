/// A length of time in days, hours, minutes and seconds, to the nanosecond (XML Schema's dayTimeDuration).
public struct FEELDuration: Sendable, Equatable, Comparable, Hashable {
    /// The whole length; negative for the past.
    public let nanoseconds: Int128

    /// Longest duration: more than all years that dates may have.
    static let nanosecondsMax: Int128 = 100_000_000_000_000_000_000_000_000

    /// `nil` when longer than any two dates are apart.
    public init?(nanoseconds: Int128) {
        guard nanoseconds >= -Self.nanosecondsMax, nanoseconds <= Self.nanosecondsMax else { return nil }
        self.nanoseconds = nanoseconds
    }

    /// A length of whole seconds.
    public init(seconds: Int) {
        let length = Int128(seconds) * 1_000_000_000
        nanoseconds = min(max(length, -Self.nanosecondsMax), Self.nanosecondsMax)
    }

    /// Whole seconds, towards zero.
    var seconds: Int { Int(nanoseconds / 1_000_000_000) }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// A length of time in years and months (XML Schema's yearMonthDuration).
public struct FEELMonths: Sendable, Equatable, Comparable, Hashable {
    /// The whole length in months; negative for the past.
    public let count: Int

    /// Most months: more than all years that dates may have.
    static let countMax = 100_000_000_000

    /// `nil` when longer than any two dates are apart.
    public init?(_ count: Int) {
        guard abs(count) <= Self.countMax else { return nil }
        self.count = count
    }

    public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
}
