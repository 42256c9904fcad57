/// One value while a condition runs: SQLite's storage classes without blobs, and a set of texts.
///
/// Money, times and flags have become integers by now (minor units, microseconds, 0 and 1): the checker has made sure
/// that only like meets like.
enum Cell: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(ByteText)
    case set(Set<ByteText>)

    init(real: Double) { self = real.isNaN ? .null : .real(real) }

    /// SQLite's order of storage classes: numbers before texts; sets, which SQLite has not, come last.
    private var rank: Int {
        switch self {
        case .null: 0
        case .integer, .real: 1
        case .text: 2
        case .set: 3
        }
    }

    /// Negative, zero or positive, or `nil` when either side is NULL or the two cannot be ordered.
    static func order(_ left: Cell, _ right: Cell) -> Int? {
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.integer(let a), .integer(let b)): return a < b ? -1 : a == b ? 0 : 1
        case (.text(let a), .text(let b)): return a == b ? 0 : a < b ? -1 : 1
        case (.real(let a), .real(let b)): return a < b ? -1 : a == b ? 0 : 1
        case (.integer(let a), .real(let b)): return order(a, b)
        case (.real(let a), .integer(let b)): return -order(b, a)
        case (.set(let a), .set(let b)): return a == b ? 0 : nil
        default: return left.rank - right.rank
        }
    }

    /// Exact: neither side is rounded to the other's type first.
    private static func order(_ integer: Int64, _ real: Double) -> Int {
        if real < -9_223_372_036_854_775_808 { return 1 }
        if real >= 9_223_372_036_854_775_808 { return -1 }
        let whole = Int64(real)
        if integer != whole { return integer < whole ? -1 : 1 }
        let rest = real - Double(whole)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }

    /// The same number in one form only, so that 1 and 1.0 meet in a hash table as they do in a comparison.
    var normalized: Cell {
        guard case .real(let value) = self, let whole = Int64(exactly: value) else { return self }
        return .integer(whole)
    }

    /// What the value means where a condition is expected: numbers by being non-zero, texts by the number they begin.
    var truth: Truth {
        switch self {
        case .null: .unknown
        case .integer(let value): Truth(value != 0)
        case .real(let value): Truth(value != 0)
        case .text(let text): Truth(text.real != 0)
        case .set(let members): Truth(!members.isEmpty)
        }
    }

    /// The value as text, or `nil` for NULL and sets.
    var text: ByteText? {
        switch self {
        case .null, .set: nil
        case .integer(let value): ByteText(String(value))
        case .real(let value): ByteText(NumberText.spell(value))
        case .text(let text): text
        }
    }
}
