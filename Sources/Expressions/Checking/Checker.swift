/// Resolves names to slots, gives literals their meaning and, under strict typing, lets only like meet like.
struct Checker {
    let schema: Schema
    var complaints: [Complaint] = []

    /// The checked term (not to be run when there are complaints) and all complaints in the order of the text.
    static func check(_ term: Term, against schema: Schema) -> (term: Term, complaints: [Complaint]) {
        var checker = Checker(schema: schema)
        let checked = checker.condition(term)
        let ordered = checker.complaints.sorted { $0.position.lowerBound < $1.position.lowerBound }
        return (checked, ordered)
    }

    private init(schema: Schema) { self.schema = schema }

    var isStrict: Bool { schema.typing == .strict }

    mutating func complain(_ code: Complaint.Code, at term: Term, _ first: String = "", _ second: String = "") {
        complaints.append(Complaint(code, at: term.position, first, second))
    }

    /// A term that must be true or false.
    mutating func condition(_ term: Term) -> Term {
        let sorted = infer(term)
        if isStrict, sorted.sort != .truth, sorted.sort != .open {
            complain(.notCondition, at: term, sorted.sort.name)
        }
        return sorted.term
    }

    mutating func infer(_ term: Term) -> Sorted {
        switch term.node {
        case .literal(let literal): return Sorted(term: term, sort: Self.sort(of: literal))
        case .attribute(let name, _): return attribute(name, term)
        case .not(let inner): return truth(.not(condition(inner)), term)
        case .all(let parts): return truth(.all(conditions(parts)), term)
        case .any(let parts): return truth(.any(conditions(parts)), term)
        case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, term)
        case .negative(let inner): return negative(inner, term)
        case .call(let function, let arguments): return call(function, arguments, term)
        case .choose(let branches, let otherwise): return choice(branches, otherwise, term)
        default: return predicate(term)
        }
    }

    private mutating func predicate(_ term: Term) -> Sorted {
        switch term.node {
        case .compare(let comparison, let left, let right):
            let sides = comparable([left, right])
            return truth(.compare(comparison, sides[0], sides[1]), term)
        case .between(let subject, let low, let high, let negated):
            let sides = comparable([subject, low, high])
            return truth(.between(sides[0], sides[1], sides[2], negated: negated), term)
        case .within(let subject, let items, let negated):
            let sides = comparable([subject] + items)
            return truth(.within(sides[0], Array(sides.dropFirst()), negated: negated), term)
        case .like(let subject, let pattern, let escape, let negated):
            let sides = [subject, pattern].map { textual($0) }
            return truth(.like(sides[0], pattern: sides[1], escape: escape, negated: negated), term)
        case .isNull(let subject, let negated):
            return truth(.isNull(infer(subject).term, negated: negated), term)
        default: return Sorted(term: term, sort: .open)
        }
    }

    func truth(_ node: Term.Node, _ term: Term) -> Sorted {
        Sorted(term: Term(node, at: term.position), sort: .truth)
    }

    private mutating func conditions(_ parts: [Term]) -> [Term] { parts.map { condition($0) } }

    private static func sort(of literal: Literal) -> Sort {
        switch literal.cell {
        case .null: .open
        case .integer, .real: literal.source == "TRUE" || literal.source == "FALSE" ? .truth : .number
        case .text: .anyText
        case .set: .set
        }
    }

    private mutating func attribute(_ name: String, _ term: Term) -> Sorted {
        guard let slot = schema.slot(named: name) else {
            let near = Closest.match(name, among: schema.attributes.map(\.name))
            complaints.append(Complaint(.unknownAttribute, at: term.position, name, suggestion: near))
            return Sorted(term: term, sort: .open)
        }
        let known = schema.attributes[slot]
        return Sorted(term: Term(.attribute(name: known.name, slot: slot), at: term.position), sort: Sort(known))
    }

    /// A term that must be text.
    mutating func textual(_ term: Term) -> Term {
        let sorted = infer(term)
        if isStrict, !sorted.sort.fits(.anyText) { complain(.typeMismatch, at: term, sorted.sort.name, "text") }
        return sorted.term
    }

    /// Terms that are compared with the first of them.
    private mutating func comparable(_ terms: [Term]) -> [Term] {
        let sorted = terms.map { infer($0) }
        guard isStrict else { return sorted.map(\.term) }
        for side in sorted where side.term.isNullLiteral { complain(.nullComparison, at: side.term) }
        for side in sorted where side.sort == .set {
            complain(.setComparison, at: side.term, side.term.description)
            return sorted.map(\.term)
        }
        return unified(sorted).map(\.term)
    }

    /// Gives literals the meaning of what they stand beside, and complains where kinds differ.
    mutating func unified(_ sides: [Sorted]) -> [Sorted] {
        guard isStrict else { return sides }
        // An attribute or computed value says what a literal beside it means, not the other way round.
        let leader = sides.first { !$0.term.isLiteral && $0.sort != .open } ?? sides.first { $0.sort != .open }
        guard let leader else { return sides }
        return sides.map { side in
            if side.term.isLiteral, let meant = meaning(of: side, as: leader.sort) { return meant }
            if !side.sort.fits(leader.sort) {
                complain(.typeMismatch, at: side.term, side.sort.name, leader.sort.name)
                return Sorted(term: side.term, sort: .open)
            }
            return side
        }
    }
}
