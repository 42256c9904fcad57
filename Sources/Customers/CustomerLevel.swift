public import Store

/// How much the company values a customer's trade (客户等级).
public enum CustomerLevel: String, Sendable, Codable, CaseIterable, Loadable {
    /// Everybody else.
    case normal
    /// The first step up.
    case silver
    /// The second.
    case gold
    /// The highest, spelt as the trade spells it.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case VIP
}
