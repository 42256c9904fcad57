public import Journey

/// A customer came, for the first time or again (客户到访).
public struct CustomerArrived: FactPayload {
    public static let kind = "customer.arrived"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "客户到访：customer 客户，channel 渠道，first 是否首次，visits 到访次数，verified 身份是否验证，level 等级，region 地区，language 语言。",
        en: "A visit began: customer, channel, whether the first, number of visits, verified, level, region, language.")

    /// Whose it is.
    public let customer: CustomerID
    /// Where she came in.
    public let channel: ChannelID
    /// Whether nobody knew her before.
    public let first: Bool
    /// This one included.
    public let visits: Int
    /// Whether the channel has proved who she is.
    public let verified: Bool
    /// As it is now.
    public let level: CustomerLevel
    /// `nil`: unknown.
    public let region: String?
    /// BCP 47, in lower case.
    public let language: String
}

/// What is known about a customer changed (客户资料变更). Carries no personal data.
public struct CustomerChanged: FactPayload {
    public static let kind = "customer.changed"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "客户资料变更：customer 客户，fields 变更的字段，level 等级，region 地区，language 语言，tags 标签，by 操作人。",
        en: "A profile changed: customer, fields changed, level, region, language and tags as they are now, by whom.")

    /// Whose it is.
    public let customer: CustomerID
    /// Names of the fields that changed.
    public let fields: [String]
    /// As it is now.
    public let level: CustomerLevel
    /// `nil`: unknown.
    public let region: String?
    /// BCP 47, in lower case.
    public let language: String
    /// As they are now.
    public let tags: [String]
    /// `nil`: the product itself.
    public let by: AgentID?
}

/// A sale began (商机建立).
public struct DealOpened: FactPayload {
    public static let kind = "deal.opened"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "商机建立：deal 商机，customer 客户，conversation 会话，owner 负责人，amount 金额，by 操作人。",
        en: "A deal was opened: deal, customer, conversation it came from, owner, amount, by whom.")

    /// Which deal.
    public let deal: DealID
    /// Whose it is.
    public let customer: CustomerID
    /// The conversation it came from.
    public let conversation: ConversationID?
    /// Who looks after it; `nil`: nobody.
    public let owner: AgentID?
    /// What it is worth; `nil`: not agreed upon.
    public let amount: Money?
    /// `nil`: the product itself.
    public let by: AgentID?
}

/// A deal went to another stage (商机推进).
public struct DealMoved: FactPayload {
    public static let kind = "deal.moved"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "商机推进：deal 商机，customer 客户，conversation 会话，owner 负责人，from 原阶段，to 新阶段，amount 金额，reason 原因，by 操作人。",
        en: "A deal moved: deal, customer, conversation, owner, from stage, to stage, amount, reason, by whom.")

    /// Which deal.
    public let deal: DealID
    /// Whose it is.
    public let customer: CustomerID
    /// The conversation it came from.
    public let conversation: ConversationID?
    /// Who looks after it; `nil`: nobody.
    public let owner: AgentID?
    /// The stage it left.
    public let from: Pipeline.Stage
    /// The stage it is in.
    public let to: Pipeline.Stage
    /// What it is worth; `nil`: not agreed upon.
    public let amount: Money?
    /// Why it was lost.
    public let reason: String?
    /// `nil`: the product itself.
    public let by: AgentID?
}

/// A deal got another amount or another owner (商机变更).
public struct DealChanged: FactPayload {
    public static let kind = "deal.changed"
    public static let version = 1
    public static let meaning = Phrase(
        zh: "商机金额或负责人变更：deal 商机，customer 客户，owner 负责人，stage 阶段，amount 金额，by 操作人。",
        en: "A deal's amount or owner changed: deal, customer, owner, stage, amount as they are now, by whom.")

    /// Which deal.
    public let deal: DealID
    /// Whose it is.
    public let customer: CustomerID
    /// Who looks after it; `nil`: nobody.
    public let owner: AgentID?
    /// The stage it is in.
    public let stage: Pipeline.Stage
    /// What it is worth; `nil`: not agreed upon.
    public let amount: Money?
    /// `nil`: the product itself.
    public let by: AgentID?
}
