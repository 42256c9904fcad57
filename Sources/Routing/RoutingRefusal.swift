public import Journey

/// Why Routing says no.
public enum RoutingRefusal: Refusal, Equatable {
    /// A colleague has it already.
    case takenBySomeoneElse
    /// Neither waiting nor with anybody.
    case notWaiting
    /// Only what somebody has can be handed over.
    case nobodyHasIt
    /// All places are taken.
    case agentFull
    /// Offline, or the account is closed.
    case agentOffDuty

    public var reason: RefusalReason {
        switch self {
        case .notWaiting: .notFound
        case .takenBySomeoneElse, .nobodyHasIt, .agentFull, .agentOffDuty: .conflict
        }
    }

    public var field: String? {
        switch self {
        case .agentFull, .agentOffDuty: "agent"
        case .takenBySomeoneElse, .notWaiting, .nobodyHasIt: nil
        }
    }

    public var sentence: Phrase {
        switch self {
        case .takenBySomeoneElse:
            Phrase(zh: "该会话已由其他客服接待。", en: "A colleague has already taken this conversation.")
        case .notWaiting: Phrase(zh: "该会话不在排队中。", en: "This conversation is not waiting.")
        case .nobodyHasIt: Phrase(zh: "该会话目前没有客服接待。", en: "Nobody has this conversation at the moment.")
        case .agentFull: Phrase(zh: "该客服的接待数已满。", en: "This agent has no free place.")
        case .agentOffDuty: Phrase(zh: "该客服不在线。", en: "This agent is not on duty.")
        }
    }
}
