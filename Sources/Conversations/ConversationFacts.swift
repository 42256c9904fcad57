public import Journey

/// A customer began a conversation (会话已建立).
public struct ConversationOpened: FactPayload {
    public static let kind = "conversation.opened"
    public static let version = 1
    public static let meaning = Phrase(zh: "客户发起了新会话。", en: "A customer began a conversation.")

    public let conversation: ConversationID
    public let number: Int64
    public let customer: CustomerID
    public let channel: ChannelID
}

/// A customer came back to a closed conversation (会话重新打开).
public struct ConversationReopened: FactPayload {
    public static let kind = "conversation.reopened"
    public static let version = 1
    public static let meaning = Phrase(zh: "客户重新打开了会话。", en: "A customer came back to a closed conversation.")

    public let conversation: ConversationID
    public let customer: CustomerID
}

/// A message was accepted and numbered (消息已受理).
public struct MessageAccepted: FactPayload {
    public static let kind = "message.accepted"
    public static let version = 1
    public static let meaning = Phrase(zh: "一条消息已受理并编号。", en: "A message was accepted and numbered.")

    public let conversation: ConversationID
    public let seq: Int64
    public let customer: CustomerID
    public let channel: ChannelID
    public let author: Author
    public let messageKind: Message.Kind
    /// Personal data is already replaced.
    public let text: String
    /// Where the conversation stood: `bot`, `waiting`, `open`.
    public let state: String
    public let agent: AgentID?

    init(_ message: Message, in thread: Thread) {
        conversation = message.conversation
        seq = message.seq
        customer = thread.customer
        channel = thread.channel
        author = message.author
        messageKind = message.kind
        text = message.text
        state = thread.lifecycle.state.name
        agent = thread.lifecycle.state.agent
    }
}

/// Why a person is to take over from the automatic answers.
public enum HandOverReason: String, Sendable, Codable, CaseIterable {
    /// The customer asked for a person (转人工).
    case requested
    /// The intent was not clear enough to answer.
    case lowConfidence = "low_confidence"
    /// Two answers did not help.
    case repeatedFailure = "repeated_failure"
    /// The intent needs a person: a sale, a complaint, a claim.
    case needsPerson = "needs_person"
    /// The agent went away.
    case agentLeft = "agent_left"
}

/// A person is wanted (转人工).
public struct ConversationHandedOver: FactPayload {
    public static let kind = "conversation.handed_over"
    public static let version = 1
    public static let meaning = Phrase(zh: "会话需要人工接待。", en: "A person is to answer the conversation.")

    public let conversation: ConversationID
    public let customer: CustomerID
    public let channel: ChannelID
    public let reason: HandOverReason
}

/// An agent has the conversation (会话已接入).
public struct ConversationAssigned: FactPayload {
    public static let kind = "conversation.assigned"
    public static let version = 1
    public static let meaning = Phrase(zh: "会话已由客服接入。", en: "An agent has the conversation.")

    public let conversation: ConversationID
    public let customer: CustomerID
    public let agent: AgentID
}

/// A conversation ended (会话已结束).
public struct ConversationClosed: FactPayload {
    public static let kind = "conversation.closed"
    public static let version = 1
    public static let meaning = Phrase(zh: "会话已结束。", en: "A conversation ended.")

    public let conversation: ConversationID
    public let customer: CustomerID
    public let channel: ChannelID
    /// Who had it last; nobody when the automatic answers did.
    public let agent: AgentID?
    public let messages: Int64
}
