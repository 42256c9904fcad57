/// Values of one attribute among which conditions can tell no others apart: what is true at these points is true
/// everywhere.
struct SamplePoints: Sendable {
    private(set) var slots: [Int: Set<Cell>] = [:]

    /// Notes every value the terms compare an attribute with.
    ///
    /// - Returns: `nil` when a part is more than an attribute beside constants (a sum, a pattern, a function of time):
    ///   then no finite set of points speaks for all others.
    init?(_ terms: [Term], schema: Schema) {
        for term in terms { guard take(term, schema) else { return nil } }
    }

    /// The points of each attribute, a missing value last, in an order that is always the same.
    func points(_ schema: Schema) -> [(slot: Int, cells: [Cell])] {
        slots.keys.sorted().map { slot in
            (slot, Self.spread(slots[slot] ?? [], schema.attributes[slot].kind) + [.null])
        }
    }

    // MARK: Reading terms

    private mutating func take(_ term: Term, _ schema: Schema) -> Bool {
        switch term.node {
        case .literal: return true
        case .attribute(_, let slot?): return note(slot, [], schema)
        case .not(let inner): return take(inner, schema)
        case .all(let parts), .any(let parts):
            for part in parts { guard take(part, schema) else { return false } }
            return true
        case .compare(let comparison, let left, let right):
            let isEquality = comparison == .equal || comparison == .notEqual
            return pair(left, [right], schema, isEquality: isEquality)
                || pair(right, [left], schema, isEquality: isEquality)
        case .within(let subject, let items, _): return pair(subject, items, schema, isEquality: true)
        case .between(let subject, let low, let high, _): return pair(subject, [low, high], schema, isEquality: false)
        case .isNull(let subject, _): return pair(subject, [], schema, isEquality: true)
        case .call(.contains, let arguments), .call(.containsAny, let arguments), .call(.containsAll, let arguments):
            guard case .attribute(_, let slot?) = arguments[0].node, schema.attributes[slot].kind == .set else {
                return false
            }
            return pair(arguments[0], Array(arguments.dropFirst()), schema, isEquality: true)
        default: return false
        }
    }

    private mutating func pair(_ subject: Term, _ others: [Term], _ schema: Schema, isEquality: Bool) -> Bool {
        guard case .attribute(_, let slot?) = subject.node else { return false }
        let cells = others.compactMap { Filing.literal($0) }
        guard cells.count == others.count else { return false }
        switch schema.attributes[slot].kind {
        // Between two texts lie endlessly many others, and an untyped attribute may hold texts.
        case .text, .region, .any: guard isEquality else { return false }
        default: break
        }
        return note(slot, cells, schema)
    }

    private mutating func note(_ slot: Int, _ cells: [Cell], _ schema: Schema) -> Bool {
        if schema.attributes[slot].kind == .any { return false }
        slots[slot, default: []].formUnion(cells.filter { $0 != .null }.map(\.normalized))
        return true
    }

    // MARK: Spreading values

    private static func spread(_ noted: Set<Cell>, _ kind: AttributeKind) -> [Cell] {
        switch kind {
        case .bool: [.integer(0), .integer(1)]
        case .text(let known) where !known.isEmpty: known.map { .text(ByteText($0)) }
        case .text, .region, .any: texts(noted)
        case .set: subsets(noted)
        case .number: between(noted, wholeOnly: false)
        case .money, .time: between(noted, wholeOnly: true)
        }
    }

    private static func texts(_ noted: Set<Cell>) -> [Cell] {
        let sorted = noted.compactMap(\.text).sorted()
        var other = "…"
        while sorted.contains(ByteText(other)) { other += "…" }
        return sorted.map { .text($0) } + [.text(ByteText(other))]
    }

    private static func subsets(_ noted: Set<Cell>) -> [Cell] {
        // Beyond this many the grid would be too large anyway.
        let members = noted.compactMap(\.text).sorted().prefix(12)
        return (0..<(1 << members.count)).map { bits in
            .set(Set(members.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)))
        }
    }

    /// Each number, one between each two neighbours where there is one, and one beyond either end.
    private static func between(_ noted: Set<Cell>, wholeOnly: Bool) -> [Cell] {
        let sorted = noted.filter { $0.point != nil }.sorted { Cell.order($0, $1) ?? 0 < 0 }
        guard let first = sorted.first?.point, let last = sorted.last?.point else { return [.integer(0)] }
        func cell(_ value: Double) -> Cell { Cell(real: value).normalized }
        var points = [cell(first.rounded(.down) - 1)]
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            points.append(left)
            guard let low = left.point, let high = right.point else { continue }
            let middle = wholeOnly ? ((low + high) / 2).rounded(.down) : low + (high - low) / 2
            if middle > low && middle < high { points.append(cell(middle)) }
        }
        return points + sorted.suffix(1) + [cell(last.rounded(.up) + 1)]
    }
}
