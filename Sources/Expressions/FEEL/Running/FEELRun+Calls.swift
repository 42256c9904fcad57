extension FEELRun {
    /// Calls with arguments by position.
    func call(_ callee: FEELValue, _ arguments: [FEELValue]) -> FEELValue {
        guard case .function(let function) = callee else {
            return complain("a \(callee.kind) cannot be called")
        }
        if case .builtIn(let builtIn) = function.body { return builtIn.call(arguments, self) }
        guard arguments.count == function.parameters.count else {
            return complain("\(function.parameters.count) arguments are wanted, \(arguments.count) given")
        }
        return invoke(function, arguments)
    }

    /// Calls with arguments by name.
    func callNamed(_ callee: FEELValue, _ arguments: [(name: String, value: FEELValue)]) -> FEELValue {
        guard case .function(let function) = callee else {
            return complain("a \(callee.kind) cannot be called")
        }
        if case .builtIn(let builtIn) = function.body { return builtIn.call(named: arguments, self) }
        let wanted = function.parameters.map(\.name)
        guard arguments.allSatisfy({ wanted.contains($0.name) }), Set(arguments.map(\.name)).count == arguments.count
        else { return complain("the parameters are \(wanted.joined(separator: ", "))") }
        let values = wanted.map { name in arguments.first { $0.name == name }?.value ?? .null }
        guard arguments.count == wanted.count else { return complain("an argument is missing") }
        return invoke(function, values)
    }

    private func invoke(_ function: FEELFunction, _ arguments: [FEELValue]) -> FEELValue {
        var values: [FEELValue] = []
        for (parameter, argument) in zip(function.parameters, arguments) {
            let value = coerce(argument, to: parameter.type)
            if value.isNull, !argument.isNull { return complain("“\(parameter.name)” got a \(argument.kind)") }
            values.append(value)
        }
        let result: FEELValue
        switch function.body {
        case .builtIn: result = .null
        case .native(let body): result = nested { body(values, self) }
        case .term(let body, let scope):
            var names: FEELContext = [:]
            for (parameter, value) in zip(function.parameters, values) { names[parameter.name] = value }
            result = evaluate(body, in: FEELScope(names, in: scope))
        }
        return coerce(result, to: function.result)
    }
}
