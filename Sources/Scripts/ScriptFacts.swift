public import Journey

/// Scripts were offered to the agent (话术已推荐).
public struct ScriptsSuggested: FactPayload {
    public static let kind = "scripts.suggested"
    public static let version = 1
    public static let meaning = Phrase(zh: "向客服推荐了话术。", en: "Scripts were offered to the agent.")

    /// One script that was offered.
    public struct Offer: Codable, Sendable, Equatable {
        /// The node.
        public let script: ScriptID
        /// The node's code at the time.
        public let code: String
        /// What ordered it.
        public let score: Double
    }

    /// Where.
    public let conversation: ConversationID
    /// The customer's message they answer.
    public let seq: Int64
    /// Best first; without their texts, which may name the customer.
    public let offers: [Offer]
    /// What fitted too but was not offered, and why.
    public let passedOver: [SuggestionSet.PassedOver]
    /// Names the rule of choice.
    public let policy: String
    /// The chance the policy had of this very set, 0…1.
    public let propensity: Double

    init(_ set: SuggestionSet, conversation: ConversationID, seq: Int64) {
        self.conversation = conversation
        self.seq = seq
        offers = set.items.map { Offer(script: $0.script, code: $0.code, score: $0.score) }
        passedOver = set.passedOver
        policy = set.policy
        propensity = set.propensity
    }
}

/// An agent sent a script (话术已使用).
public struct ScriptUsed: FactPayload {
    public static let kind = "script.used"
    public static let version = 1
    public static let meaning = Phrase(zh: "客服采用了一条话术。", en: "An agent sent a script.")

    /// Where.
    public let conversation: ConversationID
    /// The agent's message.
    public let seq: Int64
    /// The node.
    public let script: ScriptID
    /// The node's code at the time.
    public let code: String
    /// The agent changed the words first.
    public let edited: Bool
    /// The message whose suggestions it was taken from; nil when it was not suggested.
    public let suggestedSeq: Int64?
    /// Its place among them, 1 for the first.
    public let place: Int?
}
