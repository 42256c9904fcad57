/// What a customer has named over a conversation: the newest word on each kind.
public struct Particulars: Sendable, Equatable {
    /// The newest value of each kind.
    public private(set) var values: [EntityKind: EntityValue]

    public init(_ values: [EntityKind: EntityValue] = [:]) { self.values = values }

    /// Adds what a later message names.
    mutating func learn(_ entities: [Entity]) {
        for entity in entities {
            // "Eight months" replaces "five years": it is another person's age, and only one of them is meant.
            if entity.kind == .age { values[.ageMonths] = nil }
            if entity.kind == .ageMonths { values[.age] = nil }
            values[entity.kind] = entity.value
        }
    }

    /// Whole years; a baby's months count as full years gone by, mostly 0.
    public var age: Int? { values[.age]?.number ?? values[.ageMonths]?.number.map { $0 / 12 } }
    /// Yuan.
    public var budget: Int? { values[.budget]?.number }
    /// The company's own word.
    public var product: String? { values[.product]?.text }
    /// `self`, `child`, `parent` or `spouse`.
    public var person: String? { values[.person]?.text }
}
