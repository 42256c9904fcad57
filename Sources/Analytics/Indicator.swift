public import Journey

/// A figure of the board (KPI), with its definition. A ratio or mean without a denominator is undefined, not zero.
public enum Indicator: String, Sendable, Codable, CaseIterable {
    /// Conversations begun (会话量).
    case conversations
    /// Conversations that wait for a person now (排队人数).
    case waiting
    /// Median seconds from the call for a person, or the first message, to an agent's first answer (首次响应时长).
    case firstResponse = "first_response_seconds"
    /// Share of conversations that the automatic answers served and no person was called to (自动接待率).
    case automaticAnswers = "automatic_answer_rate"
    /// Share of conversations handed over to a person (转人工率).
    case handovers = "handover_rate"
    /// Share of the decided deals that were won (成交转化率).
    case conversion = "conversion_rate"
    /// Money of the deals won (成交金额).
    case amountWon = "amount_won"
    /// Money of the deals won, divided by their number (客单价).
    case averageOrder = "average_order_value"
    /// Conversations ended (已解决).
    case resolved
    /// Messages of both sides in the conversations begun (消息量).
    case messages

    public enum Unit: String, Sendable, Codable, CaseIterable { case count, seconds, ratio, money }
    public enum Better: String, Sendable, Codable, CaseIterable { case up, down, none }

    public var unit: Unit {
        switch self {
        case .conversations, .waiting, .resolved, .messages: .count
        case .firstResponse: .seconds
        case .automaticAnswers, .handovers, .conversion: .ratio
        case .amountWon, .averageOrder: .money
        }
    }

    public var better: Better {
        switch self {
        case .conversations, .messages: .none
        case .waiting, .firstResponse, .handovers: .down
        case .automaticAnswers, .conversion, .amountWon, .averageOrder, .resolved: .up
        }
    }

    public var name: Phrase {
        switch self {
        case .conversations: Phrase(zh: "会话量", en: "Conversations")
        case .waiting: Phrase(zh: "排队中", en: "Waiting now")
        case .firstResponse: Phrase(zh: "首次响应时长", en: "First response")
        case .automaticAnswers: Phrase(zh: "自动接待率", en: "Answered automatically")
        case .handovers: Phrase(zh: "转人工率", en: "Handed to a person")
        case .conversion: Phrase(zh: "成交转化率", en: "Conversion")
        case .amountWon: Phrase(zh: "成交金额", en: "Amount won")
        case .averageOrder: Phrase(zh: "客单价", en: "Average order")
        case .resolved: Phrase(zh: "已结束会话", en: "Resolved")
        case .messages: Phrase(zh: "消息量", en: "Messages")
        }
    }
}
