/// A comparison operator.
enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    func holds(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }

    func apply(_ left: Cell, _ right: Cell) -> Truth {
        guard let order = Cell.order(left, right) else { return .unknown }
        return Truth(holds(order))
    }

    /// The same comparison with its sides exchanged.
    var mirrored: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

/// A value written in the condition, with its spelling.
struct Literal: Sendable, Equatable {
    /// What it means; the checker replaces it where the schema says so (an amount, a time).
    var cell: Cell
    let source: String
}

/// One branch of `CASE`.
struct Branch: Sendable, Equatable {
    let when: Term, then: Term
}

/// A part of a condition's syntax tree, with its place in the text.
struct Term: Sendable, Equatable {
    indirect enum Node: Sendable, Equatable {
        case literal(Literal)
        /// The slot is known once the condition is checked.
        case attribute(name: String, slot: Int?)
        case not(Term)
        /// Two or more, never an `all` itself.
        case all([Term])
        /// Two or more, never an `any` itself.
        case any([Term])
        case compare(Comparison, Term, Term)
        case like(Term, pattern: Term, escape: Unicode.Scalar?, negated: Bool)
        case within(Term, [Term], negated: Bool)
        case between(Term, Term, Term, negated: Bool)
        case isNull(Term, negated: Bool)
        case arithmetic(Arithmetic, Term, Term)
        case negative(Term)
        case call(Function, [Term])
        case choose([Branch], otherwise: Term?)
    }

    let node: Node
    let position: Range<Int>
    /// Levels of the tree below and including this one.
    let depth: Int

    init(_ node: Node, at position: Range<Int>) {
        self.node = node
        self.position = position
        self.depth = 1 + (Self.children(of: node).map(\.depth).max() ?? 0)
    }

    /// The same meaning, wherever it was written.
    static func == (left: Term, right: Term) -> Bool { left.node == right.node }

    var isLiteral: Bool {
        if case .literal = node { return true }
        return false
    }

    var isNullLiteral: Bool {
        if case .literal(let literal) = node { return literal.cell == .null }
        return false
    }

    var children: [Term] { Self.children(of: node) }

    private static func children(of node: Node) -> [Term] {
        switch node {
        case .literal, .attribute: []
        case .not(let inner), .negative(let inner), .isNull(let inner, _): [inner]
        case .all(let parts), .any(let parts), .call(_, let parts): parts
        case .compare(_, let left, let right), .arithmetic(_, let left, let right): [left, right]
        case .like(let subject, let pattern, _, _): [subject, pattern]
        case .within(let subject, let items, _): [subject] + items
        case .between(let subject, let low, let high, _): [subject, low, high]
        case .choose(let branches, let otherwise):
            branches.flatMap { [$0.when, $0.then] } + (otherwise.map { [$0] } ?? [])
        }
    }

    /// The parts that AND, OR and NOT join: what can be said to hold or not.
    var predicates: [Term] {
        switch node {
        case .not(let inner): inner.predicates
        case .all(let parts), .any(let parts): parts.flatMap(\.predicates)
        default: [self]
        }
    }
}
