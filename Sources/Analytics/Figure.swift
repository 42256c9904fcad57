public import Journey

/// One figure with what it is made of.
public struct Figure: Sendable, Codable, Equatable {
    public struct Point: Sendable, Codable, Equatable {
        public let at: Timestamp
        public let value: Double?
    }

    public let kpi: Indicator
    public let name: String
    public let nameEn: String
    public let unit: Indicator.Unit
    public let better: Indicator.Better
    /// Undefined when the denominator is zero. Money in minor units.
    public let value: Double?
    public let numerator: Double
    public let denominator: Double
    public let series: [Point]
}

/// How often something occurred.
public struct Share: Sendable, Codable, Equatable {
    public let key: String
    public let count: Int64
}

/// A span of time that the figures cover, in the company's time zone.
public struct Window: Sendable, Equatable {
    public enum Name: String, Sendable, Codable, CaseIterable {
        case today
        case week = "7d"
        case month = "30d"
    }

    public let name: Name
    public let start: Timestamp
    public let end: Timestamp
    /// Length of one point of the series.
    public let stepSeconds: Int64

    /// - Parameter offsetSeconds: of the company's time zone from UTC.
    public init(_ name: Name, now: Timestamp, offsetSeconds: Int64) {
        self.name = name
        let day: Int64 = 86_400
        let local = now.microseconds / 1_000_000 + offsetSeconds
        let midnight = local - (local % day + day) % day - offsetSeconds
        let days: Int64 =
            switch name {
            case .today: 0
            case .week: 6
            case .month: 29
            }
        start = Timestamp(microseconds: (midnight - days * day) * 1_000_000)
        end = Timestamp(microseconds: (midnight + day) * 1_000_000)
        stepSeconds = name == .today ? 3600 : day
    }
}
