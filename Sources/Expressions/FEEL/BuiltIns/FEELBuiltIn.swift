/// A function of FEEL's library (DMN 1.5, clause 10.3.4), with the ways it may be called.
struct FEELBuiltIn: Sendable {
    /// One way of calling it.
    struct Form: Sendable {
        let parameters: [String]
        let optionalCount: Int
        let isVariadic: Bool
        let body: @Sendable (FEELArguments) -> FEELValue?
    }

    let name: String
    private(set) var forms: [Form]

    /// - Parameter parameters: names between commas; a question mark after those that may be left out, three points
    /// after one that takes all that come, or one list.
    init(_ name: String, _ parameters: String, _ body: @escaping @Sendable (FEELArguments) -> FEELValue?) {
        self.name = name
        forms = []
        add(parameters, body)
    }

    /// The same with one more way of calling it.
    func or(_ parameters: String, _ body: @escaping @Sendable (FEELArguments) -> FEELValue?) -> FEELBuiltIn {
        var wider = self
        wider.add(parameters, body)
        return wider
    }

    private mutating func add(_ parameters: String, _ body: @escaping @Sendable (FEELArguments) -> FEELValue?) {
        let names = parameters.isEmpty ? [] : parameters.components(between: ", ")
        let isVariadic = names.last?.hasSuffix("...") == true
        forms.append(
            Form(
                parameters: names.map { $0.trimmed(of: "?").trimmed(of: "...") },
                optionalCount: names.filter { $0.hasSuffix("?") }.count, isVariadic: isVariadic, body: body))
    }

    /// Whether it can be called with so many arguments.
    func takes(_ count: Int) -> Bool { forms.contains { $0.takes(count) } }

    func call(_ arguments: [FEELValue], _ run: FEELRun) -> FEELValue {
        let known = forms.filter { $0.takes(arguments.count) }
        guard !known.isEmpty else {
            return run.complain("\(name) does not take \(arguments.count) arguments")
        }
        guard run.mayRead(arguments) else { return .null }
        for form in known {
            if let value = form.body(FEELArguments(values: form.gathered(arguments), run: run)) {
                return run.bounded(value)
            }
        }
        return run.complain("\(name)(\(arguments.map(\.kind).joined(separator: ", "))) has no value")
    }

    func call(named arguments: [(name: String, value: FEELValue)], _ run: FEELRun) -> FEELValue {
        let names = arguments.map(\.name)
        guard run.mayRead(arguments.map(\.value)) else { return .null }
        for form in forms where Set(names).isSubset(of: form.parameters) && Set(names).count == names.count {
            let required = form.parameters.dropLast(form.optionalCount)
            guard Set(required).isSubset(of: names) else { continue }
            let used = form.parameters.lastIndex { names.contains($0) }.map { $0 + 1 } ?? 0
            let values = form.parameters.prefix(used).map { name in
                arguments.first { $0.name == name }?.value ?? .null
            }
            let gathered = form.isVariadic ? values.map { FEELValue.list($0.asList) } : values
            if let value = form.body(FEELArguments(values: gathered, run: run)) { return run.bounded(value) }
        }
        return run.complain("\(name)(\(names.joined(separator: ", "))) has no value")
    }
}

extension FEELBuiltIn.Form {
    fileprivate func takes(_ count: Int) -> Bool {
        if isVariadic { return count >= parameters.count }
        return count <= parameters.count && count >= parameters.count - optionalCount
    }

    /// All that come in place of the last parameter, as one list; a single list stands for its items, unless something
    /// came before it.
    fileprivate func gathered(_ arguments: [FEELValue]) -> [FEELValue] {
        guard isVariadic else { return arguments }
        let fixed = parameters.count - 1
        let rest = Array(arguments.dropFirst(fixed))
        let isList = fixed == 0 && rest.count == 1 && rest[0].kind == "list"
        return arguments.prefix(fixed) + [isList ? rest[0] : .list(rest)]
    }
}

extension String {
    fileprivate func components(between separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: true).map(String.init)
    }

    fileprivate func trimmed(of tail: String) -> String { hasSuffix(tail) ? String(dropLast(tail.count)) : self }
}
