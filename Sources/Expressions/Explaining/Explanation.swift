/// Why a condition held or did not: the predicates that decided it, and the values they saw.
public struct Explanation: Sendable, Equatable {
    /// An attribute and the value it had.
    public struct Seen: Sendable, Equatable {
        public let attribute: Attribute
        /// The value for people, by language; “没有值 / not known” when missing.
        public let text: [Language: String]
        public let isMissing: Bool
    }

    /// One predicate's part in the decision.
    public struct Finding: Sendable, Equatable {
        /// In canonical spelling.
        public let predicate: String
        public let truth: Truth
        /// What the condition needed it to be: `false` below a NOT.
        public let wanted: Truth
        /// The attributes it read, each once.
        public let seen: [Seen]
    }

    public let truth: Truth
    /// When the condition held: every predicate that made it hold. When not: the first reason why not; more than one
    /// only if these were alternatives (OR) and none held.
    public let findings: [Finding]

    init(of checked: CheckedCondition, in context: Context) {
        let examiner = Examiner(schema: checked.schema, context: context)
        truth = examiner.truth(of: checked.term)
        findings = examiner.findings(checked.term, wanted: .true)
    }
}

/// Walks a condition and collects what decided it.
private struct Examiner {
    let schema: Schema
    let context: Context

    func truth(of term: Term) -> Truth { Compiler.compile(term).truth(in: context) }

    func findings(_ term: Term, wanted: Truth) -> [Explanation.Finding] {
        switch term.node {
        case .not(let inner): findings(inner, wanted: wanted.negated)
        case .all(let parts): junction(parts, wanted: wanted, decidedBy: .false)
        case .any(let parts): junction(parts, wanted: wanted, decidedBy: .true)
        default: [finding(term, wanted: wanted)]
        }
    }

    /// An AND is decided by one false part, an OR by one true part; short of that, all parts count.
    private func junction(_ parts: [Term], wanted: Truth, decidedBy decisive: Truth) -> [Explanation.Finding] {
        let single = parts.first { part in
            let truth = truth(of: part)
            // Wanting all parts alike, the first that differs is the reason: an unknown one as much as a wrong one.
            return wanted == decisive ? truth == decisive : truth != wanted
        }
        return (single.map { [$0] } ?? parts).flatMap { findings($0, wanted: wanted) }
    }

    private func finding(_ term: Term, wanted: Truth) -> Explanation.Finding {
        var slots: [Int] = []
        collect(term, into: &slots)
        let seen = slots.map { slot in
            let attribute = schema.attributes[slot]
            let cell = context.cells[slot]
            let texts = Language.allCases.map { ($0, attribute.spell(cell, schema.zoneOffsetSeconds, $0)) }
            return Explanation.Seen(
                attribute: attribute, text: Dictionary(uniqueKeysWithValues: texts), isMissing: cell == .null)
        }
        return Explanation.Finding(predicate: term.description, truth: truth(of: term), wanted: wanted, seen: seen)
    }

    private func collect(_ term: Term, into slots: inout [Int]) {
        if case .attribute(_, let slot?) = term.node, !slots.contains(slot) { slots.append(slot) }
        for child in term.children { collect(child, into: &slots) }
    }
}
