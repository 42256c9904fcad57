/// Something about a rule its author should know before it is saved. Certain, but not exhaustive.
public enum RuleFinding: Sendable, Equatable {
    /// Its parts contradict each other; `predicate` is the first that leaves nobody.
    case neverFires(predicate: String)
    /// It fires for everyone of whom these attributes are known; for everyone at all when there are none.
    case alwaysFires(onceKnown: [String])
    /// It fires for the very same customers as this rule.
    case duplicate(of: String)
    /// Whenever it fires, this rule fires too and comes first.
    case shadowed(by: String, example: Situation?)
    /// Both can fire at once with equal priority and specificity, so that only their ids decide the order.
    case undecidedOrder(with: String, example: Situation?)

    /// One or two sentences for the rule's author.
    public func text(in language: Language) -> String {
        switch self {
        case .neverFires(let predicate):
            language.pick(
                "这条规则永远不会触发：\(predicate) 与其他条件矛盾或永远不成立。",
                "This rule never fires: \(predicate) contradicts the rest or never holds.")
        case .alwaysFires(let names) where names.isEmpty:
            language.pick("这条规则对所有人都触发。", "This rule fires for everyone.")
        case .alwaysFires(let names):
            language.pick(
                "只要知道 \(names.joined(separator: "、"))，这条规则就会触发，不论值是多少。",
                "This rule fires whatever the value, once \(names.joined(separator: ", ")) is known.")
        case .duplicate(let id):
            language.pick("它与规则 \(id) 的触发条件完全相同。", "It fires for the very same customers as rule \(id).")
        case .shadowed(let id, let example):
            language.pick("规则 \(id) 总是排在它前面触发。", "Rule \(id) always fires before it.")
                + Self.shown(example, language)
        case .undecidedOrder(let id, let example):
            language.pick(
                "它与规则 \(id) 可能同时触发，优先级相同，只按编号排序。",
                "It can fire together with rule \(id) at equal priority; only their ids decide which comes first.")
                + Self.shown(example, language)
        }
    }

    private static func shown(_ example: Situation?, _ language: Language) -> String {
        example.map { language.pick("例如：\($0.text(in: language))。", " For example: \($0.text(in: language)).") } ?? ""
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
        var findings: [RuleFinding] = []
        switch RuleCensus(rule.condition, schema) {
        case .never: return [.neverFires(predicate: rule.condition.term.description)]
        case .always(let names): findings.append(.alwaysFires(onceKnown: names))
        case .sometimes, .notCounted: break
        }
        let entry = Entry(rule)
        var others: (same: [RuleFinding], shadows: [RuleFinding], undecided: [RuleFinding]) = ([], [], [])
        for other in ordered where other.rule.id != rule.id {
            if others.same.count + others.shadows.count + others.undecided.count >= limit { break }
            let theirs = Footprint.conjuncts(of: other.rule.condition.term)
            let impliesTheirs = theirs.allSatisfy { footprint.implies($0, schema) }
            if impliesTheirs, isSame(rule, other.rule, conjuncts, theirs) {
                others.same.append(.duplicate(of: other.rule.id))
            } else if impliesTheirs, Self.precedes(other, entry) {
                others.shadows.append(.shadowed(by: other.rule.id, example: together(rule, other.rule)))
            } else if other.rule.priority == rule.priority, other.specificity == entry.specificity,
                Footprint(conjuncts + theirs, schema: schema).contradiction == nil
            {
                others.undecided.append(.undecidedOrder(with: other.rule.id, example: together(rule, other.rule)))
            }
        }
        return findings + others.same + others.shadows + others.undecided
    }

    /// Each implies the other.
    private func isSame(_ rule: Rule<Payload>, _ other: Rule<Payload>, _ ours: [Term], _ theirs: [Term]) -> Bool {
        let footprint = Footprint(theirs, schema: schema)
        return ours.allSatisfy { footprint.implies($0, schema) }
    }

    /// Somebody for whom both fire, where that can be worked out.
    private func together(_ rule: Rule<Payload>, _ other: Rule<Payload>) -> Situation? {
        let terms = [rule.condition.term, other.condition.term]
        guard let grid = SituationGrid(terms, schema: schema) else { return nil }
        let compiled = [rule.condition.compile(), other.condition.compile()]
        return grid.first { context in compiled.allSatisfy { $0.evaluate(context) == .true } }
            .map { Situation($0, slots: grid.slots) }
    }
}

/// For whom a condition holds, counted over every situation it can tell apart.
enum RuleCensus: Equatable {
    case never
    case always(onceKnown: [String])
    case sometimes
    /// It asks for more than can be counted.
    case notCounted

    init(_ condition: CheckedCondition, _ schema: Schema) {
        guard let grid = SituationGrid([condition.term], schema: schema) else {
            self = .notCounted
            return
        }
        let compiled = condition.compile()
        var isEverTrue = false
        var isTrueWhenKnown = true
        var isTrueWhenMissing = true
        for context in grid {
            let holds = compiled.evaluate(context) == .true
            isEverTrue = isEverTrue || holds
            if grid.slots.contains(where: { context.cells[$0] == .null }) {
                isTrueWhenMissing = isTrueWhenMissing && holds
            } else {
                isTrueWhenKnown = isTrueWhenKnown && holds
            }
        }
        let names = isTrueWhenMissing ? [] : grid.slots.map { schema.attributes[$0].name }
        self = isTrueWhenKnown && isEverTrue ? .always(onceKnown: names) : isEverTrue ? .sometimes : .never
    }
}
