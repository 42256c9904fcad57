import Conversations
import Customers
import Journey
import Store
import Understanding

/// A wish to buy was understood → a lead on the pipeline.
struct UnderstoodToLead: Reaction {
    static let name = "understood-to-lead"
    let customers: Customers
    let conversations: Conversations

    func prepare(_ input: Recorded<RequestUnderstood>) async throws -> Money? {
        let request = input.payload
        guard request.intentKind == .sales, !request.outOfScope else { return nil }
        return Money(minor: Int64(request.entities["budget"]?.number ?? 0) * 100)
    }

    func apply(_ budget: Money, to input: Recorded<RequestUnderstood>, in tx: Transaction) throws {
        let request = input.payload
        let owner = try conversations.visible(request.conversation, as: .system, in: tx).owner
        let deal = try customers.openDeal(
            for: request.customer, conversation: request.conversation, owner: owner,
            amount: budget.minor > 0 ? budget : nil, as: .system, in: tx)
        try conversations.announce(.deal, about: request.conversation, data: ["deal": "\(deal.id)"], in: tx)
    }
}
