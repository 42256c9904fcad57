public import Journey

/// A colleague got an account (新增客服).
public struct AgentAdded: FactPayload {
    public static let kind = "agent.added"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "新增客服账号：agent 客服，role 角色，team 班组，capacity 同时接待上限，skills 技能与等级，by 操作人。",
        en: "An account was added: agent, role, team, capacity (conversations at a time), skills with levels, by whom.")

    /// Whose account it is.
    public let agent: AgentID
    /// What the agent may do.
    public let role: Role
    /// `nil`: none.
    public let team: TeamID?
    /// Conversations at the same time.
    public let capacity: Int
    /// With their levels of 1…5.
    public let skills: [Skill]
    /// `nil`: the product itself.
    public let by: AgentID?
}

/// An account was changed (客服信息变更).
public struct AgentChanged: FactPayload {
    public static let kind = "agent.changed"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "客服账号变更后的状态：agent 客服，role 角色，team 班组，capacity 同时接待上限，skills 技能，active 是否启用，by 操作人。",
        en: "An account as it is after a change: agent, role, team, capacity, skills, whether active, by whom.")

    /// Whose account it is.
    public let agent: AgentID
    /// What the agent may do.
    public let role: Role
    /// `nil`: none.
    public let team: TeamID?
    /// Conversations at the same time.
    public let capacity: Int
    /// With their levels of 1…5.
    public let skills: [Skill]
    /// Whether the account may be used.
    public let active: Bool
    /// `nil`: the product itself.
    public let by: AgentID?
}

/// An agent came, went or is busy (在线状态变更).
public struct AgentPresenceChanged: FactPayload {
    public static let kind = "agent.presence_changed"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "客服在线状态变更：agent 客服，from 原状态，to 新状态，seconds 原状态持续秒数，by 操作人。",
        en: "An agent's presence changed: agent, from, to, seconds spent in the former presence, by whom.")

    /// Whose account it is.
    public let agent: AgentID
    /// What it was.
    public let from: Presence
    /// What it is.
    public let to: Presence
    /// How long the former presence lasted.
    public let seconds: Double
    /// `nil`: the product itself.
    public let by: AgentID?
}
