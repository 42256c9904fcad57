extension FEELRun {
    /// Makes a value fit a type: a list of one becomes its item, a single value a list of one, a date its midnight in
    /// UTC; what does not fit becomes null (DMN 1.5, clause 10.3.2.9.4).
    func coerce(_ value: FEELValue, to type: FEELType) -> FEELValue {
        if value.isNull || conforms(value, to: type) { return value }
        if case .list(let items) = value, items.count == 1, conforms(items[0], to: type) { return items[0] }
        if case .list = type.unconstrained {
            let wrapped = FEELValue.list([value])
            if conforms(wrapped, to: type) { return wrapped }
        }
        if case .date(let date) = value, case .dateTime = type.unconstrained {
            return .dateTime(FEELDateTime(date: date, time: FEELTime(nanosecondsOfDay: 0, zone: .offset(0))))
        }
        return complain("a \(value.kind) does not fit its type")
    }

    /// Whether a value is one of a type; null is one of every type.
    func conforms(_ value: FEELValue, to type: FEELType) -> Bool {
        if value.isNull { return true }
        switch (type, value) {
        case (.any, _), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date), (.time, .time),
            (.dateTime, .dateTime), (.duration, .duration), (.months, .months):
            return true
        case (.list(let item), .list(let items)): return items.allSatisfy { conforms($0, to: item) }
        case (.context(let entries), .context(let context)):
            return entries.allSatisfy { entry in context[entry.name].map { conforms($0, to: entry.type) } ?? false }
        case (.range(let end), .range(let range)):
            return [range.start, range.end].allSatisfy { $0.isNull || conforms($0, to: end) }
        case (.function(let parameters, let result), .function(let function)):
            return fits(function, parameters, result)
        case (.constrained(let base, let tests), _):
            return conforms(value, to: base) && isAllowed(value, by: tests)
        default: return false
        }
    }

    private func fits(_ function: FEELFunction, _ parameters: [FEELType], _ result: FEELType) -> Bool {
        if case .builtIn(let builtIn) = function.body {
            return parameters.isEmpty || builtIn.takes(parameters.count)
        }
        guard !parameters.isEmpty else { return true }
        return function.parameters.count == parameters.count
    }

    /// Allowed values of a list's type are those of its items.
    private func isAllowed(_ value: FEELValue, by tests: FEELTests) -> Bool {
        let scope = FEELScope([:])
        if case .list(let items) = value, self.tests(tests, pass: value, in: scope) != true {
            return items.allSatisfy { self.tests(tests, pass: $0, in: scope) == true }
        }
        return self.tests(tests, pass: value, in: scope) == true
    }
}

extension FEELType {
    /// The type without its tests.
    var unconstrained: FEELType {
        guard case .constrained(let base, _) = self else { return self }
        return base.unconstrained
    }

    /// Whether null is no instance of it.
    var refusesNull: Bool {
        if case .null = unconstrained { false } else { true }
    }
}
