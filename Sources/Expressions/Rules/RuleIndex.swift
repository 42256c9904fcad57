/// Finds the rules whose conditions hold without looking at the others.
struct RuleIndex: Sendable {
    private struct Filed: Sendable {
        let filing: Filing
        let residue: [Int]
    }

    private let schema: Schema
    private var filed: [Int: Filed] = [:]
    /// The residue of each rule by its number, for the inner loop.
    private var residues: [[Int]] = []
    private var atoms = AtomTable()
    private var tree = DiscriminationTree()
    private var predicates = PredicateTable()

    init(schema: Schema) { self.schema = schema }

    mutating func add(_ rule: Int, _ term: Term) {
        let filing = Filing(term, schema: schema)
        let residue = filing.residue.map { predicates.take($0) }
        for path in Self.paths(filing.steps) {
            let steps = path.map { (slot: $0.slot, atom: atoms.take(slot: $0.slot, cell: $0.cell)) }
            tree.add(rule, along: steps, range: filing.range)
        }
        filed[rule] = Filed(filing: filing, residue: residue)
        while residues.count <= rule { residues.append([]) }
        residues[rule] = residue
    }

    mutating func remove(_ rule: Int) {
        guard let gone = filed.removeValue(forKey: rule) else { return }
        for path in Self.paths(gone.filing.steps) {
            let steps = path.map { (slot: $0.slot, atom: atoms.number(slot: $0.slot, cell: $0.cell)) }
            tree.remove(rule, along: steps, range: gone.filing.range)
        }
        for path in Self.paths(gone.filing.steps) {
            for step in path { atoms.release(slot: step.slot, cell: step.cell) }
        }
        for predicate in gone.residue { predicates.release(predicate) }
        residues[rule] = []
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
        tree.forEach(context, atoms.found(in: context)) { rule in
            candidates += 1
            for predicate in residues[rule] where !answers.holds(predicate) { return }
            hits.append(rule)
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
