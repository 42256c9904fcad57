/// A value an attribute can have, as the rest of the product knows it.
public enum Value: Sendable, Equatable {
    /// Not known; comparisons with it are unknown, not false.
    case null
    case bool(Bool)
    case integer(Int64)
    /// Not-a-number counts as ``null``, as in SQLite.
    case real(Double)
    case text(String)
    /// An amount in the currency's minor units (分, cents) with its ISO 4217 code.
    case money(minor: Int64, currency: String)
    /// An instant: microseconds since 1970-01-01T00:00:00Z.
    case time(microseconds: Int64)
    /// Tags and the like: texts without order or repetition.
    case set(Set<String>)
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
}
