public import Foundation

/// What fills a template: a JSON value.
public indirect enum ContractData: Sendable, Equatable {
    case text(String)
    case list([ContractData])
    case fields([String: ContractData])
    /// JSON's `null`, or nothing.
    case nothing

    private static let depthMax = 32
    /// Three for each element that a contract may have.
    private static let valuesMax = 300_000

    /// Reads a JSON document; numbers keep the digits they are written with where they are whole or decimal.
    ///
    /// - Throws: `TemplateRefusal.data` for what is no object in UTF-8, is nested deeper than 32 or has more than
    ///   300,000 values.
    public init(json: Data) throws(TemplateRefusal) {
        // RFC 8259, section 8.1: UTF-8, in which no byte is zero.
        guard !json.contains(0) else { throw .data("it is not UTF-8") }
        guard !Self.isTooMany(json) else { throw .data("it has more than \(Self.valuesMax) values") }
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

    /// Whether a document of JSON may have more values than the limit. Every value but the first follows a comma or
    /// an opening bracket, so that this needs none of the memory that reading does.
    private static func isTooMany(_ json: Data) -> Bool {
        var (values, isInText, isEscaped) = (1, false, false)
        return json.withUnsafeBytes { bytes in
            for byte in bytes {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = isInText
                } else if byte == UInt8(ascii: "\"") {
                    isInText.toggle()
                } else if !isInText, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
                {
                    values += 1
                    if values > valuesMax { return true }
                }
            }
            return false
        }
    }

    /// A JSON value of any kind.
    private struct JSONNode: Decodable {
        let data: ContractData

        init(from decoder: any Decoder) throws {
            guard decoder.codingPath.count <= ContractData.depthMax else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "too deep"))
            }
            // The commonest kinds first: every kind that it is not costs an error.
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                data = .nothing
            } else if let text = try? value.decode(String.self) {
                data = .text(PageNumber.removed(from: text))
            } else if let fields = try? decoder.container(keyedBy: Name.self) {
                var read: [String: ContractData] = [:]
                for key in fields.allKeys { read[key.stringValue] = try fields.decode(JSONNode.self, forKey: key).data }
                data = .fields(read)
            } else if let number = try? value.decode(Decimal.self) {
                data = .text("\(number)")
            } else if let flag = try? value.decode(Bool.self) {
                data = .text(flag ? "true" : "false")
            } else {
                var items = try decoder.unkeyedContainer()
                var read: [ContractData] = []
                while !items.isAtEnd { read.append(try items.decode(JSONNode.self).data) }
                data = .list(read)
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
