public import Journey

/// What a conversation may refuse.
public enum ConversationRefusal: Refusal, Equatable {
    /// There is none with this id, or none that this one may see.
    case unknown
    /// It has ended; the customer may begin again by writing.
    case closed

    public var reason: RefusalReason {
        switch self {
        case .unknown: .notFound
        case .closed: .conflict
        }
    }

    public var field: String? { "conversation" }

    public var sentence: Phrase {
        switch self {
        case .unknown: Phrase(zh: "找不到该会话。", en: "There is no such conversation.")
        case .closed: Phrase(zh: "会话已结束。", en: "The conversation has ended.")
        }
    }
}
