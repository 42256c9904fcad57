import Analytics
import Journey

/// The figures counted a second time, in memory and without SQL, from the happenings in their order.
struct Recount {
    struct Talk {
        var channel: ChannelID?
        var agent: AgentID?
        var intent: String?
        var openedAt: Timestamp?
        var customerAt: Timestamp?
        var agentAt: Timestamp?
        var handedOverAt: Timestamp?
        var closedAt: Timestamp?
        var isAnswered = false
        var state = "bot"
        var messages = 0.0
    }

    struct Sale {
        var conversation: ConversationID?
        var owner: AgentID?
        var stage = "lead"
        var amount: Int64?
        var movedAt = World.now
    }

    private(set) var talks: [ConversationID: Talk] = [:]
    private(set) var sales: [DealID: Sale] = [:]

    init(_ happenings: [Happening]) { for happening in happenings { note(happening) } }

    private mutating func note(_ happening: Happening) {
        switch happening {
        case .opened(let id, _, let channel, let at):
            talks[id, default: Talk()].channel = channel
            talks[id]?.openedAt = at
        case .message(let id, _, let author, let at):
            talks[id, default: Talk()].messages += 1
            if author == .bot { talks[id]?.isAnswered = true }
            if author == .customer, talks[id]?.customerAt == nil { talks[id]?.customerAt = at }
            if author == .agent, talks[id]?.agentAt == nil { talks[id]?.agentAt = at }
        case .understood(let id, _, let intent, let isTelling, _):
            if isTelling || talks[id]?.intent == nil { talks[id, default: Talk()].intent = intent }
        case .handedOver(let id, let at):
            if talks[id]?.handedOverAt == nil { talks[id, default: Talk()].handedOverAt = at }
            talks[id]?.state = "waiting"
        case .assigned(let id, let agent, _):
            talks[id, default: Talk()].agent = agent
            talks[id]?.state = "open"
        case .reopened(let id, _): talks[id, default: Talk()].state = "bot"
        case .closed(let id, let at):
            talks[id, default: Talk()].closedAt = at
            talks[id]?.state = "closed"
        default: noteSale(happening)
        }
    }

    private mutating func noteSale(_ happening: Happening) {
        switch happening {
        case .dealOpened(let id, _, let conversation, let owner, let at):
            sales[id] = Sale(conversation: conversation, owner: owner, movedAt: at)
        case .dealMoved(let id, let stage, let amount, let owner, let at):
            sales[id]?.stage = stage
            sales[id]?.movedAt = at
            setTerms(of: id, amount, owner)
        case .dealChanged(let id, let amount, let owner, _):
            setTerms(of: id, amount, owner)
        default: break
        }
    }

    private mutating func setTerms(of id: DealID, _ amount: Money?, _ owner: AgentID?) {
        sales[id]?.amount = amount?.minor
        sales[id]?.owner = owner
    }

    /// Numerators of the rows behind a figure, sorted.
    func numerators(of indicator: Indicator, _ selection: Selection) -> [Double] {
        let window = selection.window
        func isWithin(_ at: Timestamp?) -> Bool { at.map { $0 >= window.start && $0 < window.end } ?? false }
        func isOurs(_ agent: AgentID?) -> Bool {
            guard let agents = selection.agents, let agent else { return true }
            return agents.contains(agent)
        }
        func isMeant(_ talk: Talk) -> Bool {
            isOurs(talk.agent) && (selection.intent == nil || talk.intent == selection.intent)
                && (selection.channel == nil || talk.channel == selection.channel)
        }
        let meant = talks.values.filter(isMeant)
        let begun = meant.filter { isWithin($0.openedAt) }
        let decided = sales.values.filter { sale in
            guard isWithin(sale.movedAt), isOurs(sale.owner) else { return false }
            if selection.intent == nil, selection.channel == nil { return true }
            return sale.conversation.flatMap { talks[$0] }.map(isMeant) ?? false
        }
        let heard = begun.filter { $0.customerAt != nil }
        let won = decided.filter { $0.stage == "won" }
        let numerators: [Double] =
            switch indicator {
            case .conversations: begun.map { _ in 1 }
            case .messages: begun.map(\.messages)
            case .waiting: meant.filter { $0.state == "waiting" }.map { _ in 1 }
            case .resolved: meant.filter { $0.state == "closed" && isWithin($0.closedAt) }.map { _ in 1 }
            case .automaticAnswers:
                heard.map { $0.isAnswered && $0.handedOverAt == nil && $0.agent == nil ? 1 : 0 }
            case .handovers: heard.map { $0.handedOverAt == nil ? 0 : 1 }
            case .firstResponse: heard.compactMap(Self.responseSeconds)
            case .conversion:
                decided.filter { ["won", "lost"].contains($0.stage) }.map { $0.stage == "won" ? 1 : 0 }
            case .amountWon, .averageOrder: won.map { Double($0.amount ?? 0) }
            }
        return numerators.sorted()
    }

    private static func responseSeconds(_ talk: Talk) -> Double? {
        guard let customer = talk.customerAt, let answer = talk.agentAt, answer >= customer else { return nil }
        guard let called = talk.handedOverAt, called <= answer else { return answer.seconds(since: customer) }
        return answer.seconds(since: called)
    }

    /// A figure's value from its numerators.
    static func value(_ indicator: Indicator, _ numerators: [Double]) -> Double? {
        let sum = numerators.reduce(0, +)
        switch indicator {
        case .conversations, .waiting, .resolved, .messages, .amountWon: return sum
        case .automaticAnswers, .handovers, .conversion, .averageOrder:
            return numerators.isEmpty ? nil : sum / Double(numerators.count)
        case .firstResponse:
            let (count, sorted) = (numerators.count, numerators.sorted())
            return count == 0 ? nil : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        }
    }
}
