import Channels
import Conversations
import Customers
import Foundation
import Journey
import Scripts
import Staff
import Store
import Understanding

/// A request was understood → which scripts fit?
struct UnderstoodToSuggested: Reaction {
    static let name = "understood-to-suggested"
    let scripts: Scripts
    let log: SuggestionLog
    let conversations: Conversations
    let customers: Customers
    let channels: Channels
    let understanding: Understanding
    let staff: Staff
    let store: Store
    let products: ProductFacts
    let offsetSeconds: Int64

    func prepare(_ input: Recorded<RequestUnderstood>) async throws -> SuggestionSet? {
        try await store.read { reader in
            try scripts.suggest(for: try context(input.payload, in: reader), in: reader)
        }
    }

    func apply(_ set: SuggestionSet, to input: Recorded<RequestUnderstood>, in tx: Transaction) throws {
        let request = input.payload
        guard try log.record(set, conversation: request.conversation, seq: request.seq, in: tx) else { return }
        try conversations.announce(
            .suggested, about: request.conversation, data: ["count": set.items.count], in: tx)
    }

    private func context(_ request: RequestUnderstood, in reader: Reader) throws -> ScriptContext {
        let profile = try customers.profile(request.customer, as: .system, in: reader)
        let named = try understanding.context(request.conversation, in: reader)
        let thread = try conversations.visible(request.conversation, as: .system, in: reader)
        var context = ScriptContext()
        context.customerLevel = profile.level.rawValue
        context.product = named.product
        context.trade = products.trades.trade(intent: request.intent, product: named.product)
        context.productType = named.product.flatMap { products.type(of: $0, budget: named.budget) }
        context.intent = request.outOfScope ? nil : request.intent
        context.confidence = request.confidence
        context.age = named.age
        context.budget = named.budget
        context.channel = try channels.find(request.channel, in: reader)?.kind.rawValue
        context.stage =
            try customers.currentDeal(of: request.customer, as: .system, in: reader)?.stage.rawValue ?? "lead"
        context.region = profile.region
        context.hour = Int((reader.now.microseconds / 1_000_000 + offsetSeconds) / 3600 % 24)
        context.visits = profile.visits
        // A visitor whom nobody has named is called by no name rather than by a number.
        context.customerName = profile.identities.contains(where: \.verified) ? profile.name : nil
        context.agentName = try thread.owner.map { try staff.agent($0, as: .system, in: reader).name }
        return context
    }
}

/// What the catalogue knows about a product word.
struct ProductFacts: Sendable {
    struct Product: Sendable {
        let type: String
        /// Yuan.
        let price: Int
    }

    let trades: Trades
    let byWord: [String: [Product]]

    /// The best type that the budget pays for; the plainest when none is named or none fits.
    func type(of word: String, budget: Int?) -> String? {
        guard let products = byWord[word]?.sorted(by: { $0.price < $1.price }), let plainest = products.first else {
            return nil
        }
        guard let budget else { return plainest.type }
        return products.last { $0.price <= budget }?.type ?? plainest.type
    }
}
