extension DecisionTable {
    /// Why a rule applied or did not, for a person: “规则 2 不适用：age 为 17，要求 >=18。”
    ///
    /// - Parameters:
    ///   - index: the rule's place in the table from 0.
    ///   - outcome: what the table answered.
    /// - Returns: `nil` for a rule that the outcome says nothing about, as when an input was not allowed.
    public func explanation(of index: Int, in outcome: Outcome, _ language: Language) -> String? {
        guard rules.indices.contains(index), outcome.verdicts.indices.contains(index) else { return nil }
        let rule = rules[index]
        switch outcome.verdicts[index] {
        case .applies:
            let tests = zip(inputs, rule.tests).filter { !$0.1.isAlwaysPassed }
                .map { "\($0.0.expression.text) \($0.1.text)" }
            let shown = tests.joined(separator: language.pick("；", "; "))
            guard !tests.isEmpty else {
                return language.pick("规则 \(rule.id) 适用：它没有条件。", "Rule \(rule.id) applies: it has no conditions.")
            }
            return language.pick("规则 \(rule.id) 适用：\(shown)。", "Rule \(rule.id) applies: \(shown).")
        case .fails(let input, let value):
            let name = inputs[input].expression.text
            let test = rule.tests[input].text
            if value.isNull {
                return language.pick(
                    "规则 \(rule.id) 不适用：\(name) 没有值，要求 \(test)。",
                    "Rule \(rule.id) does not apply: \(name) is not known, \(test) is required.")
            }
            return language.pick(
                "规则 \(rule.id) 不适用：\(name) 为 \(value)，要求 \(test)。",
                "Rule \(rule.id) does not apply: \(name) is \(value), \(test) is required.")
        }
    }
}

extension FEELTests {
    /// Whether it is `-`.
    var isAlwaysPassed: Bool { if case .anything = form { true } else { false } }
}
