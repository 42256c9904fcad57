/// A function conditions may call.
enum Function: String, Sendable, CaseIterable {
    case coalesce = "COALESCE"
    // Texts. Letters are ASCII's, parts are compared byte by byte.
    case lower = "LOWER"
    case upper = "UPPER"
    /// Without the spaces at both ends.
    case trim = "TRIM"
    /// Code points of a text, members of a set.
    case length = "LENGTH"
    case startsWith = "STARTS_WITH"
    case endsWith = "ENDS_WITH"
    // Sets.
    /// Whether a set has a member, or a text a part.
    case contains = "CONTAINS"
    case containsAny = "CONTAINS_ANY"
    case containsAll = "CONTAINS_ALL"
    // Numbers.
    case absolute = "ABS"
    // Times. Parts of a date are those of the schema's zone.
    /// The moment of evaluation, given by the context.
    case now = "NOW"
    /// Whole days, hours or minutes from a time to now, rounded down; negative for the future.
    case daysSince = "DAYS_SINCE"
    case hoursSince = "HOURS_SINCE"
    case minutesSince = "MINUTES_SINCE"
    case year = "YEAR"
    case month = "MONTH"
    case day = "DAY"
    /// 1 is Monday, 7 Sunday (ISO 8601).
    case weekday = "WEEKDAY"
    case hour = "HOUR"
    // Regions.
    /// Whether a region lies in another, both as codes of GB/T 2260 (`440300` in `440000`) or both as paths of names
    /// (`广东/深圳` in `广东`).
    case inRegion = "IN_REGION"

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .coalesce, .containsAny, .containsAll: 2...100
        case .now: 0...0
        case .contains, .startsWith, .endsWith, .inRegion: 2...2
        case .lower, .upper, .trim, .length, .absolute, .daysSince, .hoursSince, .minutesSince, .year, .month, .day,
            .weekday, .hour:
            1...1
        }
    }
}
