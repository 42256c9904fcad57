/// An arithmetic operator.
enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"

    /// SQLite's arithmetic: whole numbers stay whole while they fit, division by zero and not-a-number give NULL.
    func apply(_ left: Cell, _ right: Cell) -> Cell {
        guard let a = left.number, let b = right.number else { return .null }
        if case .integer(let x) = a, case .integer(let y) = b, let whole = applyWhole(x, y) { return whole }
        if self == .remainder { return realRemainder(left, right) }
        let x = a.real
        let y = b.real
        switch self {
        case .add: return Cell(real: x + y)
        case .subtract: return Cell(real: x - y)
        case .multiply: return Cell(real: x * y)
        case .divide, .remainder: return y == 0 ? .null : Cell(real: x / y)
        }
    }

    /// `nil` on overflow: the caller goes on with real numbers.
    private func applyWhole(_ x: Int64, _ y: Int64) -> Cell? {
        let (value, overflow): (Int64, Bool)
        switch self {
        case .add: (value, overflow) = x.addingReportingOverflow(y)
        case .subtract: (value, overflow) = x.subtractingReportingOverflow(y)
        case .multiply: (value, overflow) = x.multipliedReportingOverflow(by: y)
        case .divide:
            if y == 0 { return .null }
            (value, overflow) = x.dividedReportingOverflow(by: y)
        case .remainder:
            if y == 0 { return .null }
            (value, overflow) = y == -1 ? (0, false) : (x % y, false)
        }
        return overflow ? nil : .integer(value)
    }

    /// Both sides are cut to whole numbers, and the result is a real number again.
    private func realRemainder(_ left: Cell, _ right: Cell) -> Cell {
        let x = left.truncated
        let y = right.truncated
        if y == 0 { return .null }
        return .real(y == -1 ? 0 : Double(x % y))
    }
}

extension Cell {
    /// The number an operator sees, or `nil` for NULL and sets.
    fileprivate var number: Cell? {
        switch self {
        case .null, .set: nil
        case .integer, .real: self
        case .text(let text): text.number
        }
    }

    fileprivate var real: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .text(let text): text.real
        case .null, .set: 0
        }
    }

    fileprivate var truncated: Int64 {
        switch self {
        case .integer(let value): return value
        case .real(let value):
            if value >= 9_223_372_036_854_775_808 { return .max }
            return value <= -9_223_372_036_854_775_808 ? .min : Int64(value)
        case .text(let text): return text.integer
        case .null, .set: return 0
        }
    }
}
