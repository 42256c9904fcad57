import Journey
public import Store

/// Figures over everything that has happened. Its tables are made of facts alone and can be made again from them.
public struct Analytics: Sendable {
    public init() {}

    /// Notes one happening; noting it again, or late, gives the same tables.
    public func note(_ happening: Happening, in tx: Transaction) throws {
        switch happening {
        case .opened(let id, let customer, let channel, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.opened(id, customer: customer, channel: channel, at: at, in: tx)
        case .message(let id, let seq, let author, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.message(id, seq: seq, by: author, at: at, in: tx)
        case .understood(let id, let seq, let intent, let isTelling, _):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.understood(id, seq: seq, intent: intent, isTelling: isTelling, in: tx)
        case .handedOver(let id, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.handedOver(id, at: at, in: tx)
            try AnalyticsStore.become("waiting", id, at: at, in: tx)
        case .assigned(let id, let agent, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.assigned(id, agent: agent, at: at, in: tx)
            try AnalyticsStore.become("open", id, at: at, in: tx)
        case .reopened(let id, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.become("bot", id, at: at, in: tx)
        case .closed(let id, let at):
            try AnalyticsStore.ensure(id, in: tx)
            try AnalyticsStore.closed(id, at: at, in: tx)
            try AnalyticsStore.become("closed", id, at: at, in: tx)
        case .dealOpened(let id, let customer, let conversation, let owner, let at):
            try AnalyticsStore.dealOpened(id, customer, conversation, owner, at: at, in: tx)
        case .dealMoved(let id, let stage, let amount, let owner, let at):
            try AnalyticsStore.dealMoved(id, stage: stage, amount: amount, owner: owner, at: at, in: tx)
        case .dealChanged(let id, let amount, let owner, let at):
            try AnalyticsStore.dealChanged(id, amount: amount, owner: owner, at: at, in: tx)
        }
    }

    /// Empties the tables before a replay.
    public func reset(in tx: Transaction) throws {
        try tx.execute("DELETE FROM analytics_conversation")
        try tx.execute("DELETE FROM analytics_deal")
    }
}
