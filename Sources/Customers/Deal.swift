public import Journey

/// One sale on its way (商机).
public struct Deal: Sendable, Hashable, Codable {
    /// Which deal.
    public let id: DealID
    /// Who may buy.
    public let customer: CustomerID
    /// The conversation it came from.
    public let conversation: ConversationID?
    /// Who looks after it; `nil` when it is anybody's.
    public let owner: AgentID?
    /// How far it is.
    public let stage: Pipeline.Stage
    /// What it was worth then, or is worth now; `nil`: not agreed upon.
    public let amount: Money?
    /// Why it was lost.
    public let reason: String?
    /// When it became a lead.
    public let openedAt: Timestamp
    /// When it came to this stage.
    public let movedAt: Timestamp
}

/// One step of a deal's history.
public struct DealMove: Sendable, Hashable, Codable {
    /// `nil`: it was opened.
    public let from: Pipeline.Stage?
    /// The stage it came to.
    public let to: Pipeline.Stage
    /// What it was worth then, or is worth now; `nil`: not agreed upon.
    public let amount: Money?
    /// Why it was lost.
    public let reason: String?
    /// When.
    public let at: Timestamp
    /// `nil`: the product itself.
    public let by: AgentID?
}
