import Conversations
import Customers
import Journey
import Routing
import Staff
import Store
import Understanding

/// A person is wanted → who answers?
struct HandedOverToPlaced: Reaction {
    static let name = "handed-over-to-placed"
    let conversations: Conversations
    let routing: Routing
    let staff: Staff
    let customers: Customers
    let understanding: Understanding
    let trades: Trades

    /// What the choice depends on is read in the transaction itself: it may have changed while this waited.
    func prepare(_ input: Recorded<ConversationHandedOver>) async throws -> Timestamp? { input.fact.recordedAt }

    func apply(_ since: Timestamp, to input: Recorded<ConversationHandedOver>, in tx: Transaction) throws {
        let handedOver = input.payload
        // It may have been taken, or ended, while this waited.
        let state = try conversations.visible(handedOver.conversation, as: .system, in: tx).lifecycle.state
        guard state == .waiting else { return }
        let profile = try customers.profile(handedOver.customer, as: .system, in: tx)
        let meaning = try understanding.latest(handedOver.conversation, in: tx)?.interpretation
        let product = try understanding.context(handedOver.conversation, in: tx).product
        try routing.enqueue(
            Waiting(
                conversation: handedOver.conversation, customer: handedOver.customer, since: since,
                intent: meaning?.intent.label,
                skill: trades.trade(intent: meaning?.intent.label, product: product),
                additional: profile.language.hasPrefix("en") ? ["en"] : [],
                priority: profile.level == .VIP ? 10 : 0,
                standing: Waiting.Standing(rawValue: profile.level.rawValue) ?? .normal,
                language: profile.language),
            in: tx)
        try routing.place(handedOver.conversation, among: staff.roster(in: tx), in: tx)
    }
}

/// Which trade a request belongs to: by the product named, else by the intent.
struct Trades: Sendable {
    let byProduct: [String: String]

    static let byIntent = [
        "buy_insurance": "insurance", "claim": "insurance", "policy_change": "insurance",
        "surrender_policy": "insurance", "enrol_course": "education", "course_schedule": "education",
        "trial_lesson": "education", "order_status": "retail", "return_goods": "retail", "delivery_time": "retail",
    ]

    /// `insurance`, `education`, `retail`; nil when nothing says.
    func trade(intent: String?, product: String?) -> String? {
        product.flatMap { byProduct[$0] } ?? intent.flatMap { Self.byIntent[$0] }
    }
}
