extension FEELBuiltIns {
    /// Functions of ranges and points (DMN 1.5, clause 10.3.4.9, after Allen's interval algebra), and `range`.
    static let ranges: [FEELBuiltIn] = [
        relation("before", .points) { a, b in
            a.high < b.low || (a.high == b.low && !(a.closedHigh && b.closedLow))
        },
        relation("after", .points) { a, b in
            b.high < a.low || (b.high == a.low && !(b.closedHigh && a.closedLow))
        },
        relation("meets", .ranges) { a, b in a.closedHigh && b.closedLow && a.high == b.low },
        relation("met by", .ranges) { a, b in b.closedHigh && a.closedLow && b.high == a.low },
        relation("overlaps", .ranges) { a, b in overlap(a, b) },
        relation("overlaps before", .ranges) { a, b in
            let startsFirst = a.low < b.low || (a.low == b.low && a.closedLow && !b.closedLow)
            let endsFirst = a.high < b.high || (a.high == b.high && (!a.closedHigh || b.closedHigh))
            let meets = a.high > b.low || (a.high == b.low && a.closedHigh && b.closedLow)
            return startsFirst && meets && endsFirst
        },
        relation("overlaps after", .ranges) { a, b in
            let startsLater = b.low < a.low || (b.low == a.low && b.closedLow && !a.closedLow)
            let endsLater = b.high < a.high || (b.high == a.high && (!b.closedHigh || a.closedHigh))
            let meets = b.high > a.low || (b.high == a.low && b.closedHigh && a.closedLow)
            return startsLater && meets && endsLater
        },
        relation("finishes", .pointThenRange) { a, b in
            a.high == b.high && a.closedHigh == b.closedHigh
                && (a.isPoint || a.low > b.low || (a.low == b.low && (!a.closedLow || b.closedLow)))
        },
        relation("finished by", .rangeThenPoint) { a, b in
            a.high == b.high && a.closedHigh == b.closedHigh
                && (b.isPoint || a.low < b.low || (a.low == b.low && (a.closedLow || !b.closedLow)))
        },
        relation("includes", .rangeThenPoint) { a, b in include(a, b) },
        relation("during", .pointThenRange) { a, b in include(b, a) },
        relation("starts", .pointThenRange) { a, b in
            a.low == b.low && a.closedLow == b.closedLow
                && (a.isPoint || a.high < b.high || (a.high == b.high && (!a.closedHigh || b.closedHigh)))
        },
        relation("started by", .rangeThenPoint) { a, b in
            a.low == b.low && a.closedLow == b.closedLow
                && (b.isPoint || b.high < a.high || (b.high == a.high && (a.closedHigh || !b.closedHigh)))
        },
        relation("coincides", .alike) { a, b in
            a.low == b.low && a.high == b.high && a.closedLow == b.closedLow && a.closedHigh == b.closedHigh
        },
        FEELBuiltIn("range", "from") { parsedRange($0) },
    ]

    private static func overlap(_ a: FEELSpan, _ b: FEELSpan) -> Bool {
        let isLeft = a.high > b.low || (a.high == b.low && a.closedHigh && b.closedLow)
        let isRight = b.high > a.low || (b.high == a.low && b.closedHigh && a.closedLow)
        return isLeft && isRight
    }

    private static func include(_ a: FEELSpan, _ b: FEELSpan) -> Bool {
        let holdsLow = a.low < b.low || (a.low == b.low && (a.closedLow || !b.closedLow))
        let holdsHigh = a.high > b.high || (a.high == b.high && (a.closedHigh || !b.closedHigh))
        return holdsLow && holdsHigh
    }

    /// What a relation joins.
    private enum Sides {
        /// Points and ranges in every mixture.
        case points
        case ranges
        case pointThenRange
        case rangeThenPoint
        /// Two points or two ranges.
        case alike

        func admit(_ a: FEELSpan, _ b: FEELSpan) -> Bool {
            switch self {
            case .points: true
            case .ranges: !a.isPoint && !b.isPoint
            case .pointThenRange: !b.isPoint
            case .rangeThenPoint: !a.isPoint
            case .alike: a.isPoint == b.isPoint
            }
        }
    }

    private static func relation(
        _ name: String, _ sides: Sides, _ holds: @escaping @Sendable (FEELSpan, FEELSpan) -> Bool
    ) -> FEELBuiltIn {
        let body: @Sendable (FEELArguments) -> FEELValue? = { arguments in
            guard let spans = FEELSpan.pair(arguments[0], arguments[1]), sides.admit(spans.0, spans.1) else {
                return nil
            }
            return .boolean(holds(spans.0, spans.1))
        }
        return ["point1, point2", "point, range", "range, point", "range1, range2"].dropFirst()
            .reduce(FEELBuiltIn(name, "point1, point2", body)) { $0.or($1, body) }
    }

    /// A range from its text, of which the ends must be literals.
    private static func parsedRange(_ arguments: FEELArguments) -> FEELValue? {
        guard let text = arguments.string(0), let expression = try? FEELExpression(text),
            case .range(let start, let includesStart, let end, let includesEnd) = expression.term
        else { return nil }
        let isLiteral = [start, end].allSatisfy(\.isConstant)
        guard isLiteral else { return nil }
        let scope = FEELScope([:])
        let low = arguments.run.evaluate(start, in: scope)
        let high = arguments.run.evaluate(end, in: scope)
        guard let order = FEELEquality.order(low, high), order <= 0 else { return nil }
        return .range(FEELRange(from: low, included: includesStart, to: high, included: includesEnd))
    }
}

extension FEELTerm {
    /// A literal, or a date, time or duration made from one.
    var isConstant: Bool {
        switch self {
        case .literal: return true
        case .negate(let operand): return operand.isConstant
        case .call(.name(let name), let arguments):
            guard ["date", "time", "date and time", "duration"].contains(name) else { return false }
            return arguments.allSatisfy { if case .literal = $0 { true } else { false } }
        default: return false
        }
    }
}
