public import Foundation

/// What fills a template: a JSON value.
public indirect enum ContractData: Sendable, Equatable {
    case text(String)
    case list([ContractData])
    case fields([String: ContractData])
    /// JSON's `null`, or nothing.
    case nothing

    private static let depthMax = 32

    /// Reads a JSON document; numbers keep the digits they are written with where they are whole or decimal.
    ///
    /// - Throws: `TemplateRefusal.data`.
    public init(json: Data) throws(TemplateRefusal) {
        do {
            let value = try JSONDecoder().decode(JSONNode.self, from: json)
            self = value.data
        } catch {
            throw .data("it is not JSON, or nested deeper than \(Self.depthMax)")
        }
        guard case .fields = self else { throw .data("it is not an object") }
    }

    /// The value at a path such as `seller.name`.
    public subscript(path: String) -> ContractData {
        path.split(separator: ".", omittingEmptySubsequences: false).reduce(self) { value, name in
            guard case .fields(let fields) = value else { return .nothing }
            return fields[String(name)] ?? .nothing
        }
    }

    /// The value as a template shows it; `nil` for what is no single value.
    public var plainText: String? { if case .text(let text) = self { text } else { nil } }

    /// Whether there is something: not `null`, `false`, an empty text or an empty list.
    public var isPresent: Bool {
        switch self {
        case .text(let text): !text.isEmpty && text != "false"
        case .list(let items): !items.isEmpty
        case .fields: true
        case .nothing: false
        }
    }

    /// These fields in front of one's own, for the rows of a list.
    func overlaid(by inner: ContractData) -> ContractData {
        guard case .fields(let own) = self else { return inner }
        guard case .fields(let front) = inner else { return .fields(own.merging(["item": inner]) { $1 }) }
        return .fields(own.merging(front) { $1 })
    }

    /// A JSON value of any kind.
    private struct JSONNode: Decodable {
        let data: ContractData

        init(from decoder: any Decoder) throws {
            guard decoder.codingPath.count <= ContractData.depthMax else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "too deep"))
            }
            if let fields = try? decoder.container(keyedBy: Name.self) {
                var read: [String: ContractData] = [:]
                for key in fields.allKeys { read[key.stringValue] = try fields.decode(JSONNode.self, forKey: key).data }
                data = .fields(read)
            } else if var items = try? decoder.unkeyedContainer() {
                var read: [ContractData] = []
                while !items.isAtEnd { read.append(try items.decode(JSONNode.self).data) }
                data = .list(read)
            } else {
                let value = try decoder.singleValueContainer()
                if value.decodeNil() {
                    data = .nothing
                } else if let flag = try? value.decode(Bool.self) {
                    data = .text(flag ? "true" : "false")
                } else if let number = try? value.decode(Decimal.self) {
                    data = .text("\(number)")
                } else {
                    data = .text(PageNumber.removed(from: try value.decode(String.self)))
                }
            }
        }

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
    }
}
