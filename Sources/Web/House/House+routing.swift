import Conversations
import Journey
import Routing
import Staff
import Store

/// What colleagues decide about who answers: routing's place and the conversation's state, in one transaction.
extension House {
    func take(_ id: ConversationID, for agent: AgentID, as scope: Scope) async throws {
        try await store.write { tx in
            let thread = try visible(id, as: scope, in: tx)
            guard thread.lifecycle.state != .closed else { throw ConversationRefusal.closed }
            let taker = try staff.agent(agent, as: scope, in: tx)
            try routing.take(id, customer: thread.customer, by: taker, as: scope, in: tx)
            try conversations.assign(
                id, to: agent, named: taker.name, speaking: language(of: thread.customer, in: tx), in: tx)
        }
    }

    func transfer(_ id: ConversationID, to agent: AgentID, as scope: Scope) async throws {
        try await store.write { tx in
            let thread = try visible(id, as: scope, in: tx)
            guard thread.lifecycle.state != .closed else { throw ConversationRefusal.closed }
            let taker = try staff.agent(agent, as: scope, in: tx)
            try routing.transfer(id, to: taker, as: scope, in: tx)
            try conversations.assign(
                id, to: agent, named: taker.name, speaking: language(of: thread.customer, in: tx), in: tx)
        }
    }
}
