/// A day and a time of day.
public struct FEELDateTime: Sendable, Equatable, Hashable {
    /// The day where the clock stands.
    public let date: FEELDate
    /// What the clock shows.
    public let time: FEELTime

    /// Both together.
    public init(date: FEELDate, time: FEELTime) {
        self.date = date
        self.time = time
    }

    /// From its ISO 8601 text, `2026-01-31T08:30:00+08:00`; `nil` for a text that is none.
    public init?(text: String) {
        guard let moment = FEELTemporalText.dateTime(text) else { return nil }
        self = moment
    }

    /// So many nanoseconds after 1970-01-01 on a clock without a zone; `nil` beyond the years allowed.
    init?(localNanoseconds total: Int128, zone: FEELZone?) {
        let day = Int128(FEELTime.dayNanoseconds)
        var days = total / day
        if days * day > total { days -= 1 }
        guard let days = Int(exactly: days), let date = FEELDate(daysSince1970: days) else { return nil }
        let rest = Int(total - Int128(days) * day)
        self.init(date: date, time: FEELTime(nanosecondsOfDay: rest, zone: zone))
    }

    /// Nanoseconds since 1970-01-01 as the clock shows them, zone aside.
    var localNanoseconds: Int128 {
        Int128(date.daysSince1970) * Int128(FEELTime.dayNanoseconds) + Int128(time.nanosecondsOfDay)
    }

    /// Nanoseconds since 1970-01-01 UTC; without a zone as if in UTC.
    var nanoseconds: Int128 { localNanoseconds - Int128(offsetSeconds ?? 0) * 1_000_000_000 }

    /// Seconds east of Greenwich, `nil` without a zone.
    var offsetSeconds: Int? { time.zone?.offset(atLocalSeconds: Double(localNanoseconds / 1_000_000_000)) }

    /// Later by a duration, the zone kept.
    func adding(_ duration: FEELDuration) -> FEELDateTime? {
        FEELDateTime(localNanoseconds: localNanoseconds + duration.nanoseconds, zone: time.zone)
    }

    /// Later by months, the time of day kept.
    func adding(months: Int) -> FEELDateTime? {
        date.adding(months: months).map { FEELDateTime(date: $0, time: time) }
    }
}
