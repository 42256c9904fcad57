/// A condition with what it stands for: a script, a route, an action.
public struct Rule<Payload: Sendable>: Sendable {
    public let id: String
    public let condition: CheckedCondition
    /// Higher comes first.
    public let priority: Int
    public let payload: Payload

    public init(id: String, condition: CheckedCondition, priority: Int = 0, payload: Payload) {
        self.id = id
        self.condition = condition
        self.priority = priority
        self.payload = payload
    }
}

/// Why a rule was not taken into a set.
public enum RuleSetFault: Error, Sendable, Equatable {
    case duplicateID(String)
    /// The condition was checked against another schema than the set's.
    case otherSchema(String)
}

/// Many rules over one schema, indexed so that finding those that fire costs by how many they are.
///
/// Order of the answer: priority descending, then specificity (number of distinct predicates) descending, then id
/// ascending by its bytes. A rule fires only when its condition is true; unknown is not enough.
public struct RuleSet<Payload: Sendable>: Sendable {
    /// A rule with what its place in the order depends on. A reference, because answers are sorted by the thousand.
    final class Entry: Sendable {
        let rule: Rule<Payload>
        let rank: RuleRank
        let id: ByteText
        var specificity: Int { rank.specificity }

        init(_ rule: Rule<Payload>) {
            self.rule = rule
            self.rank = RuleRank(priority: rule.priority, specificity: rule.condition.specificity)
            self.id = ByteText(rule.id)
        }
    }

    public let schema: Schema
    private var entries: [Entry?] = []
    /// Of each entry what decides its place, close together; see `RuleIndex.Probe`.
    private var ranks: [RuleRank] = []
    private var ids: [String] = []
    private var numbers: [String: Int] = [:]
    private var free: [Int] = []
    private var index: RuleIndex

    public init(schema: Schema) {
        self.schema = schema
        self.index = RuleIndex(schema: schema)
    }

    public init(schema: Schema, _ rules: some Sequence<Rule<Payload>>) throws(RuleSetFault) {
        self.init(schema: schema)
        for rule in rules { try add(rule) }
    }

    public var count: Int { numbers.count }

    public subscript(id: String) -> Rule<Payload>? { numbers[id].flatMap { entries[$0]?.rule } }

    /// Adds one rule; the others stay as they are.
    public mutating func add(_ rule: Rule<Payload>) throws(RuleSetFault) {
        guard numbers[rule.id] == nil else { throw .duplicateID(rule.id) }
        guard rule.condition.schema.layout == schema.layout else { throw .otherSchema(rule.id) }
        let entry = Entry(rule)
        let number = free.popLast() ?? entries.count
        if number == entries.count {
            entries.append(entry)
            ranks.append(entry.rank)
            ids.append(rule.id)
        } else {
            entries[number] = entry
            ranks[number] = entry.rank
            ids[number] = rule.id
        }
        numbers[rule.id] = number
        index.add(number, rule.condition.term)
    }

    /// Takes one rule out; the others stay as they are.
    @discardableResult
    public mutating func remove(id: String) -> Rule<Payload>? {
        guard let number = numbers.removeValue(forKey: id) else { return nil }
        index.remove(number)
        free.append(number)
        defer { entries[number] = nil }
        return entries[number]?.rule
    }

    /// The rules that fire, in order.
    public func matches(_ context: Context) -> [Rule<Payload>] {
        ordered(context).compactMap { entries[$0]?.rule }
    }

    /// The ids of the rules that ``matches(_:)`` gives, in the same order; cheaper where nothing else is wanted.
    public func matchingIDs(_ context: Context) -> [String] { ordered(context).map { ids[$0] } }

    /// The rule that comes first among those that fire.
    public func first(_ context: Context) -> Rule<Payload>? {
        index.matches(context.adapted(to: schema)).rules
            .min { [ranks, entries] in Self.precedes($0, $1, ranks, entries) }.flatMap { entries[$0]?.rule }
    }

    /// Why one rule fires or not; `nil` when there is no such rule.
    public func explain(id: String, _ context: Context) -> Explanation? {
        self[id].map { Explanation(of: $0.condition, in: context.adapted(to: schema)) }
    }

    /// Why each of the first rules fires or not, in the order of ``matches(_:)``.
    public func explanations(
        _ context: Context, limit: Int
    ) -> [(rule: Rule<Payload>, explanation: Explanation)] {
        let adapted = context.adapted(to: schema)
        return ordered.prefix(max(0, limit)).map {
            ($0.rule, Explanation(of: $0.rule.condition, in: adapted))
        }
    }

    /// What finding the rules for this context costs, for tests and measurements.
    func cost(_ context: Context) -> RuleIndex.Cost { index.matches(context.adapted(to: schema)).cost }

    /// All rules in the order of ``matches(_:)``.
    var ordered: [Entry] { entries.compactMap(\.self).sorted(by: Self.precedes) }

    /// Numbers of the rules that fire, in order.
    private func ordered(_ context: Context) -> [Int] {
        var hits = index.matches(context.adapted(to: schema)).rules
        // The closure holds on to what it needs and not to the whole set.
        hits.sort { [ranks, entries] in Self.precedes($0, $1, ranks, entries) }
        return hits
    }

    private static func precedes(_ left: Int, _ right: Int, _ ranks: [RuleRank], _ entries: [Entry?]) -> Bool {
        if let decided = ranks[left].precedes(ranks[right]) { return decided }
        guard let first = entries[left], let second = entries[right] else { return left < right }
        return first.id < second.id
    }

    static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        left.rank.precedes(right.rank) ?? (left.id < right.id)
    }
}

/// What decides a rule's place before its id does.
struct RuleRank: Sendable {
    let priority: Int
    let specificity: Int

    /// Whether it comes before another; `nil` when only their ids tell.
    func precedes(_ other: RuleRank) -> Bool? {
        if priority != other.priority { return priority > other.priority }
        return specificity == other.specificity ? nil : specificity > other.specificity
    }
}
