/// Where a rule is filed: what the index can answer for it, and what must still be evaluated.
struct Filing: Sendable {
    /// An attribute that must equal one of the cells (or, for a set, contain the only one).
    struct Step: Sendable {
        let slot: Int
        let cells: [Cell]
    }

    private(set) var steps: [Step] = []
    private(set) var range: (slot: Int, interval: Interval)?
    private(set) var residue: [Term] = []

    private var ranges: [(slot: Int, interval: Interval, terms: [Term])] = []
    private var paths = 1

    /// The ways a condition can come true: one for each part of an OR at the top as long as each part can be filed
    /// under something, otherwise the condition as a whole.
    static func alternatives(_ term: Term, schema: Schema) -> [Filing] {
        let whole = Filing(term, schema: schema)
        guard case .any(let parts) = term.node, parts.count <= ExpressionLimits.indexPathsMax, !whole.isFiled else {
            return [whole]
        }
        let ways = parts.map { Filing($0, schema: schema) }
        return ways.allSatisfy(\.isFiled) ? ways : [whole]
    }

    /// Whether the index can keep the rule out of most contexts' way.
    private var isFiled: Bool { !steps.isEmpty || range != nil }

    /// Whether one context can lead to it more than once: a set may have several of the members asked for.
    func comesUpAgain(_ schema: Schema) -> Bool {
        steps.contains { $0.cells.count > 1 && schema.attributes[$0.slot].kind == .set }
    }

    /// Takes a condition's top-level conjuncts apart.
    init(_ term: Term, schema: Schema) {
        let conjuncts = if case .all(let parts) = term.node { parts } else { [term] }
        for part in conjuncts where !take(Self.step(part, schema)) {
            if let (slot, interval) = Self.interval(part, schema) {
                narrow(slot, interval, part)
            } else {
                residue.append(part)
            }
        }
        // Attributes in one order, so that rules about the same attributes share their way through the index.
        steps.sort { $0.slot < $1.slot }
        settleRange()
    }

    private mutating func take(_ step: Step?) -> Bool {
        guard let step else { return false }
        let (product, overflow) = paths.multipliedReportingOverflow(by: step.cells.count)
        guard !overflow, product <= ExpressionLimits.indexPathsMax else { return false }
        paths = product
        steps.append(step)
        return true
    }

    private mutating func narrow(_ slot: Int, _ interval: Interval, _ term: Term) {
        if let at = ranges.firstIndex(where: { $0.slot == slot }) {
            ranges[at].interval = ranges[at].interval.intersection(interval)
            ranges[at].terms.append(term)
        } else {
            ranges.append((slot, interval, [term]))
        }
    }

    /// One range is indexed, a two-sided one if there is any; the others are evaluated.
    private mutating func settleRange() {
        let usable = ranges.filter { !$0.interval.isEmpty }
        let chosen = usable.first { $0.interval.isTwoSided } ?? usable.first
        range = chosen.map { ($0.slot, $0.interval) }
        for other in ranges where other.slot != chosen?.slot { residue += other.terms }
        ranges = []
    }

    // MARK: Reading conjuncts

    static func step(_ term: Term, _ schema: Schema) -> Step? {
        switch term.node {
        case .compare(.equal, let left, let right):
            guard let (slot, cell) = attributeAndLiteral(left, right) ?? attributeAndLiteral(right, left) else {
                return nil
            }
            return Step(slot: slot, cells: [cell.normalized])
        case .within(let subject, let items, negated: false):
            guard case .attribute(_, let slot?) = subject.node else { return nil }
            let cells = items.compactMap { literal($0) }
            guard cells.count == items.count else { return nil }
            let distinct = Set(cells.filter { $0 != .null }.map(\.normalized))
            return distinct.isEmpty ? nil : Step(slot: slot, cells: Array(distinct))
        case .any(let parts):
            // `a = 1 OR a = 2` asks the same as `a IN (1, 2)`.
            let steps = parts.compactMap { step($0, schema) }
            guard steps.count == parts.count, let slot = steps.first?.slot, steps.allSatisfy({ $0.slot == slot }) else {
                return nil
            }
            return Step(slot: slot, cells: Array(Set(steps.flatMap(\.cells))))
        case .call(.contains, let arguments):
            guard let (slot, cell) = attributeAndLiteral(arguments[0], arguments[1]),
                schema.attributes[slot].kind == .set, case .text = cell
            else { return nil }
            return Step(slot: slot, cells: [cell])
        case .call(.containsAny, let arguments):
            guard case .attribute(_, let slot?) = arguments[0].node, schema.attributes[slot].kind == .set else {
                return nil
            }
            let cells = arguments.dropFirst().compactMap { literal($0) }
            let areTexts = cells.allSatisfy { if case .text = $0 { true } else { false } }
            return areTexts && cells.count == arguments.count - 1 ? Step(slot: slot, cells: Array(Set(cells))) : nil
        case .attribute(_, let slot?) where schema.attributes[slot].kind == .bool:
            return Step(slot: slot, cells: [.integer(1)])
        case .not(let inner):
            guard case .attribute(_, let slot?) = inner.node, schema.attributes[slot].kind == .bool else { return nil }
            return Step(slot: slot, cells: [.integer(0)])
        default: return nil
        }
    }

    static func interval(_ term: Term, _ schema: Schema) -> (slot: Int, interval: Interval)? {
        switch term.node {
        case .compare(let comparison, let left, let right):
            if let (slot, cell) = attributeAndLiteral(left, right) {
                return numeric(slot, schema, Interval(comparison, cell))
            }
            guard let (slot, cell) = attributeAndLiteral(right, left) else { return nil }
            return numeric(slot, schema, Interval(comparison.mirrored, cell))
        case .between(let subject, let low, let high, negated: false):
            guard let (slot, from) = attributeAndLiteral(subject, low), let to = literal(high),
                let lower = Interval(.greaterOrEqual, from), let upper = Interval(.lessOrEqual, to)
            else { return nil }
            return numeric(slot, schema, lower.intersection(upper))
        default: return nil
        }
    }

    /// Only where a value cannot be text: in SQLite's order every text lies above every number.
    private static func numeric(_ slot: Int, _ schema: Schema, _ interval: Interval?) -> (Int, Interval)? {
        guard let interval else { return nil }
        return switch schema.attributes[slot].kind {
        case .number, .money, .time: (slot, interval)
        case .text, .region, .set, .bool, .any: nil
        }
    }

    static func literal(_ term: Term) -> Cell? {
        if case .literal(let literal) = term.node { literal.cell } else { nil }
    }

    private static func attributeAndLiteral(_ left: Term, _ right: Term) -> (slot: Int, cell: Cell)? {
        guard case .attribute(_, let slot?) = left.node, let cell = literal(right), cell != .null else { return nil }
        return (slot, cell)
    }
}
