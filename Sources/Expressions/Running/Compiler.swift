/// Lays a checked term out as a program.
struct Compiler {
    private var program = Program()

    static func compile(_ term: Term) -> Program {
        var compiler = Compiler()
        compiler.program.root = compiler.add(term)
        return compiler.program
    }

    private mutating func emit(_ operation: Program.Operation) -> Int32 {
        program.operations.append(operation)
        return Int32(program.operations.count - 1)
    }

    private mutating func constant(_ cell: Cell) -> Int32 {
        program.constants.append(cell)
        return Int32(program.constants.count - 1)
    }

    private mutating func span(_ terms: [Term]) -> Program.Span {
        let indices = terms.map { add($0) }
        defer { program.links += indices }
        return Program.Span(first: Int32(program.links.count), count: Int32(indices.count))
    }

    private mutating func add(_ term: Term) -> Int32 {
        switch term.node {
        case .literal(let literal): return emit(.constant(constant(literal.cell)))
        case .attribute(_, let slot):
            // A name without a slot cannot pass the checker; NULL is what SQL would call it.
            return emit(slot.map { .slot(Int32($0)) } ?? .constant(constant(.null)))
        case .not(let inner): return emit(.not(add(inner)))
        case .all(let parts): return emit(.all(span(parts)))
        case .any(let parts): return emit(.any(span(parts)))
        case .arithmetic(let operation, let left, let right):
            return emit(.arithmetic(operation, add(left), add(right)))
        case .negative(let inner): return emit(.negative(add(inner)))
        case .call(let function, let arguments): return emit(.call(function, span(arguments)))
        case .choose(let branches, let otherwise):
            return emit(.choose(span(branches.flatMap { [$0.when, $0.then] } + (otherwise.map { [$0] } ?? []))))
        default: return addPredicate(term)
        }
    }

    private mutating func addPredicate(_ term: Term) -> Int32 {
        switch term.node {
        case .compare(let comparison, let left, let right): return addComparison(comparison, left, right)
        case .isNull(let subject, let negated): return emit(.isNull(add(subject), negated: negated))
        case .between(let subject, let low, let high, let negated):
            return emit(.between(add(subject), add(low), add(high), negated: negated))
        case .within(let subject, let items, let negated): return addList(subject, items, negated)
        case .like(let subject, let pattern, let escape, let negated):
            guard case .literal(let literal) = pattern.node, let text = literal.cell.text else {
                return emit(.like(add(subject), add(pattern), escape: escape?.value, negated: negated))
            }
            program.patterns.append(LikePattern(text, escape: escape))
            let pattern = Int32(program.patterns.count - 1)
            return emit(.likeConstant(add(subject), pattern: pattern, negated: negated))
        default: return emit(.constant(constant(.null)))
        }
    }

    private mutating func addComparison(_ comparison: Comparison, _ left: Term, _ right: Term) -> Int32 {
        switch (left.node, right.node) {
        case (.attribute(_, let slot?), .literal(let literal)):
            return emit(.compareSlot(comparison, slot: Int32(slot), constant: constant(literal.cell)))
        case (.literal(let literal), .attribute(_, let slot?)):
            return emit(.compareSlot(comparison.mirrored, slot: Int32(slot), constant: constant(literal.cell)))
        default: return emit(.compare(comparison, add(left), add(right)))
        }
    }

    private mutating func addList(_ subject: Term, _ items: [Term], _ negated: Bool) -> Int32 {
        let cells = items.compactMap { item in
            if case .literal(let literal) = item.node { literal.cell } else { nil }
        }
        guard cells.count == items.count else { return emit(.within(add(subject), span(items), negated: negated)) }
        let members = Set(cells.filter { $0 != .null }.map(\.normalized))
        program.lists.append(Program.ConstantList(members: members, hasNull: cells.contains(.null)))
        let list = Int32(program.lists.count - 1)
        return emit(.withinConstants(add(subject), list: list, negated: negated))
    }
}
