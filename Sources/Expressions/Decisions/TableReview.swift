/// One review of one table.
struct TableReview {
    private let table: DecisionTable
    private let limit: Int
    /// Inputs that can be told apart, with the values that stand for all others.
    private let columns: [(input: Int, values: [FEELValue])]
    private let leftOut: [Int]
    /// For each column and each rule the values that pass, as indices.
    private let passing: [[BitSet]]
    private let isTooLarge: Bool

    /// Most comparisons of rules with values and with each other, and most steps of the search for gaps.
    private static let stepsMax = 16_000_000

    init(_ table: DecisionTable, limit: Int) {
        self.table = table
        self.limit = limit
        var columns: [(input: Int, values: [FEELValue])] = []
        var leftOut: [Int] = []
        for input in table.inputs.indices {
            let situations = TableSituations(table, input: input)
            if situations.isComplete {
                columns.append((input, situations.values))
            } else {
                leftOut.append(input)
            }
        }
        (self.columns, self.leftOut) = (columns, leftOut)
        let comparisons = table.rules.count * (table.rules.count + columns.reduce(1) { $0 + $1.values.count })
        isTooLarge = comparisons * max(1, columns.count) > Self.stepsMax
        guard !isTooLarge else {
            passing = []
            return
        }
        let scope = FEELScope([:])
        passing = columns.map { column in
            table.rules.map { rule in
                // What one test may cost is bounded; all of them together are by the number of comparisons.
                var bits = BitSet(below: column.values.count)
                for (index, value) in column.values.enumerated()
                where FEELRun().tests(rule.tests[column.input], pass: value, in: scope) == true { bits.insert(index) }
                return bits
            }
        }
    }

    func findings() -> [TableFinding] {
        guard !isTooLarge else { return [.tooManySituations] }
        let idle = table.rules.indices.filter { rule in passing.contains { $0[rule].isEmpty } }
        var findings = idle.map { TableFinding.neverApplies($0) }
        findings += pairs(without: Set(idle)) + badValues() + bareWords() + leftOut.map { .notReviewed(input: $0) }
        // What hangs on an input that was left out may or may not be a gap.
        guard leftOut.isEmpty, table.outputs.allSatisfy({ $0.otherwise == nil }) else { return findings }
        var search = GapSearch(
            passing: passing, columns: columns.map(\.values.count), limit: limit, steps: Self.stepsMax)
        search.run(rules: Array(table.rules.indices))
        if search.isExhausted { return findings + [.tooManySituations] }
        return findings + search.gaps.map { .gap(example: example($0)) }
    }

    private func pairs(without idle: Set<Int>) -> [TableFinding] {
        var overlaps: [TableFinding] = []
        var others: [TableFinding] = []
        var settled: Set<Int> = []
        for rule in table.rules.indices where !idle.contains(rule) {
            for earlier in 0..<rule where !idle.contains(earlier) && !settled.contains(rule) {
                guard let common = common(earlier, rule) else { continue }
                let saysSame = table.rules[rule].entries.map(\.text) == table.rules[earlier].entries.map(\.text)
                if saysSame, leftOut.isEmpty, passing.allSatisfy({ $0[rule] == $0[earlier] }) {
                    others.append(.duplicate(rule, of: earlier))
                    settled.insert(rule)
                } else if table.hitPolicy == .first, leftOut.isEmpty,
                    passing.allSatisfy({ $0[rule].isSubset(of: $0[earlier]) })
                {
                    others.append(.shadowed(rule, by: earlier))
                    settled.insert(rule)
                } else if leftOut.isEmpty, forbids(saysSame), overlaps.count < limit {
                    overlaps.append(.overlap(earlier, rule, example: example(common)))
                }
            }
        }
        return overlaps + others
    }

    private func forbids(_ saysSame: Bool) -> Bool {
        switch table.hitPolicy {
        case .unique: true
        case .any: !saysSame
        default: false
        }
    }

    /// A situation in which both apply.
    private func common(_ a: Int, _ b: Int) -> [Int]? {
        var situation: [Int] = []
        for column in passing {
            guard let value = column[a].firstShared(with: column[b]) else { return nil }
            situation.append(value)
        }
        return situation
    }

    private func badValues() -> [TableFinding] {
        let scope = FEELScope([:])
        var findings: [TableFinding] = []
        for (output, column) in table.outputs.enumerated() {
            guard let allowed = column.allowed else { continue }
            for (number, rule) in table.rules.enumerated() {
                let entry = rule.entries[output]
                guard entry.term.isConstant else { continue }
                let run = FEELRun()
                if run.tests(allowed, pass: run.evaluate(entry.term, in: scope), in: scope) != true {
                    findings.append(.valueNotAllowed(rule: number, output: output))
                }
            }
        }
        return findings
    }

    /// Tests that are a single name which no input has: most often a text without its quotes.
    private func bareWords() -> [TableFinding] {
        let inputs = Set(
            table.inputs.flatMap { input in
                if case .name(let name) = input.expression.term { [name] } else { [String]() }
            })
        var findings: [TableFinding] = []
        for (number, rule) in table.rules.enumerated() {
            for (input, tests) in rule.tests.enumerated() {
                for name in tests.bareNames where !inputs.contains(name) {
                    findings.append(.bareWord(name, rule: number, input: input))
                }
            }
        }
        return Array(findings.prefix(limit))
    }

    private func example(_ situation: [Int]) -> FEELContext {
        var context = FEELContext()
        for (column, value) in zip(columns, situation) {
            context[table.inputs[column.input].expression.text] = column.values[value]
        }
        return context
    }
}

/// Looks for combinations of values that no rule covers, one input after the other. Values that the remaining rules
/// treat alike are looked at together, so that the work follows the rules and not the product of all values.
private struct GapSearch {
    let passing: [[BitSet]]
    let columns: [Int]
    let limit: Int
    var steps: Int
    private(set) var gaps: [[Int]] = []
    private(set) var isExhausted = false

    init(passing: [[BitSet]], columns: [Int], limit: Int, steps: Int) {
        (self.passing, self.columns, self.limit, self.steps) = (passing, columns, limit, steps)
    }

    mutating func run(rules: [Int]) {
        guard !columns.contains(0) else { return }
        search(rules, [])
    }

    private mutating func search(_ rules: [Int], _ chosen: [Int]) {
        guard gaps.count < limit, !isExhausted else { return }
        let column = chosen.count
        if rules.isEmpty {
            gaps.append(chosen + columns.dropFirst(column).map { _ in 0 })
            return
        }
        guard column < columns.count else { return }
        steps -= rules.count * columns[column]
        guard steps > 0 else {
            isExhausted = true
            return
        }
        var seen: Set<[Int]> = []
        for value in 0..<columns[column] {
            let left = rules.filter { passing[column][$0].contains(value) }
            if seen.insert(left).inserted { search(left, chosen + [value]) }
        }
    }
}
