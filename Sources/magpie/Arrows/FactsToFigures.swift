import Analytics
import Conversations
import Customers
import Journey
import Store
import Understanding

/// Everything that has happened → the live figures. Replayable.
struct FactsToFigures: Projection {
    static let name = "facts-to-figures"
    let analytics: Analytics
    /// Told after each commit that the figures changed.
    let changed: @Sendable () -> Void

    var kinds: [any FactPayload.Type] {
        [
            ConversationOpened.self, MessageAccepted.self, RequestUnderstood.self, ConversationHandedOver.self,
            ConversationAssigned.self, ConversationReopened.self, ConversationClosed.self, DealOpened.self,
            DealMoved.self, DealChanged.self,
        ]
    }

    func apply(_ fact: FactEnvelope, in tx: Transaction) throws {
        for happening in try Self.happenings(in: fact) { try analytics.note(happening, in: tx) }
        tx.afterCommit(changed)
    }

    func reset(in tx: Transaction) throws { try analytics.reset(in: tx) }

    static func happenings(in fact: FactEnvelope) throws -> [Happening] {
        let at = fact.occurredAt
        switch fact.kind {
        case ConversationOpened.kind:
            let said = try FactLog.decode(ConversationOpened.self, from: fact)
            return [.opened(said.conversation, customer: said.customer, channel: said.channel, at: at)]
        case MessageAccepted.kind:
            let said = try FactLog.decode(MessageAccepted.self, from: fact)
            return [.message(said.conversation, seq: said.seq, by: said.author.kind, at: at)]
        case RequestUnderstood.kind:
            let said = try FactLog.decode(RequestUnderstood.self, from: fact)
            let intent = said.outOfScope ? "out_of_scope" : said.intent
            let isTelling = !said.outOfScope && said.intentKind != .social
            return [.understood(said.conversation, seq: said.seq, intent: intent, isTelling: isTelling, at: at)]
        case ConversationHandedOver.kind:
            return [.handedOver(try FactLog.decode(ConversationHandedOver.self, from: fact).conversation, at: at)]
        case ConversationAssigned.kind:
            let said = try FactLog.decode(ConversationAssigned.self, from: fact)
            return [.assigned(said.conversation, agent: said.agent, at: at)]
        case ConversationReopened.kind:
            return [.reopened(try FactLog.decode(ConversationReopened.self, from: fact).conversation, at: at)]
        case ConversationClosed.kind:
            return [.closed(try FactLog.decode(ConversationClosed.self, from: fact).conversation, at: at)]
        default: return try deals(in: fact)
        }
    }

    private static func deals(in fact: FactEnvelope) throws -> [Happening] {
        let at = fact.occurredAt
        switch fact.kind {
        case DealOpened.kind:
            let said = try FactLog.decode(DealOpened.self, from: fact)
            return [
                .dealOpened(
                    said.deal, customer: said.customer, conversation: said.conversation, owner: said.owner, at: at)
            ]
        case DealMoved.kind:
            let said = try FactLog.decode(DealMoved.self, from: fact)
            return [.dealMoved(said.deal, stage: said.to.rawValue, amount: said.amount, owner: said.owner, at: at)]
        case DealChanged.kind:
            let said = try FactLog.decode(DealChanged.self, from: fact)
            return [.dealChanged(said.deal, amount: said.amount, owner: said.owner, at: at)]
        default: return []
        }
    }
}
