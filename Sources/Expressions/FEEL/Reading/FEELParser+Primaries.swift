extension FEELParser {
    private static let keywords: Set<String> = [
        "if", "for", "some", "every", "function", "null", "true", "false", "then", "else", "return", "in", "and", "or",
        "satisfies", "between", "instance",
    ]

    mutating func primary() throws(FEELFault) -> FEELTerm {
        switch token.kind {
        case .number: return try number()
        case .string:
            at += 1
            return .literal(.string(tokens[at - 1].text))
        case .word: return try word()
        case .symbol: return try unfenced { parser throws(FEELFault) in try parser.bracketed() }
        case .end: throw unexpected()
        }
    }

    private mutating func number() throws(FEELFault) -> FEELTerm {
        guard let value = FEELNumber.parse(token.text) else { throw FEELFault(.badNumber, at: token.position) }
        at += 1
        return .literal(.number(value))
    }

    private mutating func word() throws(FEELFault) -> FEELTerm {
        if let known = longest(in: scopes), known.count > 1 || !Self.keywords.contains(token.text) {
            at += known.count
            return .name(known.name)
        }
        let word = token.text
        guard Self.keywords.contains(word) else {
            at += 1
            return .name(word)
        }
        at += 1
        switch word {
        case "null": return .literal(.null)
        case "true": return .literal(true)
        case "false": return .literal(false)
        case "if": return try unfenced { parser throws(FEELFault) in try parser.choice() }
        case "for": return try unfenced { parser throws(FEELFault) in try parser.iteration() }
        case "some", "every":
            return try unfenced { parser throws(FEELFault) in try parser.quantified(isEvery: word == "every") }
        case "function": return try unfenced { parser throws(FEELFault) in try parser.function() }
        default:
            at -= 1
            throw unexpected()
        }
    }

    private mutating func bracketed() throws(FEELFault) -> FEELTerm {
        if take("@") {
            guard token.kind == .string else { throw unexpected(.missingTime) }
            at += 1
            guard let value = FEELTemporalText.any(tokens[at - 1].text) else { return .literal(.null) }
            return .literal(value)
        }
        if take("{") { return try context() }
        if take("(") { return try parenthesised() }
        if take("]") { return try range(after: try expression(), includesStart: false) }
        guard take("[") else { throw unexpected() }
        if take("]") { return .list([]) }
        let first = try testOrExpression()
        if isSymbol("..") { return try range(after: first, includesStart: true) }
        var items = [first]
        while take(",") { items.append(try testOrExpression()) }
        try expect("]")
        return .list(items)
    }

    private mutating func parenthesised() throws(FEELFault) -> FEELTerm {
        let first = try testOrExpression()
        if isSymbol("..") { return try range(after: first, includesStart: false) }
        try expect(")")
        return first
    }

    private mutating func range(after start: FEELTerm, includesStart: Bool) throws(FEELFault) -> FEELTerm {
        try expect("..")
        let before = allowsFilters
        allowsFilters = false
        defer { allowsFilters = before }
        let end = try nested { parser throws(FEELFault) in try parser.sum() }
        if take("]") { return .range(start, includesStart, end, true) }
        guard take(")") || take("[") else { throw unexpected(.unclosedRange) }
        return .range(start, includesStart, end, false)
    }

    /// An expression, or `< 10` as a range.
    mutating func testOrExpression() throws(FEELFault) -> FEELTerm {
        guard let comparison = takeComparison() else { return try expression() }
        return .side(comparison, try nested { parser throws(FEELFault) in try parser.sum() })
    }

    private mutating func context() throws(FEELFault) -> FEELTerm {
        scopes.append(FEELNames())
        defer { scopes.removeLast() }
        var entries: [(key: String, value: FEELTerm)] = []
        if take("}") { return .context([]) }
        repeat {
            let key: String
            if token.kind == .string {
                key = token.text
                at += 1
            } else {
                key = try freshName(until: [":", ",", "}", "{", "(", ")", "[", "]"])
            }
            try expect(":")
            let value = try expression()
            entries.append((key, value))
            guard entries.count <= FEELLimits.entriesMax else {
                throw FEELFault(.tooManyParts, at: token.position, "\(FEELLimits.entriesMax)")
            }
            scopes[scopes.count - 1].insert(key)
            members[members.count - 1].insert(key)
        } while take(",")
        try expect("}")
        return .context(entries)
    }

    mutating func call(_ function: FEELTerm) throws(FEELFault) -> FEELTerm {
        try unfenced { parser throws(FEELFault) in
            guard parser.isNamedArgument else {
                return .call(
                    function,
                    try parser.items(until: ")") { parser throws(FEELFault) in try parser.testOrExpression() })
            }
            let arguments = try parser.items(until: ")") {
                parser throws(FEELFault) -> (name: String, value: FEELTerm) in
                let name = try parser.freshName(until: [":", ",", ")"])
                try parser.expect(":")
                return (name, try parser.testOrExpression())
            }
            return .callNamed(function, arguments)
        }
    }

    private var isNamedArgument: Bool {
        var index = at
        while [.word, .number].contains(tokens[index].kind) || ["'", "-"].contains(tokens[index].text) {
            if tokens[index].kind == .string { return false }
            index += 1
        }
        return index > at && tokens[at].kind == .word && tokens[index].isSymbol(":")
    }
}
