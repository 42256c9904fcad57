import Conversations
import Journey
import Routing
import Store

/// Nobody could take it at once → the customer is told the place in the queue.
struct UnplacedToTold: Reaction {
    static let name = "unplaced-to-told"
    let conversations: Conversations
    let bot: Author

    func prepare(_ input: Recorded<ConversationUnplacedWaiting>) async throws -> String? {
        "正在为您转接人工客服，当前排队第 \(input.payload.position) 位，请稍候。"
    }

    func apply(_ text: String, to input: Recorded<ConversationUnplacedWaiting>, in tx: Transaction) throws {
        try conversations.say(
            text, clientId: "waiting/\(input.fact.partition)/\(input.fact.position)", by: bot,
            in: input.payload.conversation, tx: tx)
    }
}
