/// A time of day, to the nanosecond, with or without a zone.
public struct FEELTime: Sendable, Equatable, Hashable {
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int
    /// 0 to 999,999,999.
    public let nanosecond: Int
    /// `nil` for a local time.
    public let zone: FEELZone?

    /// Nanoseconds in a day.
    static let dayNanoseconds = 86_400_000_000_000

    /// `nil` when no clock shows that.
    public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: FEELZone? = nil) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        (self.hour, self.minute, self.second, self.nanosecond) = (hour, minute, second, nanosecond)
        self.zone = zone
    }

    /// So long after midnight; whole days are left out.
    init(nanosecondsOfDay total: Int, zone: FEELZone?) {
        let rest = ((total % Self.dayNanoseconds) + Self.dayNanoseconds) % Self.dayNanoseconds
        let seconds = rest / 1_000_000_000
        (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
        nanosecond = rest % 1_000_000_000
        self.zone = zone
    }

    /// Time since midnight.
    var nanosecondsOfDay: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond }

    /// The same clock face elsewhere.
    func with(zone: FEELZone?) -> FEELTime { FEELTime(nanosecondsOfDay: nanosecondsOfDay, zone: zone) }

    /// Seconds east of Greenwich; a place counts with its offset on 1970-01-01, since a time knows no day.
    var offsetSeconds: Int? { zone?.offset(atLocalSeconds: Double(nanosecondsOfDay / 1_000_000_000)) }
}
