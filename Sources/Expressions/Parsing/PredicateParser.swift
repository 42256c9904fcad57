extension Parser {
    /// A comparison, LIKE, IN, BETWEEN or IS NULL; or a bare operand. They do not chain.
    mutating func predicate() throws(Complaint) -> Term {
        let subject = try sum()
        guard startsPredicate else { return subject }
        let whole = if let compared = try comparison(of: subject) { compared } else { try worded(subject) }
        guard startsPredicate else { return whole }
        throw Complaint(.chainedComparison, at: current.position)
    }

    private var startsPredicate: Bool {
        if comparisonSign != nil { return true }
        switch keyword {
        case .like, .within, .between, .is: return true
        case .not: return Self.keyword(of: following).map { [.like, .within, .between].contains($0) } ?? false
        default: return false
        }
    }

    private var comparisonSign: Comparison? {
        guard case .symbol(let symbol) = current.kind else { return nil }
        switch symbol {
        case .twiceEqual: return .equal
        case .bangEqual: return .notEqual
        default: return Comparison(rawValue: symbol.rawValue)
        }
    }

    private mutating func comparison(of subject: Term) throws(Complaint) -> Term? {
        guard let comparison = comparisonSign else { return nil }
        advance()
        return try make(.compare(comparison, subject, try sum()), from: subject.position.lowerBound)
    }

    private mutating func worded(_ subject: Term) throws(Complaint) -> Term {
        let start = subject.position.lowerBound
        if take(.is) {
            let negated = take(.not)
            try expect(.null)
            return try make(.isNull(subject, negated: negated), from: start)
        }
        let negated = take(.not)
        if take(.like) {
            let pattern = try sum()
            let escape = try escapeSign()
            return try make(.like(subject, pattern: pattern, escape: escape, negated: negated), from: start)
        }
        if take(.within) {
            return try make(.within(subject, try list(), negated: negated), from: start)
        }
        try expect(.between)
        let low = try sum()
        try expect(.and)
        return try make(.between(subject, low, try sum(), negated: negated), from: start)
    }

    private mutating func escapeSign() throws(Complaint) -> Unicode.Scalar? {
        guard take(.escape) else { return nil }
        let token = advance()
        guard case .text(let sign) = token.kind, let scalar = sign.unicodeScalars.first,
            sign.unicodeScalars.count == 1
        else { throw Complaint(.badEscape, at: token.position) }
        return scalar
    }

    private mutating func list() throws(Complaint) -> [Term] {
        let opening = current.position
        try expect(.open)
        guard current.kind != .symbol(.close) else {
            throw Complaint(.emptyList, at: opening.lowerBound..<current.position.upperBound)
        }
        return try arguments(after: opening)
    }

    /// One or more conditions or values up to the closing bracket.
    mutating func arguments(after opening: Range<Int>) throws(Complaint) -> [Term] {
        var items: [Term] = []
        repeat {
            items.append(try nested { parser throws(Complaint) in try parser.disjunction() })
        } while take(.comma)
        try close(opening)
        return items
    }
}
