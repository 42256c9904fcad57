import Routing
import Staff
import Store

/// A customer has waited long enough for the additional skills → the queue is looked at without them.
struct TimerToDrained: Reaction {
    static let name = "timer-to-drained"
    let routing: Routing
    let staff: Staff

    func prepare(_ input: Recorded<TimerFired>) async throws -> Bool? {
        input.payload.purpose == Routing.relaxPurpose ? true : nil
    }

    func apply(_: Bool, to input: Recorded<TimerFired>, in tx: Transaction) throws {
        try routing.drain(among: staff.roster(in: tx), in: tx)
    }
}
