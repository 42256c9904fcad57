import Conversations
import Customers
import Journey
import Routing
import Store

/// Nobody could take it at once → the customer is told the place in the queue.
struct UnplacedToTold: Reaction {
    static let name = "unplaced-to-told"
    let conversations: Conversations
    let customers: Customers
    let bot: Author

    func prepare(_ input: Recorded<ConversationUnplacedWaiting>) async throws -> Phrase? {
        let place = input.payload.position
        return Phrase(
            zh: "正在为您转接人工客服，当前排队第 \(place) 位，请稍候。",
            en: "We are calling a colleague for you. You are number \(place) in the queue.")
    }

    func apply(_ words: Phrase, to input: Recorded<ConversationUnplacedWaiting>, in tx: Transaction) throws {
        let thread = try conversations.visible(input.payload.conversation, as: .system, in: tx)
        guard thread.lifecycle.state == .waiting else { return }
        let language = try customers.profile(thread.customer, as: .system, in: tx).language
        let text = words(language.hasPrefix("en") ? .english : .chinese)
        try conversations.say(
            text, clientId: "waiting/\(input.fact.partition)/\(input.fact.position)", by: bot,
            in: input.payload.conversation, tx: tx)
    }
}
