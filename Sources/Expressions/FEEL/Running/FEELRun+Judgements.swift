extension FEELRun {
    /// Comparisons and junctions, with null for unknown.
    func judgement(_ term: FEELTerm, in scope: FEELScope) -> FEELValue {
        switch term {
        case .compare(let comparison, let left, let right):
            return FEELValue(
                truth: comparison.holds(evaluate(left, in: scope), evaluate(right, in: scope), self))
        case .and(let left, let right):
            let first = truth(left, in: scope)
            if first == false { return false }
            let second = truth(right, in: scope)
            if second == false { return false }
            return FEELValue(truth: first == nil || second == nil ? nil : true)
        case .or(let left, let right):
            let first = truth(left, in: scope)
            if first == true { return true }
            let second = truth(right, in: scope)
            if second == true { return true }
            return FEELValue(truth: first == nil || second == nil ? nil : false)
        case .between(let value, let low, let high):
            let value = evaluate(value, in: scope)
            let ends = FEELRange(from: evaluate(low, in: scope), to: evaluate(high, in: scope))
            return FEELValue(truth: ends.contains(value, self))
        case .isIn(let value, let tests):
            return FEELValue(truth: isIn(evaluate(value, in: scope), tests, in: scope))
        case .instance(let value, let type):
            let value = evaluate(value, in: scope)
            if case .unknown(let name) = type { return complain("there is no type “\(name)”") }
            // Which of its values a type allows is no part of what it is (DMN 1.5, clause 10.3.2.9.4).
            return .boolean(conforms(value, to: type.unconstrained) && !(value.isNull && type.refusesNull))
        default: return .null
        }
    }

    private func truth(_ term: FEELTerm, in scope: FEELScope) -> Bool? {
        let value = evaluate(term, in: scope)
        if value.truth == nil, !value.isNull { complain("a \(value.kind) stands where a boolean is wanted") }
        return value.truth
    }

    /// Whether a value passes at least one of the tests after `in`.
    private func isIn(_ value: FEELValue, _ tests: [FEELTerm], in scope: FEELScope) -> Bool? {
        var isUnknown = false
        for test in tests {
            switch passes(value, evaluate(test, in: scope)) {
            case true?: return true
            case nil: isUnknown = true
            case false?: break
            }
        }
        return isUnknown ? nil : false
    }

    /// Whether a value is what a test's value is, or in it.
    func passes(_ value: FEELValue, _ test: FEELValue) -> Bool? {
        switch test {
        case .range(let range):
            if case .range = value { return FEELEquality.equal(value, test, self) }
            return range.contains(value, self)
        case .list(let items):
            if case .list = value, FEELEquality.equal(value, test, self) == true { return true }
            var isUnknown = false
            for item in items {
                if case .range(let range) = item {
                    let isInside = range.contains(value, self)
                    if isInside == true { return true }
                    if isInside == nil { isUnknown = true }
                } else if FEELEquality.equal(value, item, self) == true {
                    return true
                }
            }
            return isUnknown ? nil : false
        default: return FEELEquality.equal(value, test, self)
        }
    }

    func range(_ term: FEELTerm, in scope: FEELScope) -> FEELValue {
        switch term {
        case .range(let start, let includesStart, let end, let includesEnd):
            let low = evaluate(start, in: scope)
            let high = evaluate(end, in: scope)
            if !low.isNull, !high.isNull, FEELEquality.order(low, high) == nil {
                return complain("a range from \(low.kind) to \(high.kind)")
            }
            return .range(FEELRange(from: low, included: includesStart, to: high, included: includesEnd))
        case .side(let comparison, let operand):
            return .range(FEELRange(comparison, evaluate(operand, in: scope)))
        default: return .null
        }
    }
}
