public import Journey

/// What kind of answer an intent needs.
public enum IntentKind: String, Sendable, Codable, CaseIterable {
    /// A question with one right answer, which may be given automatically.
    case simple
    /// Buying interest: a person.
    case sales
    /// A matter of this customer's own order or contract: a person.
    case service
    /// The customer asks for a person (转人工).
    case handover
    /// A greeting or a goodbye.
    case social
}

/// What a customer wants, as one of the company's list (意图).
public struct Intent: Sendable, Hashable, Codable {
    /// Stable; training sentences, conditions and facts use it.
    public let label: String
    /// For people.
    public let name: Phrase
    /// How it is to be answered.
    public let kind: IntentKind

    public init(label: String, name: Phrase, kind: IntentKind) {
        self.label = label
        self.name = name
        self.kind = kind
    }
}
