public import Journey

/// What has happened, in the words of the figures. The arrow translates facts into these.
///
/// Each may come late, twice or out of order, and gives the same tables: of two that say the same thing the newer one
/// holds, by its own time. Only what one deal is said to be at the very same microsecond depends on the order.
public enum Happening: Sendable, Equatable {
    case opened(ConversationID, customer: CustomerID, channel: ChannelID, at: Timestamp)
    case message(ConversationID, seq: Int64, by: AuthorKind, at: Timestamp)
    /// - isTelling: whether it says what the conversation is about; a greeting or something unclear does not.
    case understood(ConversationID, seq: Int64, intent: String, isTelling: Bool, at: Timestamp)
    case handedOver(ConversationID, at: Timestamp)
    case assigned(ConversationID, agent: AgentID, at: Timestamp)
    case reopened(ConversationID, at: Timestamp)
    case closed(ConversationID, at: Timestamp)
    case dealOpened(DealID, customer: CustomerID, conversation: ConversationID?, owner: AgentID?, at: Timestamp)
    case dealMoved(DealID, stage: String, amount: Money?, owner: AgentID?, at: Timestamp)
    /// - at: without it the change counts as the newest, so that a late or doubled move would undo it.
    case dealChanged(DealID, amount: Money?, owner: AgentID?, at: Timestamp? = nil)
}
