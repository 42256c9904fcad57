public import Journey
public import Store

/// One conversation that waits for an agent (排队), with everything the choice depends on.
public struct Waiting: Sendable, Hashable, Codable {
    /// How much the company values the customer's trade (客户等级).
    public enum Standing: String, Sendable, Codable, CaseIterable, Loadable {
        /// Everybody else.
        case normal
        /// Counts seniority a little.
        case silver
        /// Counts seniority half.
        case gold
        /// Counts seniority in full.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        case VIP
    }

    /// Additional skills of one request.
    public static let additionalMax = 8
    /// Characters of a skill, an intent or a language.
    public static let wordCharactersMax = 64

    /// What waits.
    public let conversation: ConversationID
    /// Who waits.
    public let customer: CustomerID
    /// Since when the customer has been waiting; earlier ones go first.
    public let since: Timestamp
    /// What it is about, as understood; the agents' past success is counted by it.
    public let intent: String?
    /// Without this skill nobody gets it.
    public let skill: String?
    /// Wanted as well; no longer insisted upon after a while.
    public let additional: [String]
    /// Higher goes first, whatever the wait.
    public let priority: Int
    /// Valued customers go to senior agents.
    public let standing: Standing
    /// BCP 47.
    public let language: String

    public init(
        conversation: ConversationID, customer: CustomerID, since: Timestamp, intent: String? = nil,
        skill: String? = nil, additional: [String] = [], priority: Int = 0, standing: Standing = .normal,
        language: String = "zh"
    ) {
        self.conversation = conversation
        self.customer = customer
        self.since = since
        self.intent = intent
        self.skill = skill
        self.additional = additional
        self.priority = priority
        self.standing = standing
        self.language = language
    }

    /// Requests with the same needs are for the same agents.
    struct Needs: Hashable {
        let skill: String?
        let additional: [String]
    }

    /// What must be there now: after the policy's patience only the needed skill.
    func needs(at now: Timestamp, relaxSeconds: Double) -> Needs {
        let relaxed = now.seconds(since: since) >= relaxSeconds
        return Needs(skill: skill, additional: relaxed ? [] : additional)
    }

    func checked() throws -> Waiting {
        guard additional.count <= Self.additionalMax else { throw InputRefusal.malformed(field: "additional") }
        for word in additional + [intent, skill, language].compactMap({ $0 }) {
            _ = try accepted(word, field: "skill", charactersMax: Self.wordCharactersMax)
        }
        return self
    }
}
