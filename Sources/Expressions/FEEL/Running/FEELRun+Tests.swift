extension FEELRun {
    /// Whether a value passes the tests of a cell; `nil` for unknown (DMN 1.5, clause 7.3.1 and grammar rule 7).
    func tests(_ tests: FEELTests, pass value: FEELValue, in scope: FEELScope) -> Bool? {
        let inner = FEELScope(["?": value], in: scope)
        switch tests.form {
        case .anything: return true
        case .among(let terms): return any(terms, value, in: inner)
        case .noneOf(let terms): return any(terms, value, in: inner).map { !$0 }
        }
    }

    /// The place of the first test that a value passes, beyond all when it passes none.
    func rank(of value: FEELValue, among tests: FEELTests, in scope: FEELScope) -> Int {
        guard case .among(let terms) = tests.form else { return 0 }
        let inner = FEELScope(["?": value], in: scope)
        return terms.firstIndex { one($0, value, in: inner) == true } ?? terms.count
    }

    private func any(_ terms: [FEELTerm], _ value: FEELValue, in scope: FEELScope) -> Bool? {
        var isUnknown = false
        for term in terms {
            switch one(term, value, in: scope) {
            case true?: return true
            case nil: isUnknown = true
            case false?: break
            }
        }
        return isUnknown ? nil : false
    }

    private func one(_ term: FEELTerm, _ value: FEELValue, in scope: FEELScope) -> Bool? {
        let test = evaluate(term, in: scope)
        if term.asksForInput { return test.truth }
        return passes(value, test)
    }
}

extension FEELTerm {
    /// Whether `?`, the value under test, is mentioned.
    var asksForInput: Bool { mentions("?") }
}
