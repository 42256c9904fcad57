public import Journey

/// A script node (话术节点): when its condition holds, its text is offered to the agent.
public struct ScriptNode: Sendable, Equatable, Codable {
    /// Stays the same through all changes.
    public let id: ScriptID
    /// What a person may set.
    public var draft: ScriptDraft
    /// 1 at first, one more with every change.
    public var version: Int64
    /// When it was last changed.
    public var updatedAt: Timestamp

    public init(id: ScriptID, draft: ScriptDraft, version: Int64, updatedAt: Timestamp) {
        self.id = id
        self.draft = draft
        self.version = version
        self.updatedAt = updatedAt
    }
}

/// The part of a script node that people write.
public struct ScriptDraft: Sendable, Equatable, Codable {
    /// Short and readable, unique: `INS.CI.NEEDS.001`.
    public var code: String
    /// The line of trade it is filed under; its condition says when it fits.
    public var trade: String
    /// `greeting`, `needs`, `price`, `objection`, …: at most two of one are offered together.
    public var category: String
    /// The stage of the sale it is meant for; nil for any.
    public var stage: String?
    /// For people.
    public var title: Phrase
    /// When it fits, in the condition language.
    public var condition: String
    /// What is said, with places to fill.
    public var template: String
    /// Higher is offered first.
    public var priority: Int
    /// What the law asks of whoever says this.
    public var legalNote: String?
    /// Whether it is offered at all.
    public var active: Bool

    public init(
        code: String, trade: String, category: String, stage: String? = nil, title: Phrase, condition: String,
        template: String, priority: Int = 50, legalNote: String? = nil, active: Bool = true
    ) {
        self.code = code
        self.trade = trade
        self.category = category
        self.stage = stage
        self.title = title
        self.condition = condition
        self.template = template
        self.priority = priority
        self.legalNote = legalNote
        self.active = active
    }
}
