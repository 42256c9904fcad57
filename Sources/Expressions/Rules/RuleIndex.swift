/// Finds the rules whose conditions hold without looking at the others.
///
/// A rule is filed once for each way its condition can come true that the index can tell apart: once as a rule, once
/// for each part of an OR at the top.
struct RuleIndex: Sendable {
    /// One way a rule can fire.
    private struct Way: Sendable {
        let rule: Int
        let filing: Filing
        let residue: [Int]
        /// Another way may have brought the same rule up already.
        let isOneOfSeveral: Bool
    }

    /// What a match needs of a way, close together: with many rules the time goes into fetching memory.
    private struct Probe: Sendable {
        let rule: Int32
        /// The one predicate left to ask; −1 for none, −2 for several.
        let residue: Int32
        let isOneOfSeveral: Bool

        init(_ way: Way) {
            rule = Int32(way.rule)
            residue = way.residue.count > 1 ? -2 : way.residue.first.map { Int32($0) } ?? -1
            isOneOfSeveral = way.isOneOfSeveral
        }
    }

    private let schema: Schema
    /// Numbers of the ways of each rule.
    private var filed: [Int: [Int]] = [:]
    private var ways: [Way?] = []
    /// Of each way, whether it is in use or not.
    private var probes: [Probe] = []
    private var free: [Int] = []
    private var atoms = AtomTable()
    private var tree = DiscriminationTree()
    private var predicates = PredicateTable()

    init(schema: Schema) { self.schema = schema }

    mutating func add(_ rule: Int, _ term: Term) {
        let filings = Filing.alternatives(term, schema: schema)
        filed[rule] = filings.map { filing in
            let residue = filing.residue.map { predicates.take($0) }
            let way = Way(
                rule: rule, filing: filing, residue: residue,
                isOneOfSeveral: filings.count > 1 || filing.comesUpAgain(schema))
            let number = free.popLast() ?? ways.count
            if number == ways.count {
                ways.append(way)
                probes.append(Probe(way))
            } else {
                ways[number] = way
                probes[number] = Probe(way)
            }
            for path in Self.paths(filing.steps) {
                let steps = path.map { (slot: $0.slot, atom: atoms.take(slot: $0.slot, cell: $0.cell)) }
                tree.add(number, along: steps, range: filing.range)
            }
            return number
        }
    }

    mutating func remove(_ rule: Int) {
        for number in filed.removeValue(forKey: rule) ?? [] {
            guard let gone = ways[number] else { continue }
            for path in Self.paths(gone.filing.steps) {
                let steps = path.map { (slot: $0.slot, atom: atoms.number(slot: $0.slot, cell: $0.cell)) }
                tree.remove(number, along: steps, range: gone.filing.range)
            }
            for path in Self.paths(gone.filing.steps) {
                for step in path { atoms.release(slot: step.slot, cell: step.cell) }
            }
            for predicate in gone.residue { predicates.release(predicate) }
            ways[number] = nil
            free.append(number)
        }
    }

    /// What one look-up cost.
    struct Cost: Equatable {
        /// Rules that came up and were looked at.
        var candidates = 0
        /// Predicates evaluated, each at most once.
        var predicates = 0
    }

    func matches(_ context: Context) -> (rules: [Int], cost: Cost) {
        var hits: [Int] = []
        var candidates = 0
        var answers = PredicateTable.Answers(predicates, context)
        tree.forEach(context, atoms.found(in: context)) { number in
            candidates += 1
            let probe = probes[number]
            if probe.residue >= 0 {
                guard answers.holds(Int(probe.residue)) else { return }
            } else if probe.residue == -2 {
                for predicate in ways[number]?.residue ?? [] where !answers.holds(predicate) { return }
            }
            if probe.isOneOfSeveral && hits.contains(Int(probe.rule)) { return }
            hits.append(Int(probe.rule))
        }
        return (hits, Cost(candidates: candidates, predicates: answers.evaluated))
    }

    /// Every choice of one value for each step: an IN list files the rule once for each of its values.
    private static func paths(_ steps: [Filing.Step]) -> [[(slot: Int, cell: Cell)]] {
        steps.reduce([[]]) { paths, step in
            paths.flatMap { path in step.cells.map { path + [(slot: step.slot, cell: $0)] } }
        }
    }
}
