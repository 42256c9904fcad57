import Foundation

/// FEEL's values as JSON: dates, times and durations as their ISO 8601 texts, ranges and functions as FEEL writes them.
extension FEELValue: Codable {
    public init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: Name.self) {
            var context = FEELContext()
            for name in keyed.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                context[name.stringValue] = try keyed.decode(FEELValue.self, forKey: name)
            }
            self = .context(context)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let flag = try? single.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? single.decode(Decimal.self) {
            self = FEELNumber.fit(number).map { .number($0) } ?? .null
        } else if let text = try? single.decode(String.self) {
            self = .string(text)
        } else {
            self = .list(try single.decode([FEELValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .context(let context):
            var keyed = encoder.container(keyedBy: Name.self)
            for (key, value) in context.entries { try keyed.encode(value, forKey: Name(stringValue: key)) }
        case .list(let items):
            var list = encoder.unkeyedContainer()
            for item in items { try list.encode(item) }
        default:
            var single = encoder.singleValueContainer()
            switch self {
            case .null: try single.encodeNil()
            case .boolean(let flag): try single.encode(flag)
            case .number(let number): try single.encode(number)
            default: try single.encode(text)
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The value with texts read as the dates, times and durations that a type wants, as JSON cannot say them.
    func adapted(to type: FEELType) -> FEELValue {
        switch (self, type.unconstrained) {
        case (.string(let text), .date): FEELTemporalText.date(text).map { .date($0) } ?? self
        case (.string(let text), .time): FEELTemporalText.time(text).map { .time($0) } ?? self
        case (.string(let text), .dateTime): FEELTemporalText.dateTime(text).map { .dateTime($0) } ?? self
        case (.string(let text), .duration), (.string(let text), .months): FEELTemporalText.duration(text) ?? self
        case (.list(let items), .list(let item)): .list(items.map { $0.adapted(to: item) })
        case (.context(let context), .context(let entries)): .context(context.adapted(to: entries))
        default: self
        }
    }
}

extension FEELContext {
    /// Entries that a type names, read as it wants them; the others as they are.
    func adapted(to types: [FEELFunction.Parameter]) -> FEELContext {
        var result = self
        for entry in types { if let value = self[entry.name] { result[entry.name] = value.adapted(to: entry.type) } }
        return result
    }
}
