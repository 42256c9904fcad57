/// What names stand for, the innermost first.
final class FEELScope: Sendable {
    private let values: FEELContext
    private let outer: FEELScope?

    init(_ values: FEELContext, in outer: FEELScope? = nil) {
        self.values = values
        self.outer = outer
    }

    /// The value of a name, `nil` when nobody gave one.
    subscript(name: String) -> FEELValue? {
        var scope: FEELScope? = self
        while let current = scope {
            if let value = current.values[name] { return value }
            scope = current.outer
        }
        return nil
    }
}
