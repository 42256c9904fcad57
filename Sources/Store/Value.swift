public import Journey

/// One value of a row or of a parameter.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// What can be written into a column.
public protocol Storable: Sendable {
    var stored: Value { get }
}

/// What can be read out of a column.
public protocol Loadable: Storable {
    /// `nil` when the column holds something else.
    init?(stored: Value)
}

extension Value: Storable {
    public var stored: Value { self }
}

extension Int64: Loadable {
    public var stored: Value { .integer(self) }
    public init?(stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = number
    }
}

extension Int: Loadable {
    public var stored: Value { .integer(Int64(self)) }
    public init?(stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = Int(number)
    }
}

extension Bool: Loadable {
    /// 0 or 1: SQLite has no truth values of its own.
    public var stored: Value { .integer(self ? 1 : 0) }
    public init?(stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self = number != 0
    }
}

extension Double: Loadable {
    public var stored: Value { .real(self) }
    public init?(stored: Value) {
        switch stored {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: return nil
        }
    }
}

extension String: Loadable {
    public var stored: Value { .text(self) }
    public init?(stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
}

extension Array: Storable where Element == UInt8 {
    public var stored: Value { .blob(self) }
}

extension Array: Loadable where Element == UInt8 {
    public init?(stored: Value) {
        guard case .blob(let bytes) = stored else { return nil }
        self = bytes
    }
}

extension ID: Loadable {
    public var stored: Value { .blob(bytes) }
    public init?(stored: Value) {
        guard case .blob(let bytes) = stored else { return nil }
        self.init(bytes: bytes)
    }
}

extension Timestamp: Loadable {
    public var stored: Value { .integer(microseconds) }
    public init?(stored: Value) {
        guard case .integer(let number) = stored else { return nil }
        self.init(microseconds: number)
    }
}

extension Optional: Storable where Wrapped: Storable {
    public var stored: Value { self?.stored ?? .null }
}

/// Enumerations whose raw value is kept as text.
extension RawRepresentable where Self: Loadable, RawValue == String {
    public var stored: Value { .text(rawValue) }
    public init?(stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }
}

extension AuthorKind: Loadable {}
extension Side: Loadable {}
extension Role: Loadable {}
extension Message.Kind: Loadable {}
