/// One walk through a model: each node is worked out once, with what it needs before it.
final class DecisionWalk {
    let model: DecisionModel
    let run: FEELRun
    private var given: FEELContext = [:]
    private var values: [String: FEELValue] = [:]
    private var open: Set<String> = []

    init(_ model: DecisionModel, _ run: FEELRun) {
        self.model = model
        self.run = run
    }

    /// Takes the values of input data.
    func give(_ inputs: FEELContext) { given = inputs }

    /// Takes a node's value as it is, whatever its logic would say.
    private func set(_ key: String, _ value: FEELValue) { values[key] = value }

    /// The value of a node; null when it has none.
    ///
    /// What it needs is worked out before it, one node after the other: a chain may be as long as the file.
    func value(of key: String) -> FEELValue {
        var waiting = [key]
        while let next = waiting.last {
            guard values[next] == nil, let node = model.nodes[next] else {
                waiting.removeLast()
                continue
            }
            let missing =
                open.insert(next).inserted ? needs(node).filter { values[$0] == nil && !open.contains($0) } : []
            guard missing.isEmpty else {
                waiting += missing
                continue
            }
            values[next] = run.mayStep() ? work(next, node) : .null
            open.remove(next)
            waiting.removeLast()
        }
        return values[key] ?? run.complain("nothing is called “\(key)”")
    }

    /// Keys of the nodes whose values it needs.
    private func needs(_ node: DecisionNode) -> [String] {
        guard case .decision = node.kind else { return [] }
        return node.requirements.map(\.key).filter { model.nodes[$0] != nil }
    }

    private func work(_ key: String, _ node: DecisionNode) -> FEELValue {
        switch node.kind {
        case .input: return run.coerce(input(key, node), to: node.type)
        case .decision(let term):
            guard let term else { return .null }
            return run.coerce(run.evaluate(term, in: scope(of: node)), to: node.type)
        case .knowledge, .service: return function(of: key)
        }
    }

    /// What was given for an input: under its name, or inside the context of its import.
    private func input(_ key: String, _ node: DecisionNode) -> FEELValue {
        for (_, inner) in given.entries where !key.hasPrefix(model.namespace + "#") {
            if case .context(let context) = inner, let value = context[node.name] { return value }
        }
        return given[node.name] ?? .null
    }

    func scope(of node: DecisionNode) -> FEELScope {
        var names: FEELContext = [:]
        for requirement in node.requirements {
            let value = known(requirement.key, neededBy: node)
            guard let first = requirement.path.first else { continue }
            if requirement.path.count == 1 {
                names[first] = value
            } else {
                var inner = FEELContext()
                if case .context(let before)? = names[first] { inner = before }
                inner[requirement.path[1]] = value
                names[first] = .context(inner)
            }
        }
        return FEELScope(names)
    }

    private func known(_ key: String, neededBy node: DecisionNode) -> FEELValue {
        if let value = values[key] { return value }
        if open.contains(key) { return run.complain("“\(model.nodes[key]?.name ?? key)” needs itself") }
        return value(of: key)
    }

    /// A business knowledge model or a service as something to call; null for anything else.
    func function(of key: String) -> FEELValue {
        guard let node = model.nodes[key] else { return .null }
        switch node.kind {
        case .knowledge(let parameters, let body):
            return .function(
                FEELFunction(
                    parameters: parameters, result: node.type, identity: key,
                    body: .native { [model] arguments, run in
                        guard let body else { return .null }
                        // What it needs is looked up when it is called: functions may call themselves.
                        let scope = DecisionWalk(model, run).scope(of: node)
                        return run.evaluate(body, in: FEELScope(Self.context(parameters, arguments), in: scope))
                    }))
        case .service(let service):
            let parameters = service.inputs.map { key in
                FEELFunction.Parameter(name: model.nodes[key]?.name ?? "", type: model.nodes[key]?.type ?? .any)
            }
            return .function(
                FEELFunction(
                    parameters: parameters, result: node.type, identity: key,
                    body: .native { [model] arguments, run in
                        let walk = DecisionWalk(model, run)
                        for (key, value) in zip(service.inputs, arguments) { walk.set(key, value) }
                        return walk.answer(of: service)
                    }))
        case .input, .decision: return .null
        }
    }

    /// One output decision's value, or a context of several.
    private func answer(of service: DecisionNode.Service) -> FEELValue {
        if service.outputs.count == 1 { return value(of: service.outputs[0]) }
        var context = FEELContext()
        for key in service.outputs { context[model.nodes[key]?.name ?? key] = value(of: key) }
        return .context(context)
    }

    private static func context(_ parameters: [FEELFunction.Parameter], _ values: [FEELValue]) -> FEELContext {
        var context = FEELContext()
        for (parameter, value) in zip(parameters, values) { context[parameter.name] = value }
        return context
    }
}
