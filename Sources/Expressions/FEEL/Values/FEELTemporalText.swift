import Foundation

/// Dates, times and durations from their ISO 8601 texts, as FEEL's functions take them.
enum FEELTemporalText {
    /// `2026-01-31`; more than four digits for far years, without leading zeros.
    static func date(_ text: String) -> FEELDate? {
        guard text.utf8.count <= 32, let parts = text.wholeMatch(of: /(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)/),
            let year = Int(parts.2), let month = Int(parts.3), let day = Int(parts.4)
        else { return nil }
        return FEELDate(year: parts.1.isEmpty ? year : -year, month: month, day: day)
    }

    /// `08:30:00`, with a fraction, and `Z`, `+08:00` or `@Asia/Shanghai`.
    static func time(_ text: String) -> FEELTime? { clock(text).flatMap { $0.isNextDay ? nil : $0.time } }

    /// A date, `T`, and a time; a date alone is its midnight. `24:00:00` is the next day's.
    static func dateTime(_ text: String) -> FEELDateTime? {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = parts.first.flatMap({ date(String($0)) }) else { return nil }
        guard parts.count == 2 else {
            return FEELTime(hour: 0, minute: 0, second: 0).map { FEELDateTime(date: date, time: $0) }
        }
        guard let clock = clock(String(parts[1])) else { return nil }
        guard clock.isNextDay else { return FEELDateTime(date: date, time: clock.time) }
        return FEELDate(daysSince1970: date.daysSince1970 + 1).map { FEELDateTime(date: $0, time: clock.time) }
    }

    /// `P1Y2M` or `P1DT2H3M4.5S`, with a minus sign in front for the past.
    static func duration(_ text: String) -> FEELValue? {
        guard text.utf8.count <= 64 else { return nil }
        if let parts = text.wholeMatch(of: /(-?)P((\d{1,11})Y)?((\d{1,11})M)?/) {
            guard parts.3 != nil || parts.5 != nil else { return nil }
            let count = (parts.3.flatMap { Int($0) } ?? 0) * 12 + (parts.5.flatMap { Int($0) } ?? 0)
            return FEELMonths(parts.1.isEmpty ? count : -count).map { .months($0) }
        }
        let shape = /(-?)P((\d{1,15})D)?(T((\d{1,15})H)?((\d{1,15})M)?((\d{1,18})(\.(\d*))?S)?)?/
        guard let parts = text.wholeMatch(of: shape) else { return nil }
        let hasClock = parts.6 != nil || parts.8 != nil || parts.10 != nil
        guard hasClock || (parts.3 != nil && parts.4 == nil) else { return nil }
        let units: [(Substring?, Int128)] = [(parts.3, 86_400), (parts.6, 3_600), (parts.8, 60), (parts.10, 1)]
        let seconds = units.reduce(Int128(0)) { $0 + ($1.0.flatMap { Int128($0) } ?? 0) * $1.1 }
        let total = seconds * 1_000_000_000 + Int128(nanoseconds(parts.12) ?? 0)
        return FEELDuration(nanoseconds: parts.1.isEmpty ? total : -total).map { .duration($0) }
    }

    /// Whatever of the four the text is, as in `@"…"`.
    static func any(_ text: String) -> FEELValue? {
        if let value = date(text) { return .date(value) }
        if let value = time(text) { return .time(value) }
        if text.contains("T"), let value = dateTime(text) { return .dateTime(value) }
        return duration(text)
    }

    private static func clock(_ text: String) -> (time: FEELTime, isNextDay: Bool)? {
        guard text.utf8.count <= 100,
            let parts = text.wholeMatch(of: /(\d\d):(\d\d):(\d\d)(\.(\d{1,18}))?(Z|[+\-]\d\d:\d\d(:\d\d)?|@.+)?/),
            let hour = Int(parts.1), let minute = Int(parts.2), let second = Int(parts.3)
        else { return nil }
        var zone: FEELZone?
        if let text = parts.6 {
            guard let known = self.zone(String(text)) else { return nil }
            zone = known
        }
        let fraction = nanoseconds(parts.5) ?? 0
        let isNextDay = hour == 24 && minute == 0 && second == 0 && fraction == 0
        let time = FEELTime(
            hour: isNextDay ? 0 : hour, minute: minute, second: second, nanosecond: fraction, zone: zone)
        return time.map { ($0, isNextDay) }
    }

    private static func zone(_ text: String) -> FEELZone? {
        if text == "Z" { return .offset(0) }
        if text.hasPrefix("@") { return FEELZone(region: String(text.dropFirst())) }
        let fields = text.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard fields.count >= 2, fields[1] < 60, fields.count < 3 || fields[2] < 60 else { return nil }
        let seconds = fields[0] * 3_600 + fields[1] * 60 + (fields.count > 2 ? fields[2] : 0)
        guard seconds <= FEELZone.offsetSecondsMax else { return nil }
        return .offset(text.hasPrefix("-") ? -seconds : seconds)
    }

    /// The first nine digits of a fraction.
    private static func nanoseconds(_ digits: Substring?) -> Int? {
        digits.flatMap { Int($0.prefix(9).padding(toLength: 9, withPad: "0", startingAt: 0)) }
    }
}
