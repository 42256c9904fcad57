extension FEELParser {
    /// What stands after `in`: one test, or several in brackets.
    mutating func testsAfterIn() throws(FEELFault) -> [FEELTerm] {
        let start = at
        if isSymbol("(") {
            // A bracket may open a list of tests, a range, or an expression; the longest reading counts.
            if let tests = try? bracketedTests(), !isContinued { return tests }
            at = start
        }
        guard let comparison = takeComparison() else { return [try sum()] }
        return [.side(comparison, try sum())]
    }

    private mutating func bracketedTests() throws(FEELFault) -> [FEELTerm] {
        at += 1
        return try unfenced { parser throws(FEELFault) in
            try parser.nested { parser throws(FEELFault) in
                try parser.items(until: ")") { parser throws(FEELFault) in try parser.testOrExpression() }
            }
        }
    }

    private var isContinued: Bool {
        token.kind == .symbol && [".", "[", "(", "+", "-", "*", "/", "**"].contains(token.text)
    }

    /// The whole text as tests of a cell.
    mutating func tests() throws(FEELFault) -> FEELTests.Form {
        if isSymbol("-"), tokens[at + 1].kind == .end { return .anything }
        if token.kind == .end { return .anything }
        if token.isWord("not"), tokens[at + 1].isSymbol("(") {
            let start = at
            at += 1
            if let tests = try? bracketedTests(), token.kind == .end { return .noneOf(tests) }
            at = start
        }
        var tests: [FEELTerm] = []
        repeat { tests.append(try testOrExpression()) } while take(",")
        guard token.kind == .end else { throw unexpected() }
        return .among(tests)
    }
}

extension FEELTests {
    /// Reads the tests of a cell.
    ///
    /// - Parameter vocabulary: the names of several words and the types that it may mention.
    public init(_ text: String, _ vocabulary: FEELVocabulary = FEELVocabulary()) throws(FEELFault) {
        var parser = try FEELParser(text, vocabulary)
        self.text = text
        form = try parser.tests()
    }
}
