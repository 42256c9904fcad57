public import Journey

/// A script whose condition holds, filled in and ready to be sent, with the reason (话术推荐).
public struct Suggestion: Sendable, Equatable, Codable {
    /// The node.
    public let script: ScriptID
    /// The node's code.
    public let code: String
    /// For people.
    public let title: Phrase
    /// Filled in: no place is left open.
    public let text: String
    /// Of the node; at most two of one are offered together.
    public let category: String
    /// What the law asks of whoever says this.
    public let legalNote: String?
    /// What made the condition hold, a clause each.
    public let why: [Phrase]
    /// Higher is better; orders as the suggestions are ordered.
    public let score: Double

    public init(
        script: ScriptID, code: String, title: Phrase, text: String, category: String, legalNote: String?,
        why: [Phrase], score: Double
    ) {
        self.script = script
        self.code = code
        self.title = title
        self.text = text
        self.category = category
        self.legalNote = legalNote
        self.why = why
        self.score = score
    }
}

/// What one look into the playbook gave: what is offered, what fitted too but is not, and by which policy.
public struct SuggestionSet: Sendable, Equatable, Codable {
    /// A script whose condition held, and why it is not offered all the same.
    public struct PassedOver: Sendable, Equatable, Codable {
        /// Why a script that fits is left out.
        public enum Cause: String, Sendable, Codable {
            /// A variable of its template has no value.
            case unfilled
            /// Enough of its category are offered.
            case category
            /// Enough are offered.
            case limit
        }

        /// The node.
        public let script: ScriptID
        /// The node's code.
        public let code: String
        /// Why it is left out.
        public let because: Cause
    }

    /// Best first.
    public let items: [Suggestion]
    /// In the same order.
    public let passedOver: [PassedOver]
    /// Names the rule of choice, so that a later one can be compared with it.
    public let policy: String
    /// The chance this policy had of offering just this set, 0…1.
    public let propensity: Double
}
