/// Something about a rule its author should know before it is saved. Certain, but not exhaustive.
public enum RuleFinding: Sendable, Equatable {
    /// Its parts contradict each other; `predicate` is the first that leaves nobody.
    case neverFires(predicate: String)
    /// Whenever it fires, this rule fires too and comes first.
    case shadowed(by: String)
    /// Both can fire at once with equal priority and specificity, so that only their ids decide the order.
    case undecidedOrder(with: String)

    /// One sentence for the rule's author.
    public func text(in language: Language) -> String {
        switch self {
        case .neverFires(let predicate):
            language.pick(
                "这条规则永远不会触发：\(predicate) 与其他条件矛盾或永远不成立。",
                "This rule never fires: \(predicate) contradicts the rest or never holds.")
        case .shadowed(let id):
            language.pick("规则 \(id) 总是排在它前面触发。", "Rule \(id) always fires before it.")
        case .undecidedOrder(let id):
            language.pick(
                "它与规则 \(id) 可能同时触发，优先级相同，只按编号排序。",
                "It can fire together with rule \(id) at equal priority; only their ids decide which comes first.")
        }
    }
}

extension RuleSet {
    /// Looks a rule over before it is saved, beside the rules already here (one with the same id is left out).
    ///
    /// Takes time proportional to the number of rules.
    /// - Parameter limit: Most findings about other rules to report.
    public func review(_ rule: Rule<Payload>, limit: Int = 20) -> [RuleFinding] {
        let conjuncts = Footprint.conjuncts(of: rule.condition.term)
        let footprint = Footprint(conjuncts, schema: schema)
        if let predicate = footprint.contradiction { return [.neverFires(predicate: predicate)] }
        let entry = Entry(rule)
        var shadows: [RuleFinding] = []
        var undecided: [RuleFinding] = []
        for other in ordered where other.rule.id != rule.id && shadows.count + undecided.count < limit {
            let theirs = Footprint.conjuncts(of: other.rule.condition.term)
            if Self.precedes(other, entry), theirs.allSatisfy({ footprint.implies($0, schema) }) {
                shadows.append(.shadowed(by: other.rule.id))
            } else if other.rule.priority == rule.priority, other.specificity == entry.specificity,
                Footprint(conjuncts + theirs, schema: schema).contradiction == nil
            {
                undecided.append(.undecidedOrder(with: other.rule.id))
            }
        }
        return shadows + undecided
    }
}
