/// One evaluation: what it may use, what it has used up, and what went wrong on the way.
final class FEELRun {
    /// What `now()` is, if the caller says so.
    let moment: FEELDateTime?
    /// Why something became null, at most `FEELLimits.complaintsMax`.
    private(set) var complaints: [String] = []
    private var known: Set<String> = []
    private var steps = 0
    private var depth = 0

    init(moment: FEELDateTime? = nil) { self.moment = moment }

    /// Notes what went wrong and gives null.
    @discardableResult
    func complain(_ reason: String) -> FEELValue {
        // The same reason again says nothing more.
        if complaints.count < FEELLimits.complaintsMax, known.insert(reason).inserted { complaints.append(reason) }
        return .null
    }

    /// Whether one more step may be gone.
    func mayStep(_ count: Int = 1) -> Bool {
        steps += count
        if steps > FEELLimits.stepsMax, steps - count <= FEELLimits.stepsMax {
            complain("more than \(FEELLimits.stepsMax) steps")
        }
        return steps <= FEELLimits.stepsMax
    }

    /// Steps that may still be gone.
    var stepsLeft: Int { max(0, FEELLimits.stepsMax - steps) }

    /// Whether it has asked for more than it may: then nothing that came of it counts.
    var isExhausted: Bool { steps > FEELLimits.stepsMax }

    /// What came of it.
    func outcome(_ value: FEELValue) -> FEELExpression.Outcome {
        FEELExpression.Outcome(value: isExhausted ? .null : value, complaints: complaints)
    }

    /// Does something one level deeper, if the stack allows.
    func nested(_ body: () -> FEELValue) -> FEELValue {
        guard depth < FEELLimits.evaluationDepthMax else {
            return complain("evaluation goes deeper than \(FEELLimits.evaluationDepthMax)")
        }
        depth += 1
        defer { depth -= 1 }
        return body()
    }

    /// The value of a term; whatever fails is null.
    func evaluate(_ term: FEELTerm, in scope: FEELScope) -> FEELValue {
        guard mayStep() else { return .null }
        return nested { value(of: term, in: scope) }
    }

    private func value(of term: FEELTerm, in scope: FEELScope) -> FEELValue {
        switch term {
        case .literal(let value): value
        case .name(let name): scope[name] ?? FEELBuiltIns.value(named: name) ?? complain("nothing is called “\(name)”")
        case .path(let base, let name): member(name, of: evaluate(base, in: scope))
        case .list(let items): bounded(.list(items.map { evaluate($0, in: scope) }))
        case .context(let entries): context(entries, in: scope)
        case .range, .side: range(term, in: scope)
        case .negate(let operand): FEELArithmetic.negate(evaluate(operand, in: scope), self)
        case .arithmetic(let sign, let left, let right):
            sign.apply(evaluate(left, in: scope), evaluate(right, in: scope), self)
        case .compare, .and, .or, .between, .isIn, .instance: judgement(term, in: scope)
        case .choice(let condition, let then, let other):
            choice(evaluate(condition, in: scope), then, other, in: scope)
        case .iterate, .quantified: rounds(term, in: scope)
        case .function(let parameters, let body):
            .function(closure(parameters, body, in: scope))
        case .fault(let reason): complain(reason)
        case .typed(let term, let type): coerce(evaluate(term, in: scope), to: type)
        case .within(let entries, let result): within(entries, result, in: scope)
        case .table(let table): decide(table, in: scope).value
        case .call(let function, let arguments):
            call(evaluate(function, in: scope), arguments.map { evaluate($0, in: scope) })
        case .callNamed(let function, let arguments):
            callNamed(evaluate(function, in: scope), arguments.map { ($0.name, evaluate($0.value, in: scope)) })
        case .filter(let base, let condition): filter(evaluate(base, in: scope), by: condition, in: scope)
        }
    }

    private func choice(
        _ condition: FEELValue, _ then: FEELTerm, _ other: FEELTerm, in scope: FEELScope
    ) -> FEELValue {
        guard condition.truth != nil || condition.isNull else { return complain("a \(condition.kind) is no condition") }
        return evaluate(condition == true ? then : other, in: scope)
    }

    private func closure(_ parameters: [FEELFunction.Parameter], _ body: FEELTerm, in scope: FEELScope) -> FEELFunction
    {
        // Two functions written down are never the same.
        let identity = "function of step \(steps)"
        return FEELFunction(parameters: parameters, identity: identity, body: .term(body, scope))
    }

    private func context(_ entries: [(key: String, value: FEELTerm)], in scope: FEELScope) -> FEELValue {
        filled(entries, in: scope).map { bounded(.context($0)) } ?? .null
    }

    private func within(
        _ entries: [(key: String, value: FEELTerm)], _ result: FEELTerm, in scope: FEELScope
    ) -> FEELValue {
        filled(entries, in: scope).map { evaluate(result, in: FEELScope($0, in: scope)) } ?? .null
    }

    private func filled(_ entries: [(key: String, value: FEELTerm)], in scope: FEELScope) -> FEELContext? {
        var context = FEELContext()
        for (key, term) in entries {
            guard context[key] == nil else {
                complain("the context has “\(key)” twice")
                return nil
            }
            // Each entry sees a copy of those before it.
            guard mayStep(1 + context.count / 8) else { return nil }
            context[key] = evaluate(term, in: FEELScope(context, in: scope))
        }
        return context
    }
}
