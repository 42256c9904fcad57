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
    func value(of key: String) -> FEELValue {
        if let known = values[key] { return known }
        guard let node = model.nodes[key] else { return run.complain("nothing is called “\(key)”") }
        guard open.insert(key).inserted else { return run.complain("“\(node.name)” needs itself") }
        defer { open.remove(key) }
        let value =
            switch node.kind {
            case .input: run.coerce(input(key, node), to: node.type)
            case .decision(let term):
                term.map { term in
                    let scope = scope(of: node)
                    return run.coerce(run.evaluate(term, in: scope), to: node.type)
                } ?? .null
            case .knowledge, .service: function(of: key)
            }
        values[key] = value
        return value
    }

    /// What was given for an input: under its name, or inside the context of its import.
    private func input(_ key: String, _ node: DecisionNode) -> FEELValue {
        for (_, inner) in given.entries where !model.own.contains(where: { $0.key == key }) {
            if case .context(let context) = inner, let value = context[node.name] { return value }
        }
        return given[node.name] ?? .null
    }

    private func scope(of node: DecisionNode) -> FEELScope {
        var names: FEELContext = [:]
        for requirement in node.requirements {
            let value = run.nested { self.value(of: requirement.key) }
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
