import Foundation
import Journey

/// JSON as the interface speaks it.
public enum WebJSON {
    /// Refuses what does not fit, naming the field.
    public static func decode<Value: Decodable>(_: Value.Type, from bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw WebRefusal(error)
        }
    }

    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

extension WebRefusal {
    /// What is wrong with a body, with the path of the field at fault.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .fieldMissing(Self.path(context.codingPath + [key]))
        case .valueNotFound(_, let context):
            self = .fieldMissing(Self.path(context.codingPath))
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty:
            self = .fieldMalformed(Self.path(context.codingPath))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .fieldMalformed(Self.path(context.codingPath))
        default:
            self = .notJSON
        }
    }

    /// `items[2].name`
    private static func path(_ keys: [any CodingKey]) -> String {
        var text = ""
        for key in keys {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
        return text
    }
}
