extension DecisionTable {
    /// What a table answers, and why.
    public struct Outcome: Sendable, Equatable {
        /// The answer by the hit policy; null when there is none.
        public let value: FEELValue
        /// What was found about each rule, in the table's order.
        public let verdicts: [RuleVerdict]
        /// What went wrong, in the order it did.
        public let complaints: [String]

        /// The rules that applied, by their place in the table from 0.
        public var hits: [Int] { verdicts.indices.filter { verdicts[$0] == .applies } }
    }

    /// What was found about one rule.
    public enum RuleVerdict: Sendable, Equatable {
        /// All its tests passed.
        case applies
        /// The first test that did not pass, by its input from 0, and the value that it was asked about.
        case fails(input: Int, value: FEELValue)
    }

    /// Asks the table.
    ///
    /// - Parameters:
    ///   - context: the values that the inputs' expressions mention.
    ///   - moment: what `now()` and `today()` say; without it they are null.
    public func decide(_ context: FEELContext, at moment: FEELDateTime? = nil) -> Outcome {
        let run = FEELRun(moment: moment)
        return run.outcome(of: self, in: FEELScope(run.given(context)))
    }
}

extension FEELRun {
    /// What a table answers, with what was found about its rules; without a value when that took more than it may.
    func outcome(of table: DecisionTable, in scope: FEELScope) -> DecisionTable.Outcome {
        let (value, verdicts) = decide(table, in: scope)
        return DecisionTable.Outcome(value: isExhausted ? .null : value, verdicts: verdicts, complaints: complaints)
    }

    /// The table's answer where its expressions mean what the scope says.
    func decide(
        _ table: DecisionTable, in scope: FEELScope
    ) -> (value: FEELValue, verdicts: [DecisionTable.RuleVerdict]) {
        var inputs: [FEELValue] = []
        for input in table.inputs {
            let value = coerce(evaluate(input.expression.term, in: scope), to: input.type)
            if let allowed = input.allowed, !value.isNull, !isAmong(value, allowed, in: scope) {
                return (complain("“\(input.expression.text)” is \(value), which is not among its values"), [])
            }
            inputs.append(value)
        }
        let verdicts = table.rules.map { verdict($0, inputs, in: scope) }
        let hits = table.rules.indices.filter { verdicts[$0] == .applies }
        return (answer(table, hits, in: scope), verdicts)
    }

    /// Values of a list are allowed one by one.
    private func isAmong(_ value: FEELValue, _ allowed: FEELTests, in scope: FEELScope) -> Bool {
        if tests(allowed, pass: value, in: scope) == true { return true }
        guard case .list(let items) = value else { return false }
        return items.allSatisfy { tests(allowed, pass: $0, in: scope) == true }
    }

    private func verdict(
        _ rule: DecisionTable.Rule, _ inputs: [FEELValue], in scope: FEELScope
    ) -> DecisionTable.RuleVerdict {
        for (index, (test, value)) in zip(rule.tests, inputs).enumerated()
        where tests(test, pass: value, in: scope) != true {
            return .fails(input: index, value: value)
        }
        return .applies
    }

    private func answer(_ table: DecisionTable, _ hits: [Int], in scope: FEELScope) -> FEELValue {
        guard !hits.isEmpty else { return otherwise(table, in: scope) }
        switch table.hitPolicy {
        case .unique:
            guard hits.count == 1 else {
                let numbers = hits.map { String($0 + 1) }.joined(separator: ", ")
                return complain("rules \(numbers) apply together, though only one may")
            }
            return result(table, hits[0], in: scope)
        case .first: return result(table, hits[0], in: scope)
        case .any:
            let results = hits.map { result(table, $0, in: scope) }
            guard results.allSatisfy({ FEELBuiltIns.isEqual($0, results[0], self) }) else {
                return complain("rules that apply together say different things")
            }
            return results[0]
        case .priority: return ranked(table, hits, in: scope).first ?? .null
        case .outputOrder: return .list(ranked(table, hits, in: scope))
        case .ruleOrder, .collect(nil): return .list(hits.map { result(table, $0, in: scope) })
        case .collect(let figure?): return aggregate(figure, hits.map { result(table, $0, in: scope) })
        }
    }

    /// One rule's outputs: a value, or a context of several.
    private func result(_ table: DecisionTable, _ index: Int, in scope: FEELScope) -> FEELValue {
        outputs(table, in: scope) { table.rules[index].entries[$0] }
    }

    private func otherwise(_ table: DecisionTable, in scope: FEELScope) -> FEELValue {
        guard table.outputs.contains(where: { $0.otherwise != nil }) else { return .null }
        let value = outputs(table, in: scope) { table.outputs[$0].otherwise }
        switch table.hitPolicy {
        case .ruleOrder, .outputOrder, .collect(nil): return .list(value.asList)
        default: return value
        }
    }

    private func outputs(
        _ table: DecisionTable, in scope: FEELScope, _ expression: (Int) -> FEELExpression?
    ) -> FEELValue {
        var context = FEELContext()
        for (index, output) in table.outputs.enumerated() {
            let value = expression(index).map { evaluate($0.term, in: scope) } ?? .null
            let fitting = coerce(value, to: output.type)
            if table.outputs.count == 1 { return fitting }
            context[output.name] = fitting
        }
        return .context(context)
    }

    /// Results by the order of the outputs' values, the first output first; equals keep the table's order.
    private func ranked(_ table: DecisionTable, _ hits: [Int], in scope: FEELScope) -> [FEELValue] {
        let results = hits.map { hit in
            let result = result(table, hit, in: scope)
            let ranks = table.outputs.map { output -> Int in
                guard let allowed = output.allowed else { return 0 }
                var value = result
                if table.outputs.count > 1, case .context(let context) = result {
                    value = context[output.name] ?? .null
                }
                return rank(of: value, among: allowed, in: scope)
            }
            return (result: result, ranks: ranks)
        }
        return results.enumerated().sorted { left, right in
            left.element.ranks == right.element.ranks
                ? left.offset < right.offset : left.element.ranks.lexicographicallyPrecedes(right.element.ranks)
        }.map(\.element.result)
    }

    private func aggregate(_ figure: HitPolicy.Aggregation, _ values: [FEELValue]) -> FEELValue {
        let name =
            switch figure {
            case .sum: "sum"
            case .minimum: "min"
            case .maximum: "max"
            case .count: "count"
            }
        return FEELBuiltIns.all[name]?.call([.list(values)], self) ?? .null
    }
}
