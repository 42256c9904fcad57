import Foundation

/// Where a clock stands: so many seconds east of Greenwich, or a place of the IANA time zone database.
public enum FEELZone: Sendable, Equatable, Hashable {
    /// Seconds east of Greenwich, at most 18 hours.
    case offset(Int)
    /// Such as `Asia/Shanghai`.
    case region(String)

    /// Largest difference from Greenwich, in seconds.
    static let offsetSecondsMax = 18 * 3_600

    /// `nil` for a place that the database lacks.
    init?(region name: String) {
        guard name.contains("/") || name == "UTC" || name == "GMT", TimeZone(identifier: name) != nil else {
            return nil
        }
        self = .region(name)
    }

    /// Seconds east of Greenwich when the clock there shows a moment, counted as if it were UTC.
    ///
    /// A moment the clock shows twice is the earlier one; one that it leaves out goes by the time before the change.
    func offset(atLocalSeconds local: Double) -> Int {
        switch self {
        case .offset(let seconds): return seconds
        case .region(let name):
            guard let zone = TimeZone(identifier: name) else { return 0 }
            let dayBefore = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - 86_400))
            let candidate = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - Double(dayBefore)))
            if candidate == dayBefore { return candidate }
            let after = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - Double(candidate)))
            return after == candidate ? candidate : dayBefore
        }
    }

    /// Seconds east of Greenwich if that never changes.
    var fixedOffset: Int? {
        switch self {
        case .offset(let seconds): return seconds
        case .region(let name):
            return ["Etc/UTC", "UTC", "GMT", "Etc/GMT"].contains(name) ? 0 : nil
        }
    }
}
