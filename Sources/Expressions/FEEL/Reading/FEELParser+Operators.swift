extension FEELParser {
    /// A whole expression of any kind.
    mutating func expression() throws(FEELFault) -> FEELTerm {
        try nested { parser throws(FEELFault) in try parser.disjunction() }
    }

    private mutating func disjunction() throws(FEELFault) -> FEELTerm {
        var left = try conjunction()
        var count = 0
        while takeWord("or") {
            try limit(&count)
            left = .or(left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(FEELFault) -> FEELTerm {
        var left = try comparison()
        var count = 0
        while takeWord("and") {
            try limit(&count)
            left = .and(left, try comparison())
        }
        return left
    }

    /// A chain of operators makes the tree as deep as it is long.
    private func limit(_ count: inout Int) throws(FEELFault) {
        count += 1
        let most = FEELLimits.evaluationDepthMax / 4
        guard count < most else { throw FEELFault(.tooManyParts, at: token.position, "\(most)") }
    }

    private mutating func comparison() throws(FEELFault) -> FEELTerm {
        var left = try sum()
        var count = 0
        while true {
            try limit(&count)
            if let comparison = takeComparison() {
                left = .compare(comparison, left, try sum())
            } else if takeWord("between") {
                let low = try sum()
                try expect("and")
                left = .between(left, low, try sum())
            } else if takeWord("in") {
                left = .isIn(left, try testsAfterIn())
            } else {
                return left
            }
        }
    }

    mutating func takeComparison() -> FEELComparison? {
        guard token.kind == .symbol, let comparison = FEELComparison(rawValue: token.text) else { return nil }
        at += 1
        return comparison
    }

    mutating func sum() throws(FEELFault) -> FEELTerm {
        var left = try product()
        var count = 0
        while token.kind == .symbol, let sign = FEELArithmetic(rawValue: token.text), [.add, .subtract].contains(sign) {
            at += 1
            try limit(&count)
            left = .arithmetic(sign, left, try product())
        }
        return left
    }

    private mutating func product() throws(FEELFault) -> FEELTerm {
        var left = try power()
        var count = 0
        while isSymbol("*") || isSymbol("/") {
            let sign: FEELArithmetic = isSymbol("*") ? .multiply : .divide
            at += 1
            try limit(&count)
            left = .arithmetic(sign, left, try power())
        }
        return left
    }

    private mutating func power() throws(FEELFault) -> FEELTerm {
        var left = try negation()
        var count = 0
        while take("**") {
            try limit(&count)
            left = .arithmetic(.power, left, try negation())
        }
        return left
    }

    private mutating func negation() throws(FEELFault) -> FEELTerm {
        guard take("-") else { return try instance() }
        return .negate(try nested { parser throws(FEELFault) in try parser.negation() })
    }

    private mutating func instance() throws(FEELFault) -> FEELTerm {
        var value = try postfix()
        while token.isWord("instance"), tokens[at + 1].isWord("of") {
            at += 2
            value = .instance(value, try type())
        }
        return value
    }

    private mutating func postfix() throws(FEELFault) -> FEELTerm {
        var value = try primary()
        var count = 0
        while true {
            try limit(&count)
            if take(".") {
                value = .path(value, try member())
            } else if isSymbol("["), allowsFilters {
                at += 1
                value = .filter(value, try filterCondition())
            } else if take("(") {
                value = try call(value)
            } else {
                return value
            }
        }
    }

    /// Inside a filter the members of an item may stand for themselves.
    private mutating func filterCondition() throws(FEELFault) -> FEELTerm {
        let condition = try unfenced { parser throws(FEELFault) in
            try parser.scoped(all: parser.members) { parser throws(FEELFault) in try parser.testOrExpression() }
        }
        try expect("]")
        return condition
    }

    private mutating func member() throws(FEELFault) -> String {
        if let known = longest(in: members + scopes) {
            at += known.count
            return known.name
        }
        guard token.kind == .word else { throw unexpected(.missingName) }
        at += 1
        return tokens[at - 1].text
    }

    /// Something in brackets, where `[` is a filter again.
    mutating func unfenced<T>(_ body: (inout FEELParser) throws(FEELFault) -> T) throws(FEELFault) -> T {
        let before = allowsFilters
        allowsFilters = true
        defer { allowsFilters = before }
        return try body(&self)
    }

    func longest(in tables: [FEELNames]) -> (name: String, count: Int)? {
        tables.compactMap { $0.longest(in: tokens, at: at) }.max { $0.count < $1.count }
    }
}
