public import Journey
public import Store

/// Calculates the figures from the rows. Every figure is the sum of the contributions of the conversations behind it.
public struct Figures: Sendable {
    public init() {}

    /// All indicators for a selection, with their series.
    public func all(_ selection: Selection, in reader: Reader) throws -> [Figure] {
        try Indicator.allCases.map { try figure($0, selection, in: reader) }
    }

    /// Conversations begun, by intent (`nil` as `unknown`) or by channel.
    public func shares(_ dimension: Dimension, _ selection: Selection, in reader: Reader) throws -> [Share] {
        let within = selection.conversations("opened_at")
        let rows = try reader.query(
            """
            SELECT \(dimension.rawValue) AS key, count(*) AS n FROM analytics_conversation WHERE \(within.sql)
            GROUP BY \(dimension.rawValue) ORDER BY n DESC, key NULLS FIRST LIMIT 40
            """, parameters: within.parameters)
        return try rows.map { row in
            Share(key: try dimension.key(of: row), count: try row.get("n"))
        }
    }

    public enum Dimension: String, Sendable {
        case intent, channel

        func key(of row: Row) throws -> String {
            switch self {
            case .intent: try row.optional("key") ?? "unknown"
            case .channel: try row.optional("key", as: ChannelID.self)?.description ?? "unknown"
            }
        }
    }

    private func figure(_ indicator: Indicator, _ selection: Selection, in reader: Reader) throws -> Figure {
        let parts = try contributions(to: indicator, selection, in: reader)
        let total = Tally(indicator, parts)
        var buckets: [Int64: [Contribution]] = [:]
        let (start, step) = (selection.window.start.microseconds, selection.window.stepSeconds * 1_000_000)
        for part in parts { buckets[(part.at.microseconds - start) / step, default: []].append(part) }
        let last = min(selection.window.end, reader.now).microseconds
        let count = max(0, (last - start + step - 1) / step)
        let series = (0..<count).map { index in
            Figure.Point(
                at: Timestamp(microseconds: start + index * step), value: Tally(indicator, buckets[index] ?? []).value)
        }
        return Figure(
            kpi: indicator, name: indicator.name.zh, nameEn: indicator.name.en, unit: indicator.unit,
            better: indicator.better, value: total.value, numerator: total.numerator, denominator: total.denominator,
            series: indicator == .waiting ? [] : series)
    }
}

/// What one conversation (or its deal) adds to a figure.
public struct Contribution: Sendable, Equatable {
    /// Nil for a deal that no conversation led to.
    public let conversation: ConversationID?
    public let at: Timestamp
    public let numerator: Double
    public let denominator: Double
}

/// A figure's value from the contributions.
struct Tally {
    let numerator: Double
    let denominator: Double
    let value: Double?

    init(_ indicator: Indicator, _ parts: [Contribution]) {
        numerator = parts.reduce(0) { $0 + $1.numerator }
        denominator = parts.reduce(0) { $0 + $1.denominator }
        switch indicator {
        case .conversations, .waiting, .resolved, .messages, .amountWon: value = numerator
        case .automaticAnswers, .handovers, .conversion, .averageOrder:
            value = denominator == 0 ? nil : numerator / denominator
        case .firstResponse: value = Self.median(parts.filter { $0.denominator > 0 }.map(\.numerator))
        }
    }

    static func median(_ values: [Double]) -> Double? {
        if values.isEmpty { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
