public import Journey

/// A conversation began to wait for an agent (进入排队).
public struct ConversationQueued: FactPayload {
    public static let kind = "conversation.queued"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "会话进入排队：conversation 会话，customer 客户，since 开始等待，intent 意图，skill 必需技能，additional 附加技能，priority 优先级。",
        en: "A conversation began to wait: conversation, customer, since, intent, needed and wanted skills, priority.")

    /// Which conversation.
    public let conversation: ConversationID
    /// Whose conversation it is.
    public let customer: CustomerID
    /// When the wait began.
    public let since: Timestamp
    /// What it is about, as understood.
    public let intent: String?
    /// The needed one.
    public let skill: String?
    /// Wanted as well, for a while.
    public let additional: [String]
    /// Higher goes first.
    public let priority: Int

    init(_ waiting: Waiting) {
        conversation = waiting.conversation
        customer = waiting.customer
        since = waiting.since
        intent = waiting.intent
        skill = waiting.skill
        additional = waiting.additional
        priority = waiting.priority
    }
}

/// A conversation was given to an agent (会话已分配).
public struct ConversationPlaced: FactPayload {
    public static let kind = "conversation.placed"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "会话已分配：conversation 会话，customer 客户，agent 客服，previous 原客服，policy 策略版本，"
            + "propensity 轮转份额，waitedSeconds 等待秒数，considered 候选与权重。",
        en: "A conversation was given to an agent: conversation, customer, agent, previous agent, policy version, "
            + "propensity, seconds waited, the candidates with their weights.")

    /// One of those who could have got it.
    public struct Considered: Sendable, Hashable, Codable {
        /// Who gets it, or could have got it.
        public let agent: AgentID
        /// As weighed for this request.
        public let weight: Double
    }

    /// Which conversation.
    public let conversation: ConversationID
    /// Whose conversation it is.
    public let customer: CustomerID
    /// Who gets it, or could have got it.
    public let agent: AgentID
    /// Who had it until now; `nil` when it was waiting.
    public let previous: AgentID?
    /// The policy's version, `manual` or `transfer`.
    public let policy: String
    /// The chosen agent's share of the turns, 0…1; 1 where a person chose.
    public let propensity: Double
    /// How long the customer waited for this.
    public let waitedSeconds: Double
    /// Only those with a weight above zero.
    public let considered: [Considered]

    init(_ placement: Placement, previous: AgentID?) {
        conversation = placement.conversation
        customer = placement.customer
        agent = placement.agent
        self.previous = previous
        policy = placement.policy
        propensity = placement.propensity
        waitedSeconds = placement.waitedSeconds
        considered = placement.considered.filter { $0.weight > 0 }.map {
            Considered(agent: $0.agent, weight: $0.weight)
        }
    }
}

/// Nobody could take a conversation when it was first tried; it goes on waiting (暂无可接待客服).
public struct ConversationUnplacedWaiting: FactPayload {
    public static let kind = "conversation.unplaced_waiting"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "首次分配时无客服可接待，继续排队：conversation 会话，skill 必需技能，obstacles 各原因的客服人数，position 排队位置。",
        en: "Nobody could take it at first, it waits: conversation, needed skill, agents by obstacle, queue position.")

    /// Which conversation.
    public let conversation: ConversationID
    /// The needed one.
    public let skill: String?
    /// Agents by the code of what kept them from it.
    public let obstacles: [String: Int]
    /// Place in the queue, from 1.
    public let position: Int
}
