/// A table of rules run over contexts: which rules fire for each, and how fast that is.
///
/// Values compare as in SQLite. What one JSON line says of itself decides an attribute's kind.
public struct RuleTrial: Sendable {
    /// What a run found; seconds and rates are of a single thread.
    public struct Report: Sendable, Encodable {
        /// For each context the ids of the rules that fired, in order.
        public let fired: [[String]]
        /// Contexts for which all rules were found in a second; reading and printing excluded.
        public let evaluationsPerSecond: Double
        /// From the table's rows to rules that can be asked.
        public let loadSeconds: Double
        /// How many rules were taken.
        public let rules: Int
        /// Those that were not, and why.
        public let rejected: [RuleTable.Rejection]
    }

    private let table: RuleTable
    private let contexts: ContextLines

    /// A trial of these rules over these contexts.
    public init(_ table: RuleTable, over contexts: ContextLines) {
        self.table = table
        self.contexts = contexts
    }

    /// Loads and runs.
    ///
    /// - Parameters:
    ///   - clock: measures; no answer depends on it.
    ///   - measured: how long the contexts are asked again and again for the rate.
    ///   - now: what `NOW()` stands for, in microseconds since 1970 UTC.
    /// - Throws: `Schema.Fault` when there are more attributes than a schema holds.
    public func run(
        clock: some Clock<Duration>, measured: Duration = .milliseconds(500), now: Int64? = nil
    ) throws(Schema.Fault) -> Report {
        let started = clock.now
        var rejected = table.rejected
        let parsed = parse(&rejected)
        let names = parsed.reduce(into: Set<String>()) { $0.formUnion($1.condition.attributeNames) }
        let schema = try contexts.schema(with: names)
        var rules = RuleSet<Void>(schema: schema)
        for (row, condition) in parsed {
            do {
                let checked = try condition.check(against: schema)
                try rules.add(Rule(id: row.id, condition: checked, priority: row.priority, payload: ()))
            } catch let complaint as Complaint {
                rejected.append(.init(row.id, complaint.message(in: .english)))
            } catch {
                rejected.append(.init(row.id, "Another rule has this id."))
            }
        }
        let loaded = clock.now
        let laidOut = contexts.values.map { Context($0, for: schema, now: now) }
        return Report(
            fired: laidOut.map { rules.matchingIDs($0) },
            evaluationsPerSecond: Self.rate(rules, laidOut, clock: clock, measured: measured),
            loadSeconds: started.duration(to: loaded) / .seconds(1), rules: rules.count, rejected: rejected)
    }

    private func parse(
        _ rejected: inout [RuleTable.Rejection]
    ) -> [(row: RuleTable.Row, condition: Condition)] {
        var parsed: [(row: RuleTable.Row, condition: Condition)] = []
        for row in table.rows {
            do throws(Complaint) {
                parsed.append((row, try Condition.parse(row.condition)))
            } catch {
                let place = "at byte \(error.position.lowerBound + 1)"
                rejected.append(.init(row.id, "\(error.message(in: .english)) (\(place))"))
            }
        }
        return parsed
    }

    private static func rate(
        _ rules: RuleSet<Void>, _ contexts: [Context], clock: some Clock<Duration>, measured: Duration
    ) -> Double {
        guard !contexts.isEmpty else { return 0 }
        var asked = 0
        var hits = 0
        let started = clock.now
        var elapsed = Duration.zero
        repeat {
            for context in contexts { hits &+= rules.matchingIDs(context).count }
            asked += contexts.count
            elapsed = started.duration(to: clock.now)
        } while elapsed < measured && hits >= 0
        return Double(asked) / max(elapsed / .seconds(1), 1e-9)
    }
}
