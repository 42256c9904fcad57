public import struct Foundation.Data

/// A DMN model (决策模型; OMG DMN 1.1 to 1.5): decisions with what they need, functions and services, read from XML and
/// evaluated by name.
///
/// ```swift
/// let model = try DecisionModel(dmn: Data(contentsOf: file))
/// let outcome = try model.decide("Premium", ["age": 40, "smoker": false])
/// outcome.value        // the decision's value
/// outcome.complaints   // why something on the way had none
/// ```
public struct DecisionModel: Sendable {
    /// The model's name.
    public let name: String
    /// The namespace that others import it by.
    public let namespace: String
    /// Texts in it that are no FEEL; what depends on them is null.
    public let faults: [Fault]
    /// All nodes, those of imported models too, by namespace and identifier.
    let nodes: [String: DecisionNode]
    /// Keys of the model's own nodes by their names, in the file's order.
    let own: [(name: String, key: String)]

    /// A text that is no FEEL.
    public struct Fault: Sendable, Equatable, CustomStringConvertible {
        /// The decision or function it belongs to.
        public let node: String
        /// The text.
        public let text: String
        /// Where and why.
        public let reason: FEELFault

        public var description: String { "“\(node)”: “\(text)” \(reason)" }
    }

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - data: the file.
    ///   - imports: files of the models that it imports, in any order; others than it needs do no harm.
    /// - Throws: `badMarkup`, `notDMN`, `badTable`, `circularType`, `tooLarge`. Texts that are no FEEL are kept as
    ///   `faults` instead, so that one bad cell does not take the rest away.
    public init(dmn data: Data, imports: [Data] = []) throws(DecisionRefusal) {
        var library = DMNLibrary()
        for other in imports { try library.add(other) }
        let main = try library.add(data)
        let read = try library.read(main)
        name = main.name
        namespace = main.namespace
        faults = read.faults
        nodes = read.nodes
        own = read.own
    }

    /// Names of its decisions, in the file's order.
    public var decisions: [String] {
        names { if case .decision = $0 { true } else { false } }
    }

    /// Names of its inputs, in the file's order.
    public var inputs: [String] {
        names { if case .input = $0 { true } else { false } }
    }

    /// Names of its decision services, in the file's order.
    public var services: [String] {
        names { if case .service = $0 { true } else { false } }
    }

    /// Works out one decision and all that it needs.
    ///
    /// - Parameters:
    ///   - decision: its name.
    ///   - inputs: values of input data by name; those of an imported model inside a context under the import's
    ///     name, or under their own names.
    ///   - moment: what `now()` and `today()` say; without it they are null.
    /// - Throws: `unknown` for a decision that the model does not have.
    public func decide(
        _ decision: String, _ inputs: FEELContext, at moment: FEELDateTime? = nil
    ) throws(DecisionRefusal) -> FEELExpression.Outcome {
        try outcome(of: decision, at: moment, what: "decision") { walk, key in
            guard case .decision = nodes[key]?.kind else { return nil }
            walk.give(walk.run.given(inputs))
            return walk.value(of: key)
        }
    }

    /// What the decision table behind a decision finds about each of its rules; `nil` when its logic is of another
    /// kind.
    ///
    /// - Throws: `unknown` for a decision that the model does not have.
    public func explain(
        _ decision: String, _ inputs: FEELContext, at moment: FEELDateTime? = nil
    ) throws(DecisionRefusal) -> DecisionTable.Outcome? {
        guard decisions.contains(decision) else { throw .unknown("the model has no decision “\(decision)”") }
        guard let table = table(of: decision), let key = own.first(where: { $0.name == decision })?.key,
            let node = nodes[key]
        else { return nil }
        let walk = DecisionWalk(self, FEELRun(moment: moment))
        walk.give(walk.run.given(inputs))
        return walk.run.outcome(of: table, in: walk.scope(of: node))
    }

    /// Calls a decision service or a business knowledge model with arguments by name.
    ///
    /// - Throws: `unknown` for a name that is neither.
    public func call(
        _ invocable: String, _ arguments: FEELContext, at moment: FEELDateTime? = nil
    ) throws(DecisionRefusal) -> FEELExpression.Outcome {
        try outcome(of: invocable, at: moment, what: "service or function") { walk, key in
            guard case .function(let function) = walk.function(of: key) else { return nil }
            let known = Set(function.parameters.map(\.name))
            let named = arguments.entries.filter { known.contains($0.key) }.map { (name: $0.key, value: $0.value) }
            return walk.run.callNamed(.function(function), named.map { ($0.name, walk.run.bounded($0.value)) })
        }
    }

    private func outcome(
        of name: String, at moment: FEELDateTime?, what: String, _ body: (DecisionWalk, String) -> FEELValue?
    ) throws(DecisionRefusal) -> FEELExpression.Outcome {
        let walk = DecisionWalk(self, FEELRun(moment: moment))
        for node in own where node.name == name {
            if let value = body(walk, node.key) {
                return walk.run.outcome(value)
            }
        }
        throw .unknown("the model has no \(what) “\(name)”")
    }

    private func names(_ isWanted: (DecisionNode.Kind) -> Bool) -> [String] {
        own.filter { node in nodes[node.key].map { isWanted($0.kind) } ?? false }.map(\.name)
    }
}

extension DecisionModel {
    /// The decision table behind a decision, `nil` when its logic is of another kind.
    public func table(of decision: String) -> DecisionTable? {
        for node in own where node.name == decision {
            guard case .decision(var term?) = nodes[node.key]?.kind else { continue }
            while case .typed(let inner, _) = term { term = inner }
            if case .table(let table) = term { return table }
        }
        return nil
    }

    /// Values as JSON gives them, with texts read as the dates, times and durations that the inputs' types want.
    public func adapted(_ inputs: FEELContext) -> FEELContext {
        inputs.adapted(
            to: own.compactMap { node in
                nodes[node.key].map { FEELFunction.Parameter(name: node.name, type: $0.type) }
            })
    }
}

extension DecisionTable {
    /// Values as JSON gives them, with texts read as the dates, times and durations that the columns' types want.
    public func adapted(_ values: FEELContext) -> FEELContext {
        values.adapted(
            to: inputs.compactMap { input in
                guard case .name(let name) = input.expression.term else { return nil }
                return FEELFunction.Parameter(name: name, type: input.type)
            })
    }
}
