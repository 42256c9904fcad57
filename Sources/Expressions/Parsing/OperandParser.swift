extension Parser {
    mutating func sum() throws(Complaint) -> Term {
        var left = try product()
        while let operation = arithmetic([.plus, .minus]) {
            left = try make(.arithmetic(operation, left, try product()), from: left.position.lowerBound)
        }
        return left
    }

    private mutating func product() throws(Complaint) -> Term {
        var left = try unary()
        while let operation = arithmetic([.star, .slash, .percent]) {
            left = try make(.arithmetic(operation, left, try unary()), from: left.position.lowerBound)
        }
        return left
    }

    private mutating func arithmetic(_ allowed: [Token.Symbol]) -> Arithmetic? {
        guard case .symbol(let symbol) = current.kind, allowed.contains(symbol) else { return nil }
        advance()
        return Arithmetic(rawValue: symbol.rawValue)
    }

    private mutating func unary() throws(Complaint) -> Term {
        let start = current.position.lowerBound
        guard take(.minus) else { return try primary() }
        let inner = try nested { parser throws(Complaint) in try parser.unary() }
        if case .literal(let literal) = inner.node, let negative = Self.negative(of: literal) {
            return try make(.literal(negative), from: start)
        }
        return try make(.negative(inner), from: start)
    }

    /// A number with a minus sign is one literal: the smallest 64-bit number has no positive counterpart.
    private static func negative(of literal: Literal) -> Literal? {
        guard let first = literal.source.utf8.first, first.isDigit || first == UInt8(ascii: ".") else { return nil }
        return number("-" + literal.source)
    }

    private static func number(_ source: String) -> Literal {
        if let whole = Int64(source) { return Literal(cell: .integer(whole), source: source) }
        // Swift reads neither ".5" nor "1.": digits are put around the point first.
        let sign = source.hasPrefix("-") ? "-" : ""
        let parts = source.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
        var spelled = String(source)
        if parts.count == 2 {
            let whole = parts[0].isEmpty ? "0" : String(parts[0])
            let needsDigit = parts[1].first.map { !$0.isNumber } ?? true
            spelled = "\(sign)\(whole).\(needsDigit ? "0" : "")\(parts[1])"
        }
        return Literal(cell: Cell(real: Double(spelled) ?? 0), source: source)
    }

    private mutating func primary() throws(Complaint) -> Term {
        let start = current
        switch start.kind {
        case .number:
            advance()
            return try make(.literal(Self.number(start.source)), from: start.position.lowerBound)
        case .text(let text):
            advance()
            let literal = Literal(cell: .text(ByteText(text)), source: Term.quote(text))
            return try make(.literal(literal), from: start.position.lowerBound)
        case .symbol(.open):
            advance()
            let inner = try nested { parser throws(Complaint) in try parser.disjunction() }
            try close(start.position)
            return inner
        case .word: return try word()
        case .symbol(.dot), .symbol(.comma), .symbol(.close): throw misplacedOperand()
        case .symbol, .end: throw Complaint(.expectedOperand, at: start.position)
        }
    }

    private func misplacedOperand() -> Complaint { Complaint(.expectedOperand, at: current.position) }

    private mutating func word() throws(Complaint) -> Term {
        let start = current
        let from = start.position.lowerBound
        switch keyword {
        case .null: return try constant(.null, "NULL")
        case .yes: return try constant(.integer(1), "TRUE")
        case .no: return try constant(.integer(0), "FALSE")
        case .case: return try choice()
        case .some: throw misplacedOperand()
        case nil: advance()
        }
        if current.kind == .symbol(.open) { return try call(start) }
        var name = start.source
        while take(.dot) {
            guard current.kind == .word else { throw misplacedOperand() }
            name += "." + advance().source
        }
        return try make(.attribute(name: name, slot: nil), from: from)
    }

    private mutating func constant(_ cell: Cell, _ source: String) throws(Complaint) -> Term {
        let start = advance().position.lowerBound
        return try make(.literal(Literal(cell: cell, source: source)), from: start)
    }

    private mutating func call(_ name: Token) throws(Complaint) -> Term {
        guard let function = Function(rawValue: name.source.uppercased()) else {
            let near = Closest.match(name.source.uppercased(), among: Function.allCases.map(\.rawValue))
            throw Complaint(.unknownFunction, at: name.position, name.source, suggestion: near)
        }
        let opening = advance().position
        let arguments = take(.close) ? [] : try arguments(after: opening)
        guard function.arity.contains(arguments.count) else {
            let wanted = function == .coalesce ? "≥ 2" : "\(function.arity.lowerBound)"
            throw Complaint(.wrongArguments, at: name.position, function.rawValue, wanted)
        }
        return try make(.call(function, arguments), from: name.position.lowerBound)
    }

    private mutating func choice() throws(Complaint) -> Term {
        let start = advance().position.lowerBound
        var branches: [Branch] = []
        repeat {
            try expect(.when)
            let when = try nested { parser throws(Complaint) in try parser.disjunction() }
            try expect(.then)
            let then = try nested { parser throws(Complaint) in try parser.disjunction() }
            branches.append(Branch(when: when, then: then))
        } while keyword == .when
        var otherwise: Term?
        if take(.otherwise) {
            otherwise = try nested { parser throws(Complaint) in try parser.disjunction() }
        }
        try expect(.end)
        return try make(.choose(branches, otherwise: otherwise), from: start)
    }
}
