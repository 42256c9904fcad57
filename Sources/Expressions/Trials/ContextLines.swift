import Foundation

/// Contexts as JSON lines: one object for each context, its members being attribute values.
///
/// Objects inside become dotted names (`{"customer": {"level": "VIP"}}` is `customer.level`), arrays of texts become
/// sets.
public struct ContextLines: Sendable {
    /// A line that is no context; lines are counted from 1.
    public struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
        public let line: Int
        public let reason: String

        public var description: String { "line \(line) of the contexts: \(reason)" }
    }

    /// The values of each line, in order.
    public private(set) var values: [[String: Value]] = []

    /// Reads the lines; empty ones are skipped.
    public init(_ text: String) throws(Fault) {
        let decoder = JSONDecoder()
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine).enumerated() {
            let isBlank = line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if isBlank { continue }
            guard let member = try? decoder.decode(Member.self, from: Data(line.utf8)),
                case .object(let object) = member
            else { throw Fault(line: number + 1, reason: "it is not a JSON object") }
            var flat: [String: Value] = [:]
            do { try Self.flatten(object, under: "", into: &flat) } catch {
                throw Fault(line: number + 1, reason: error.reason)
            }
            values.append(flat)
        }
    }

    private struct BadMember: Error {
        let reason: String
    }

    private static func flatten(
        _ object: [String: Member], under path: String, into flat: inout [String: Value]
    ) throws(BadMember) {
        for (key, member) in object {
            let name = path.isEmpty ? key : path + "." + key
            switch member {
            case .object(let inner): try flatten(inner, under: name, into: &flat)
            case .value(let value): flat[name] = value
            case .other: throw BadMember(reason: "“\(name)” is an array of something else than texts")
            }
        }
    }

    /// A schema that every value here fits, for SQLite's typing: numbers only where every line has a number or nothing.
    ///
    /// - Parameter others: names that rules speak of though no line has them.
    func schema(with others: Set<String>) throws(Schema.Fault) -> Schema {
        var kinds: [String: AttributeKind] = [:]
        for line in values {
            for (name, value) in line where value != .null && Lexer.isName(name) {
                let kind = Self.kind(of: value)
                let known = kinds[name.lowercased(), default: kind]
                kinds[name.lowercased()] = known == kind ? kind : .any
            }
        }
        for name in others where kinds[name.lowercased()] == nil { kinds[name.lowercased()] = .any }
        return try Schema(kinds.sorted { $0.key < $1.key }.map { Attribute($0.key, $0.value) }, typing: .sqlite)
    }

    private static func kind(of value: Value) -> AttributeKind {
        switch value {
        case .integer, .real: .number
        case .bool: .bool
        case .text: .text()
        case .set: .set
        default: .any
        }
    }
}

/// What may stand in a line.
private enum Member: Decodable {
    case value(Value)
    case object([String: Member])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .value(.null)
        } else if let flag = try? container.decode(Bool.self) {
            self = .value(.bool(flag))
        } else if let whole = try? container.decode(Int64.self) {
            self = .value(.integer(whole))
        } else if let real = try? container.decode(Double.self) {
            self = .value(.real(real))
        } else if let text = try? container.decode(String.self) {
            self = .value(.text(text))
        } else if let members = try? container.decode([String].self) {
            self = .value(.set(Set(members)))
        } else if let object = try? container.decode([String: Member].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }
}
