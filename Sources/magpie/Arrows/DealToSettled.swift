import Conversations
import Customers
import Routing
import Store

/// A deal was won or lost → routing learns whose conversations sell, and the agent's page shows it.
struct DealToSettled: Reaction {
    static let name = "deal-to-settled"
    let routing: Routing
    let conversations: Conversations

    func prepare(_ input: Recorded<DealMoved>) async throws -> DealMoved? { input.payload }

    func apply(_ moved: DealMoved, to input: Recorded<DealMoved>, in tx: Transaction) throws {
        guard let conversation = moved.conversation else { return }
        if !moved.to.isOpen { try routing.settle(conversation, won: moved.to == .won, in: tx) }
        let news = ["deal": "\(moved.deal)", "stage": moved.to.rawValue]
        try conversations.announce(.deal, about: conversation, data: news, in: tx)
    }
}
