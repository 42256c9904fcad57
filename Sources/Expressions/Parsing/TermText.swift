extension Term: CustomStringConvertible {
    /// The canonical spelling: parsing it gives this term again.
    var description: String {
        switch node {
        case .literal(let literal): literal.source
        case .attribute(let name, _): name
        case .not(let inner): "NOT \(inner.isJunction ? inner.bracketed : inner.description)"
        case .all(let parts): parts.map(\.bracketedJunction).joined(separator: " AND ")
        case .any(let parts):
            parts.map { if case .all = $0.node { $0.description } else { $0.bracketedJunction } }.joined(
                separator: " OR ")
        case .compare(let comparison, let left, let right):
            "\(left.operand) \(comparison.rawValue) \(right.operand)"
        case .arithmetic(let operation, let left, let right):
            "\(left.factor) \(operation.rawValue) \(right.factor)"
        case .negative(let inner): "- \(inner.factor)"
        case .call(let function, let arguments): "\(function.rawValue)(\(Self.list(arguments)))"
        case .choose(let branches, let otherwise): Self.spell(branches, otherwise)
        default: spelledPredicate
        }
    }

    private var spelledPredicate: String {
        switch node {
        case .like(let subject, let pattern, let escape, let negated):
            "\(subject.operand) \(negated ? "NOT " : "")LIKE \(pattern.operand)"
                + (escape.map { " ESCAPE \(Self.quote(String($0)))" } ?? "")
        case .within(let subject, let items, let negated):
            "\(subject.operand) \(negated ? "NOT " : "")IN (\(Self.list(items)))"
        case .between(let subject, let low, let high, let negated):
            "\(subject.operand) \(negated ? "NOT " : "")BETWEEN \(low.operand) AND \(high.operand)"
        case .isNull(let subject, let negated): "\(subject.operand) IS \(negated ? "NOT " : "")NULL"
        default: ""
        }
    }

    static func quote(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    private static func list(_ terms: [Term]) -> String { terms.map(\.description).joined(separator: ", ") }

    private static func spell(_ branches: [Branch], _ otherwise: Term?) -> String {
        let whens = branches.map { "WHEN \($0.when) THEN \($0.then) " }.joined()
        return "CASE \(whens)\(otherwise.map { "ELSE \($0) " } ?? "")END"
    }

    private var bracketed: String { "(\(description))" }

    private var isJunction: Bool {
        switch node {
        case .all, .any: true
        default: false
        }
    }

    private var bracketedJunction: String { isJunction ? bracketed : description }

    /// As a side of a comparison: arithmetic may stand bare, anything weaker needs brackets.
    private var operand: String {
        if case .arithmetic = node { return description }
        return factor
    }

    private var factor: String {
        switch node {
        case .literal, .attribute, .call, .choose: description
        default: bracketed
        }
    }
}
