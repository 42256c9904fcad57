import Analytics
import Scripts
import Journey
import Store

/// The product's storyline: every arrow, in the order in which a customer meets them.
extension Built {
    func arrows(boardChanged: @escaping @Sendable () -> Void) -> [Arrow] {
        let bot = Author(kind: .bot, id: "magpie", name: "喜鹊助手")
        return [
            Arrow(MessageToUnderstood(interpreter: interpreter, understanding: understanding)),
            Arrow(UnderstoodToLead(customers: customers, conversations: conversations)),
            Arrow(
                UnderstoodToAnswered(
                    conversations: conversations, answers: answers, ledger: AnswerLedger(), catalogue: catalogue,
                    bot: bot)),
            Arrow(
                HandedOverToPlaced(
                    conversations: conversations, routing: routing, staff: staff, customers: customers,
                    understanding: understanding,
                    trades: products.trades)),
            Arrow(UnplacedToTold(conversations: conversations, customers: customers, bot: bot)),
            Arrow(PlacedToAssigned(routing: routing, conversations: conversations, customers: customers, staff: staff)),
            Arrow(
                UnderstoodToSuggested(
                    scripts: scripts, log: suggestions, conversations: conversations, customers: customers,
                    channels: channels, understanding: understanding, staff: staff, store: store,
                    products: products, offsetSeconds: offsetSeconds)),
            Arrow(DealToSettled(routing: routing, conversations: conversations)),
            Arrow(ClosedToReleased(routing: routing, staff: staff)),
            Arrow(AbsentToReturned(conversations: conversations, routing: routing, staff: staff)),
            Arrow(PresenceToShown(hub: hub)),
            Arrow(PresenceToDrained(routing: routing, staff: staff)),
            Arrow(AgentToDrained(routing: routing, staff: staff)),
            Arrow(TimerToDrained(routing: routing, staff: staff)),
            Arrow(MessageToWebhook(channels: channels, customers: customers)),
            Arrow(FactsToFigures(analytics: analytics, changed: boardChanged)),
        ]
    }
}
