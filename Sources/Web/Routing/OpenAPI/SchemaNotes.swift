/// What a type asked for while it was decoded.
final class SchemaNotes {
    private var fields: [(name: String, schema: JSONNode, isRequired: Bool)] = []
    private var optional: Set<String> = []
    /// Of a type that is one value, or a list.
    var whole: JSONNode?

    /// The type asked whether the field is there, so it can do without.
    func mayBeAbsent(_ name: String) { optional.insert(name) }

    func isOptional(_ name: String) -> Bool { optional.contains(name) }

    func field(_ name: String, _ schema: JSONNode) {
        guard !fields.contains(where: { $0.name == name }) else { return }
        fields.append((name, schema, !optional.contains(name)))
    }

    func schema(isComplete: Bool) -> JSONNode {
        if let whole { return whole }
        var node = JSONNode.fields([
            "type": .text("object"),
            "properties": .object(fields.map { JSONNode.Field(name: $0.name, value: $0.schema) }),
        ])
        let required = fields.filter(\.isRequired)
        if !required.isEmpty { node = node.adding("required", .list(required.map { .text($0.name) })) }
        return isComplete ? node : node.adding("additionalProperties", .flag(true))
    }
}
