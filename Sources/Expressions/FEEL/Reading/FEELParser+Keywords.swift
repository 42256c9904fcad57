extension FEELParser {
    mutating func choice() throws(FEELFault) -> FEELTerm {
        let condition = try expression()
        try expect("then")
        let then = try expression()
        try expect("else")
        return .choice(condition, then, try expression())
    }

    mutating func iteration() throws(FEELFault) -> FEELTerm {
        scopes.append(FEELNames(["partial"]))
        defer { scopes.removeLast() }
        let rounds = try rounds()
        try expect("return")
        return .iterate(rounds, try expression())
    }

    mutating func quantified(isEvery: Bool) throws(FEELFault) -> FEELTerm {
        scopes.append(FEELNames())
        defer { scopes.removeLast() }
        let rounds = try rounds()
        try expect("satisfies")
        return .quantified(isEvery: isEvery, rounds, try expression())
    }

    /// `x in list, y in 1..10`, each name known to what comes after it.
    private mutating func rounds() throws(FEELFault) -> [FEELRound] {
        var rounds: [FEELRound] = []
        repeat {
            let name = try freshName(until: ["in", ","])
            try expect("in")
            let source = try expression()
            let upTo = take("..") ? try expression() : nil
            rounds.append(FEELRound(name: name, source: source, upTo: upTo))
            scopes[scopes.count - 1].insert(name)
        } while take(",")
        return rounds
    }

    mutating func function() throws(FEELFault) -> FEELTerm {
        try expect("(")
        let parameters = try items(until: ")") { parser throws(FEELFault) -> FEELFunction.Parameter in
            let name = try parser.freshName(until: [":", ",", ")"])
            return FEELFunction.Parameter(name: name, type: parser.take(":") ? try parser.type() : .any)
        }
        let isExternal = takeWord("external")
        let body = try scoped(FEELNames(parameters.map(\.name))) { parser throws(FEELFault) in
            try parser.expression()
        }
        return isExternal ? .fault("only functions written in FEEL can be run") : .function(parameters, body)
    }

    /// The name of a type, such as `list<number>` or `context<a: string>`.
    mutating func type() throws(FEELFault) -> FEELType {
        try nested { parser throws(FEELFault) in try parser.typeByName() }
    }

    private mutating func typeByName() throws(FEELFault) -> FEELType {
        if takeWord("function") { return try functionType() }
        if let defined = definedType {
            at += defined.count
            return defined.type
        }
        if let known = longest(in: [FEELBuiltIns.typeNames]), let type = FEELType.builtIn[known.name] {
            at += known.count
            guard known.name == "list" || known.name == "context", take("<") else { return type }
            return known.name == "list" ? .list(try closingType()) : .context(try typedEntries())
        }
        if token.isWord("range"), tokens[at + 1].isSymbol("<") {
            at += 2
            return .range(try closingType())
        }
        var name = ""
        while token.kind == .word || token.isSymbol(".") {
            if Self.typeEnds.contains(token.text) { break }
            name += (token.isSpaced && !name.isEmpty && !isSymbol(".") ? " " : "") + token.text
            at += 1
        }
        guard !name.isEmpty else { throw unexpected(.missingType) }
        return .unknown(name)
    }

    private static let typeEnds: Set<String> = ["and", "or", "then", "else", "return", "satisfies", "external", "in"]

    private mutating func closingType() throws(FEELFault) -> FEELType {
        let type = try type()
        try expect(">")
        return type
    }

    private mutating func typedEntries() throws(FEELFault) -> [FEELFunction.Parameter] {
        try items(until: ">") { parser throws(FEELFault) in
            let name = try parser.freshName(until: [":", ">"])
            try parser.expect(":")
            return FEELFunction.Parameter(name: name, type: try parser.type())
        }
    }

    private mutating func functionType() throws(FEELFault) -> FEELType {
        guard take("<") else { return .function([], result: .any) }
        let parameters = try items(until: ">") { parser throws(FEELFault) in try parser.type() }
        try expect("->")
        return .function(parameters, result: try type())
    }
}
