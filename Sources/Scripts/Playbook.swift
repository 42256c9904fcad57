import Expressions
import Journey

/// All active scripts, compiled: finds those that fit a conversation. A value; changed node by node.
public struct Playbook: Sendable {
    /// Priority, then specificity, then code; at most two of a category. No chance in it, so its propensity is 1.
    public static let policy = "priority-specificity-1"
    /// Scripts that are offered at once.
    public static let limitDefault = 5
    static let perCategoryMax = 2
    /// Passed-over scripts that are named.
    static let passedOverMax = 20

    private struct Entry: Sendable {
        let node: ScriptNode
        let template: Template
    }

    /// What conditions and templates may speak of.
    public let schema: ScriptSchema
    /// The state of the table that this is compiled from; 0 before the first look.
    public private(set) var revision: Int64 = 0
    /// Nodes whose condition or template is not right under this schema, and so never offered; by code.
    public private(set) var faulty: [String: [ScriptComplaint]] = [:]
    private var rules: RuleSet<Entry>
    private var codes: [ScriptID: String] = [:]

    public init(schema: ScriptSchema) {
        self.schema = schema
        rules = RuleSet(schema: schema.schema)
    }

    /// Scripts that may be offered.
    public var count: Int { rules.count }

    /// Takes in what has changed since its revision; a script that was removed comes as nil.
    mutating func learn(_ changes: [(id: ScriptID, node: ScriptNode?)], revision: Int64) {
        // All leave before any enters: two nodes may have exchanged their codes.
        for change in changes {
            guard let code = codes.removeValue(forKey: change.id) else { continue }
            rules.remove(id: code)
            faulty[code] = nil
        }
        for case (let id, let node?) in changes {
            codes[id] = node.draft.code
            if node.draft.active { enter(node) }
        }
        self.revision = revision
    }

    private mutating func enter(_ node: ScriptNode) {
        let draft = node.draft
        let complaints = schema.complaints(condition: draft.condition, template: draft.template)
        guard complaints.isEmpty, let condition = try? Condition.parse(draft.condition).check(against: schema.schema),
            let template = try? Template.parse(draft.template)
        else {
            faulty[draft.code] = complaints
            return
        }
        // The code, not the id, breaks ties: it is the same in every database and people can see it.
        let rule = Rule(
            id: draft.code, condition: condition, priority: draft.priority,
            payload: Entry(node: node, template: template))
        // A code is refused twice by the table itself, and the schema is the set's own.
        try? rules.add(rule)
    }

    /// The scripts that fit, best first, filled in.
    ///
    /// One whose template cannot be filled is never offered.
    public func suggest(for context: ScriptContext, limit: Int = limitDefault) -> SuggestionSet {
        let values = Context(context.values, for: schema.schema)
        var items: [Suggestion] = []
        var passedOver: [SuggestionSet.PassedOver] = []
        var perCategory: [String: Int] = [:]
        for rule in rules.matches(values) {
            let draft = rule.payload.node.draft
            func pass(_ cause: SuggestionSet.PassedOver.Cause) {
                guard passedOver.count < Self.passedOverMax else { return }
                passedOver.append(.init(script: rule.payload.node.id, code: draft.code, because: cause))
            }
            guard let text = try? rule.payload.template.render(with: values) else {
                pass(.unfilled)
                continue
            }
            guard items.count < limit else {
                pass(.limit)
                continue
            }
            guard perCategory[draft.category, default: 0] < Self.perCategoryMax else {
                pass(.category)
                continue
            }
            perCategory[draft.category, default: 0] += 1
            items.append(suggestion(rule, text: text, values))
        }
        return SuggestionSet(items: items, passedOver: passedOver, policy: Self.policy, propensity: 1)
    }

    private func suggestion(_ rule: Rule<Entry>, text: String, _ values: Context) -> Suggestion {
        let draft = rule.payload.node.draft
        let findings = rules.explain(id: rule.id, values)?.findings ?? []
        let specificity = Double(rule.condition.specificity)
        return Suggestion(
            script: rule.payload.node.id, code: draft.code, title: draft.title, text: text, category: draft.category,
            legalNote: draft.legalNote,
            why: findings.map { Phrase(zh: $0.text(in: .chinese), en: $0.text(in: .english)) },
            // Specificity only ever decides within one priority.
            score: Double(draft.priority) + specificity / (specificity + 1))
    }
}
