/// A JSON value that keeps the order of its fields, so that the document reads as the types do.
indirect enum JSONNode: Sendable, Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSONNode])
    case object([Field])

    struct Field: Sendable, Equatable {
        let name: String
        let value: JSONNode
    }

    /// An object from its fields in order.
    static func fields(_ fields: KeyValuePairs<String, JSONNode>) -> JSONNode {
        .object(fields.map { Field(name: $0.key, value: $0.value) })
    }

    /// The same object with one more field at its end.
    func adding(_ name: String, _ value: JSONNode) -> JSONNode {
        guard case .object(let fields) = self else { return self }
        return .object(fields + [Field(name: name, value: value)])
    }

    /// A field of an object.
    subscript(name: String) -> JSONNode? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    /// JSON text.
    var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        case .object(let fields):
            "{" + fields.map { Self.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 32:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "1") + String(scalar.value % 16, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
