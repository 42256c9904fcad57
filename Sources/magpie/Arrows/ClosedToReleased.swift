import Conversations
import Routing
import Staff
import Store

/// A conversation ended → its agent's place is free for the next in the queue.
struct ClosedToReleased: Reaction {
    static let name = "closed-to-released"
    let routing: Routing
    let staff: Staff

    func prepare(_ input: Recorded<ConversationClosed>) async throws -> ConversationClosed? { input.payload }

    func apply(_ closed: ConversationClosed, to input: Recorded<ConversationClosed>, in tx: Transaction) throws {
        try routing.release(closed.conversation, in: tx)
        try routing.drain(among: staff.roster(in: tx), in: tx)
    }
}
