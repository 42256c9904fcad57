public import Journey

/// What a conversation may refuse.
public enum ConversationRefusal: Refusal, Equatable {
    /// There is none with this id, or none that this one may see.
    case unknown
    /// It has ended; the customer may begin again by writing.
    case closed
    /// The sender's own id of the message stands for a message of another conversation.
    case idReused

    public var reason: RefusalReason {
        switch self {
        case .unknown: .notFound
        case .closed, .idReused: .conflict
        }
    }

    public var field: String? { self == .idReused ? "id" : "conversation" }

    public var sentence: Phrase {
        switch self {
        case .unknown: Phrase(zh: "找不到该会话。", en: "There is no such conversation.")
        case .closed: Phrase(zh: "会话已结束。", en: "The conversation has ended.")
        case .idReused:
            Phrase(zh: "该消息编号已用于另一会话。", en: "This id was used for a message of another conversation.")
        }
    }
}
