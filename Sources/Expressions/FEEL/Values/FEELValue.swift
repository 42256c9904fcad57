public import Foundation

/// A value of FEEL, the expression language of DMN (OMG DMN 1.5, clause 10.3.2).
///
/// `==` compares structure; FEEL's own three-valued `=` is `FEELComparison.equal`.
public indirect enum FEELValue: Sendable, Equatable {
    /// No value, and what an error gives.
    case null
    case boolean(Bool)
    /// A decimal number of up to 34 digits.
    case number(Decimal)
    case string(String)
    case date(FEELDate)
    case time(FEELTime)
    case dateTime(FEELDateTime)
    /// Days, hours, minutes and seconds.
    case duration(FEELDuration)
    /// Years and months, in months.
    case months(FEELMonths)
    case range(FEELRange)
    case list([FEELValue])
    case context(FEELContext)
    case function(FEELFunction)
}

extension FEELValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Decimal(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FEELValue {
    /// Whether it is null.
    public var isNull: Bool { self == .null }

    /// What the kind of value is called in complaints.
    var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .duration: "days and time duration"
        case .months: "years and months duration"
        case .range: "range"
        case .list: "list"
        case .context: "context"
        case .function: "function"
        }
    }

    /// The truth it stands for in FEEL's three-valued logic, where everything but a boolean is unknown.
    var truth: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// A boolean, or null for unknown.
    init(truth: Bool?) { self = truth.map { .boolean($0) } ?? .null }

    /// The value as a list: a list itself, null as it is, anything else as a list of one (DMN 1.5, 10.3.2.9.4).
    var asList: [FEELValue] {
        if case .list(let items) = self { return items }
        return [self]
    }
}
