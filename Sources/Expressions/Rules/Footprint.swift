/// What a condition's top-level conjuncts leave possible, attribute by attribute.
///
/// An over-estimate: a contradiction found here is certain, but not every contradiction is found.
struct Footprint: Sendable {
    /// One conjunct, as far as it speaks of a single attribute's values.
    enum Demand: Sendable {
        case oneOf(slot: Int, Set<Cell>)
        case range(slot: Int, Interval)
        case noneOf(slot: Int, Set<Cell>)
        case missing(slot: Int)
        case present(slot: Int)
        /// A value is needed, and more than this analysis understands is asked of it.
        case presentAtLeast(slot: Int)
        /// False or unknown for everyone.
        case impossible
        /// Says nothing this analysis understands.
        case opaque
    }

    /// What is left for one attribute.
    struct Room: Sendable {
        var values: Set<Cell>?
        var interval = Interval(low: -.infinity, high: .infinity)
        var excluded: Set<Cell> = []
        var mustBeMissing = false
        var mustBePresent = false

        var isEmpty: Bool {
            if mustBeMissing && mustBePresent || interval.isEmpty { return true }
            return values?.isEmpty ?? false
        }

        mutating func settle() {
            values = values?.filter { cell in
                !excluded.contains(cell) && (cell.point.map(interval.contains) ?? (interval.isEverything))
            }
        }
    }

    private(set) var rooms: [Int: Room] = [:]
    /// Canonical spellings of all conjuncts.
    private(set) var spellings: Set<String> = []
    /// The first conjunct that leaves nothing possible.
    private(set) var contradiction: String?

    init(_ terms: [Term], schema: Schema) {
        for term in terms { add(term, schema) }
    }

    static func conjuncts(of term: Term) -> [Term] {
        if case .all(let parts) = term.node { parts } else { [term] }
    }

    private mutating func add(_ term: Term, _ schema: Schema) {
        let spelling = term.description
        spellings.insert(spelling)
        let opposite = if case .not(let inner) = term.node { inner } else { Term(.not(term), at: term.position) }
        var isImpossible = spellings.contains(opposite.description)
        switch Self.demand(of: term, schema) {
        case .impossible: isImpossible = true
        case .opaque: break
        case .oneOf(let slot, let cells):
            narrow(slot) { room in
                room.values = room.values.map { $0.intersection(cells) } ?? cells
                room.mustBePresent = true
            }
        case .range(let slot, let interval):
            narrow(slot) { room in
                room.interval = room.interval.intersection(interval)
                room.mustBePresent = true
            }
        case .noneOf(let slot, let cells):
            narrow(slot) { room in
                room.excluded.formUnion(cells)
                room.mustBePresent = true
            }
        case .missing(let slot): narrow(slot) { $0.mustBeMissing = true }
        case .present(let slot), .presentAtLeast(let slot): narrow(slot) { $0.mustBePresent = true }
        }
        if contradiction == nil, isImpossible || rooms.values.contains(where: \.isEmpty) { contradiction = spelling }
    }

    private mutating func narrow(_ slot: Int, _ change: (inout Room) -> Void) {
        var room = rooms[slot] ?? Room()
        change(&room)
        room.settle()
        rooms[slot] = room
    }

    /// Whether everyone who fits this footprint also meets the conjunct.
    func implies(_ term: Term, _ schema: Schema) -> Bool {
        if spellings.contains(term.description) { return true }
        switch Self.demand(of: term, schema) {
        case .oneOf(let slot, let cells):
            return rooms[slot]?.values?.isSubset(of: cells) ?? false
        case .range(let slot, let interval):
            guard let room = rooms[slot], room.mustBePresent else { return false }
            if let values = room.values { return values.allSatisfy { $0.point.map(interval.contains) ?? false } }
            return room.interval.isWithin(interval)
        case .noneOf(let slot, let cells):
            guard let room = rooms[slot], room.mustBePresent else { return false }
            if let values = room.values { return values.isDisjoint(with: cells) }
            return cells.allSatisfy { cell in
                room.excluded.contains(cell) || cell.point.map { !room.interval.contains($0) } ?? false
            }
        case .missing(let slot): return rooms[slot]?.mustBeMissing ?? false
        case .present(let slot): return rooms[slot]?.mustBePresent ?? false
        case .impossible, .opaque, .presentAtLeast: return false
        }
    }

    private static func demand(of term: Term, _ schema: Schema) -> Demand {
        // A set may have more members than the one that is asked for, so they say nothing about each other.
        if let step = Filing.step(term, schema) {
            if schema.attributes[step.slot].kind == .set { return .opaque }
            return .oneOf(slot: step.slot, Set(step.cells))
        }
        if let (slot, interval) = Filing.interval(term, schema) { return .range(slot: slot, interval) }
        switch term.node {
        case .literal(let literal): return literal.cell.truth == .true ? .opaque : .impossible
        case .isNull(let subject, let negated):
            guard case .attribute(_, let slot?) = subject.node else { return .opaque }
            return negated ? .present(slot: slot) : .missing(slot: slot)
        case .compare(let comparison, let left, let right):
            if left.isNullLiteral || right.isNullLiteral { return .impossible }
            guard comparison == .notEqual else { return .opaque }
            let same = Term(.compare(.equal, left, right), at: term.position)
            return Filing.step(same, schema).map { .noneOf(slot: $0.slot, Set($0.cells)) } ?? .opaque
        case .within(let subject, let items, negated: true):
            if items.contains(where: \.isNullLiteral) { return .impossible }
            let same = Term(.within(subject, items, negated: false), at: term.position)
            return Filing.step(same, schema).map { .noneOf(slot: $0.slot, Set($0.cells)) } ?? .opaque
        case .like(let subject, _, _, _):
            guard case .attribute(_, let slot?) = subject.node else { return .opaque }
            return .presentAtLeast(slot: slot)
        default: return .opaque
        }
    }
}

extension Interval {
    fileprivate var isEverything: Bool { low == -.infinity && high == .infinity }

    fileprivate func isWithin(_ other: Interval) -> Bool { other.low <= low && high <= other.high }
}
