/// The outcome of a condition in SQL's three-valued logic: a rule fires only on ``true``.
public enum Truth: Sendable, Equatable, Hashable {
    case `true`, `false`
    /// A value that is needed is missing (SQL's NULL).
    case unknown

    init(_ holds: Bool) { self = holds ? .true : .false }

    /// Logical NOT: unknown stays unknown.
    var negated: Truth {
        switch self {
        case .true: .false
        case .false: .true
        case .unknown: .unknown
        }
    }

    func negated(if flag: Bool) -> Truth { flag ? negated : self }

    static func both(_ left: Truth, _ right: Truth) -> Truth {
        if left == .false || right == .false { return .false }
        return left == .true && right == .true ? .true : .unknown
    }

    static func either(_ left: Truth, _ right: Truth) -> Truth {
        if left == .true || right == .true { return .true }
        return left == .false && right == .false ? .false : .unknown
    }

    /// SQL's way of writing a truth as a value: 1, 0 or NULL.
    var cell: Cell {
        switch self {
        case .true: .integer(1)
        case .false: .integer(0)
        case .unknown: .null
        }
    }
}
