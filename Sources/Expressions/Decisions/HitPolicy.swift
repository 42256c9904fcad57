/// What a decision table answers when several of its rules apply, or none (DMN 1.5, clause 8.2.8).
public enum HitPolicy: Sendable, Equatable {
    /// At most one rule applies; two are an error.
    case unique
    /// Several may apply if all say the same.
    case any
    /// The one whose output stands first in the outputs' list of values.
    case priority
    /// The first in the table's order.
    case first
    /// All, in the table's order.
    case ruleOrder
    /// All, in the order of the outputs' list of values.
    case outputOrder
    /// All in any order, or one figure made of them.
    case collect(Aggregation?)

    /// The figure that `collect` makes.
    public enum Aggregation: String, Sendable, CaseIterable {
        case sum = "SUM"
        case minimum = "MIN"
        case maximum = "MAX"
        case count = "COUNT"
    }

    /// As the attributes `hitPolicy` and `aggregation` write it; `nil` for a word that is none.
    public init?(_ name: String, aggregation: String? = nil) {
        switch (name, aggregation) {
        case ("COLLECT", let figure?):
            guard let known = Aggregation(rawValue: figure) else { return nil }
            self = .collect(known)
        case ("COLLECT", nil): self = .collect(nil)
        default:
            guard let known = Self.plain.first(where: { $0.name == name }) else { return nil }
            self = known
        }
    }

    /// As a table's corner shows it: `U A P F R O C C+ C< C> C#`.
    public init?(letter: String) {
        let all = Self.plain + [.collect(nil)] + Aggregation.allCases.map { .collect($0) }
        guard let known = all.first(where: { $0.letter == letter }) else { return nil }
        self = known
    }

    private static let plain: [HitPolicy] = [.unique, .any, .priority, .first, .ruleOrder, .outputOrder]

    /// The value of the attribute `hitPolicy`.
    public var name: String {
        switch self {
        case .unique: "UNIQUE"
        case .any: "ANY"
        case .priority: "PRIORITY"
        case .first: "FIRST"
        case .ruleOrder: "RULE ORDER"
        case .outputOrder: "OUTPUT ORDER"
        case .collect: "COLLECT"
        }
    }

    /// The letter in the table's corner.
    public var letter: String {
        switch self {
        case .collect(.sum): "C+"
        case .collect(.minimum): "C<"
        case .collect(.maximum): "C>"
        case .collect(.count): "C#"
        default: String(name.prefix(1))
        }
    }
}
