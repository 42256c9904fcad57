/// Named values in the order they were given (DMN 1.5, clause 10.3.2.6).
public struct FEELContext: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// The names, in order.
    public private(set) var keys: [String] = []
    private var values: [String: FEELValue] = [:]

    /// A context without entries.
    public init() {}

    /// A context with entries; of two with the same name the last counts, at the place of the first.
    public init(dictionaryLiteral elements: (String, FEELValue)...) {
        for (key, value) in elements { self[key] = value }
    }

    /// The value under a name, `nil` without one; setting `nil` takes the entry away.
    public subscript(key: String) -> FEELValue? {
        get { values[key] }
        set {
            if values[key] == nil {
                if newValue != nil { keys.append(key) }
            } else if newValue == nil {
                keys.removeAll { $0 == key }
            }
            values[key] = newValue
        }
    }

    /// Names with their values, in order.
    public var entries: [(key: String, value: FEELValue)] {
        keys.compactMap { key in values[key].map { (key, $0) } }
    }

    /// How many entries there are.
    public var count: Int { values.count }

    /// Whether an entry is made of other values.
    var holdsComposed: Bool { values.values.contains(where: \.isComposed) }

    /// Whether something holds of all values.
    func allValues(_ holds: (FEELValue) -> Bool) -> Bool { values.values.allSatisfy(holds) }

    /// Order does not matter to equality.
    public static func == (left: Self, right: Self) -> Bool { left.values == right.values }
}
