/// A condition whose grammar is right; nothing is known yet about the names in it.
///
/// The language is the boolean part of SQL: `customer_level='VIP' AND product_type='premium'`. Operators from loose to
/// tight: OR, AND, NOT, comparisons (`= == <> != < <= > >=`, LIKE, IN, BETWEEN, IS NULL), `+ -`, `* / %`, minus sign.
/// Comparisons do not chain. Texts stand in single quotes, doubled inside (`'it''s'`).
public struct Condition: Sendable, Equatable {
    let term: Term
    /// As the person wrote it.
    public let text: String

    /// Reads a condition.
    ///
    /// - Throws: The first thing wrong with its grammar or size (``ExpressionLimits``).
    public static func parse(_ text: String) throws(Complaint) -> Condition {
        Condition(term: try Parser.parse(text), text: text)
    }

    /// The same condition in one spelling: keywords in capitals, one space, only the brackets it needs.
    public var canonicalText: String { term.description }

    /// The names of the attributes it speaks of, as written.
    public var attributeNames: Set<String> { Self.names(in: term) }

    private static func names(in term: Term) -> Set<String> {
        if case .attribute(let name, _) = term.node { return [name] }
        return term.children.reduce(into: []) { $0.formUnion(names(in: $1)) }
    }

    /// Resolves the names and kinds.
    ///
    /// - Throws: The first of ``complaints(against:)``.
    public func check(against schema: Schema) throws(Complaint) -> CheckedCondition {
        let (checked, complaints) = Checker.check(term, against: schema)
        if let first = complaints.first { throw first }
        return CheckedCondition(schema: schema, term: checked, text: text)
    }

    /// Everything wrong with the condition under this schema, in the order of the text.
    public func complaints(against schema: Schema) -> [Complaint] {
        Checker.check(term, against: schema).complaints
    }
}

/// A condition that is right for its schema: every name known, like compared with like.
public struct CheckedCondition: Sendable, Equatable {
    public let schema: Schema
    let term: Term
    /// As the person wrote it.
    public let text: String

    /// The distinct predicates that AND, OR and NOT join, in canonical spelling and in order.
    public var predicates: [String] {
        var seen = Set<String>()
        return term.predicates.map(\.description).filter { seen.insert($0).inserted }
    }

    /// How special the condition is: the number of its distinct predicates.
    public var specificity: Int { predicates.count }

    /// Lays the condition out for fast evaluation.
    public func compile() -> CompiledCondition { CompiledCondition(self) }
}

/// A condition ready to run. Evaluation is pure, never fails and takes time bounded by the condition's size.
public struct CompiledCondition: Sendable {
    public let checked: CheckedCondition
    private let program: Program

    init(_ checked: CheckedCondition) {
        self.checked = checked
        self.program = Compiler.compile(checked.term)
    }

    /// Whether the condition holds; a rule fires only on ``Truth/true``.
    public func evaluate(_ context: Context) -> Truth {
        program.truth(in: context.adapted(to: checked.schema))
    }

    /// Why the condition holds or not, in words.
    public func explain(_ context: Context) -> Explanation {
        Explanation(of: checked, in: context.adapted(to: checked.schema))
    }
}
