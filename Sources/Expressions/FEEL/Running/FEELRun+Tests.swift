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
    var asksForInput: Bool {
        switch self {
        case .name(let name): name == "?"
        case .literal, .fault, .table: false
        case .path(let base, _), .negate(let base), .side(_, let base), .instance(let base, _), .typed(let base, _):
            base.asksForInput
        case .function(_, let body): body.asksForInput
        case .list(let items): items.contains(where: \.asksForInput)
        case .context(let entries): entries.contains { $0.value.asksForInput }
        case .within(let entries, let result): result.asksForInput || entries.contains { $0.value.asksForInput }
        case .range(let a, _, let b, _), .arithmetic(_, let a, let b), .compare(_, let a, let b), .and(let a, let b),
            .or(let a, let b), .filter(let a, let b):
            a.asksForInput || b.asksForInput
        case .between(let a, let b, let c), .choice(let a, let b, let c):
            a.asksForInput || b.asksForInput || c.asksForInput
        case .isIn(let value, let tests): value.asksForInput || tests.contains(where: \.asksForInput)
        case .iterate(let rounds, let body), .quantified(_, let rounds, let body):
            body.asksForInput || rounds.contains { $0.source.asksForInput || $0.upTo?.asksForInput == true }
        case .call(let function, let arguments):
            function.asksForInput || arguments.contains(where: \.asksForInput)
        case .callNamed(let function, let arguments):
            function.asksForInput || arguments.contains { $0.value.asksForInput }
        }
    }
}
