import Staff
import Store
import Web

/// A colleague came, went or was busy → every colleague's page shows it.
struct PresenceToShown: Reaction {
    static let name = "presence-to-shown"
    let hub: Hub

    func prepare(_ input: Recorded<AgentPresenceChanged>) async throws -> AgentPresenceChanged? { input.payload }

    func apply(
        _ change: AgentPresenceChanged, to input: Recorded<AgentPresenceChanged>, in tx: Transaction
    ) throws {
        tx.afterCommit { [hub] in hub.show(change.agent, presence: change.to.rawValue) }
    }
}
