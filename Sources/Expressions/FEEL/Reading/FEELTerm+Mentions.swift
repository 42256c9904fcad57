extension FEELTerm {
    /// Whether a name is mentioned anywhere inside; a table is taken to mention everything but `?`.
    func mentions(_ wanted: String) -> Bool {
        switch self {
        case .name(let name): name == wanted
        case .literal, .fault: false
        case .table: wanted != "?"
        case .path(let base, _), .negate(let base), .side(_, let base), .instance(let base, _), .typed(let base, _):
            base.mentions(wanted)
        case .function(_, let body): body.mentions(wanted)
        case .list(let items): items.contains { $0.mentions(wanted) }
        case .context(let entries): entries.contains { $0.value.mentions(wanted) }
        case .within(let entries, let result): result.mentions(wanted) || entries.contains { $0.value.mentions(wanted) }
        case .range(let a, _, let b, _), .arithmetic(_, let a, let b), .compare(_, let a, let b), .and(let a, let b),
            .or(let a, let b), .filter(let a, let b):
            a.mentions(wanted) || b.mentions(wanted)
        case .between(let a, let b, let c), .choice(let a, let b, let c):
            a.mentions(wanted) || b.mentions(wanted) || c.mentions(wanted)
        case .isIn(let value, let tests): value.mentions(wanted) || tests.contains { $0.mentions(wanted) }
        case .iterate(let rounds, let body), .quantified(_, let rounds, let body):
            body.mentions(wanted) || rounds.contains { $0.source.mentions(wanted) || $0.upTo?.mentions(wanted) == true }
        case .call(let function, let arguments):
            function.mentions(wanted) || arguments.contains { $0.mentions(wanted) }
        case .callNamed(let function, let arguments):
            function.mentions(wanted) || arguments.contains { $0.value.mentions(wanted) }
        }
    }
}
