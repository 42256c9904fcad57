import Routing
import Staff
import Store

/// A colleague came, went or was busy → the queue is looked at again.
struct PresenceToDrained: Reaction {
    static let name = "presence-to-drained"
    let routing: Routing
    let staff: Staff

    func prepare(_ input: Recorded<AgentPresenceChanged>) async throws -> Bool? { true }

    func apply(_: Bool, to input: Recorded<AgentPresenceChanged>, in tx: Transaction) throws {
        try routing.drain(among: staff.roster(in: tx), in: tx)
    }
}

/// A colleague's skills or capacity changed → the queue is looked at again.
struct AgentToDrained: Reaction {
    static let name = "agent-to-drained"
    let routing: Routing
    let staff: Staff

    func prepare(_ input: Recorded<AgentChanged>) async throws -> Bool? { true }

    func apply(_: Bool, to input: Recorded<AgentChanged>, in tx: Transaction) throws {
        try routing.drain(among: staff.roster(in: tx), in: tx)
    }
}
