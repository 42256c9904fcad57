import Conversations
import Journey
import Routing
import Staff
import Store

/// A colleague went offline → his or her customers go back to the queue, where somebody else answers.
struct AbsentToReturned: Reaction {
    static let name = "absent-to-returned"
    let conversations: Conversations
    let routing: Routing
    let staff: Staff

    func prepare(_ input: Recorded<AgentPresenceChanged>) async throws -> AgentPresenceChanged? {
        input.payload.to == .offline ? input.payload : nil
    }

    func apply(
        _ change: AgentPresenceChanged, to input: Recorded<AgentPresenceChanged>, in tx: Transaction
    ) throws {
        // Whoever came back meanwhile goes on.
        guard try staff.agent(change.agent, as: .system, in: tx).presence == .offline else { return }
        for thread in try conversations.open(with: change.agent, in: tx) {
            try routing.release(thread.id, in: tx)
            try conversations.handOver(thread.id, because: .agentLeft, in: tx)
        }
    }
}
