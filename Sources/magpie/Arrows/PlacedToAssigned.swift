import Conversations
import Customers
import Journey
import Routing
import Staff
import Store

/// Somebody was chosen → the conversation and its deal are theirs.
struct PlacedToAssigned: Reaction {
    static let name = "placed-to-assigned"
    let routing: Routing
    let conversations: Conversations
    let customers: Customers
    let staff: Staff

    func prepare(_ input: Recorded<ConversationPlaced>) async throws -> ConversationPlaced? { input.payload }

    func apply(_ placed: ConversationPlaced, to input: Recorded<ConversationPlaced>, in tx: Transaction) throws {
        // A later choice may have come in between.
        guard try routing.holder(of: placed.conversation, as: .system, in: tx) == placed.agent else { return }
        let agent = try staff.agent(placed.agent, as: .system, in: tx)
        let language = try customers.profile(placed.customer, as: .system, in: tx).language
        try conversations.assign(
            placed.conversation, to: agent.id, named: agent.name,
            speaking: language.hasPrefix("en") ? .english : .chinese, in: tx)
        if let deal = try customers.currentDeal(of: placed.customer, as: .system, in: tx), deal.stage.isOpen {
            try customers.setOwner(of: deal.id, to: agent.id, as: .system, in: tx)
        }
        try conversations.announce(.placed, about: placed.conversation, data: ["agent": "\(agent.id)"], in: tx)
    }
}
