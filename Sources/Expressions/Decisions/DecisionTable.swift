/// A decision table (决策表; DMN 1.5, clause 8): rules as rows, each with a test for every input and an entry for every
/// output.
///
/// ```swift
/// let table = try DecisionTable(csv: text)            // CSV whose cells are FEEL
/// table.decide(["level": "VIP", "age": 30]).value   // 0.2
/// ```
public struct DecisionTable: Sendable {
    /// One input: what is looked at.
    public struct Input: Sendable {
        /// Evaluated once, then tested by every rule.
        public let expression: FEELExpression
        /// The type's name, `nil` when none is given.
        public let typeName: String?
        /// The values that may come; others are an error.
        public let allowed: FEELTests?
        let type: FEELType
    }

    /// One output: what is answered.
    public struct Output: Sendable {
        /// The entry's name in the result; may be empty when there is only one.
        public let name: String
        /// The type's name, `nil` when none is given.
        public let typeName: String?
        /// The values that may be answered, the most important first.
        public let allowed: FEELTests?
        /// What is answered when no rule applies.
        public let otherwise: FEELExpression?
        let type: FEELType
    }

    /// One row.
    public struct Rule: Sendable {
        /// Its identifier in the file it came from, or its number.
        public let id: String
        /// A test for each input.
        public let tests: [FEELTests]
        /// An entry for each output.
        public let entries: [FEELExpression]
        /// What people have noted about it.
        public let note: String
    }

    /// What happens when several rules apply, or none.
    public let hitPolicy: HitPolicy
    /// The columns that are looked at.
    public let inputs: [Input]
    /// The columns that are answered.
    public let outputs: [Output]
    /// The rows, in the table's order.
    public let rules: [Rule]

    /// Puts a table together.
    ///
    /// - Throws: `badTable` when a row has too few or too many cells, outputs have no names or the same ones, or a
    ///   policy by priority lacks its list of values; `tooLarge`.
    init(
        hitPolicy: HitPolicy, inputs: [Input], outputs: [Output], rules: [Rule]
    ) throws(DecisionRefusal) {
        let columns = inputs.count + outputs.count
        guard columns <= Limits.columns, rules.count * columns <= Limits.cells else {
            throw .tooLarge("a table of \(rules.count) rules with \(columns) columns")
        }
        guard !outputs.isEmpty else { throw .badTable("there is no output") }
        if outputs.count > 1 {
            let names = outputs.map(\.name)
            guard !names.contains(""), Set(names).count == names.count else {
                throw .badTable("several outputs need different names")
            }
        }
        for (number, rule) in rules.enumerated()
        where rule.tests.count != inputs.count || rule.entries.count != outputs.count {
            throw .badTable("rule \(number + 1) has \(rule.tests.count) tests and \(rule.entries.count) entries")
        }
        if [.priority, .outputOrder].contains(hitPolicy), outputs.allSatisfy({ $0.allowed == nil }) {
            throw .badTable("\(hitPolicy.name) needs the outputs' values in their order")
        }
        (self.hitPolicy, self.inputs, self.outputs, self.rules) = (hitPolicy, inputs, outputs, rules)
    }

    /// How large a table may be.
    public enum Limits {
        /// Most cells of all rules together: 40,000 rows of ten columns.
        public static let cells = 400_000
        /// Most inputs and outputs together.
        public static let columns = 256
    }
}
