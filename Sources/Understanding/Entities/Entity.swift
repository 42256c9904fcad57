/// The kinds of particulars that a message may name.
public enum EntityKind: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    /// Whole years of the person the talk is about.
    case age
    /// Months, when no year is named.
    case ageMonths = "age_months"
    /// Yuan; of a range the upper end.
    case budget
    /// The company's own word for a product.
    case product
    /// `self`, `child`, `parent` or `spouse`.
    case person
    /// Eleven digits, or the masked form that a placeholder shows.
    case phone
    /// As written, prefix included.
    case orderNumber = "order_number"
}

/// The value of a particular: a whole number or a text. In JSON simply one or the other.
public enum EntityValue: Sendable, Hashable, Codable {
    case number(Int)
    case text(String)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Asking says that more than one form may come: the interface's description relies on it.
        if container.decodeNil() {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a number nor a text")
        }
        if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }

    /// Nil when it is a text.
    public var number: Int? { if case .number(let number) = self { number } else { nil } }
    /// Nil when it is a number.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// A particular that a message names: an age, a budget, a product (实体).
public struct Entity: Sendable, Hashable, Codable {
    /// What it is.
    public let kind: EntityKind
    /// As written.
    public let text: String
    /// What it comes to: 5 for 五岁.
    public let value: EntityValue
    /// Where it stands, counted in characters as a reader sees them; `end` is the first one after it.
    public let start: Int
    /// The first character after it.
    public let end: Int

    public init(kind: EntityKind, text: String, value: EntityValue, start: Int, end: Int) {
        self.kind = kind
        self.text = text
        self.value = value
        self.start = start
        self.end = end
    }
}
