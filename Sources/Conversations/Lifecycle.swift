public import Journey

/// One conversation's life: with the automatic answers → waiting → with an agent → closed, and back when the customer
/// writes again.
///
/// A value without I/O: feed it events, carry out the actions it returns. A repeated event changes nothing.
public struct Lifecycle: Sendable, Equatable {
    /// Where a conversation stands.
    public enum State: Sendable, Hashable {
        /// The automatic answers try first (机器人接待).
        case automatic
        /// A person is wanted and none has it yet (排队).
        case waiting
        /// With an agent (接待中).
        case with(AgentID)
        /// Done, for now (已结束).
        case closed
    }

    public enum Event: Sendable {
        case customerWrote
        /// A person is to answer.
        case handedOver
        case assigned(AgentID)
        /// The agent cannot go on.
        case agentLeft
        case resolved
    }

    public enum Action: Sendable, Equatable {
        /// It needs a place.
        case enqueue
        case join(AgentID)
        case leave(AgentID)
        case reopen
        case close
    }

    public private(set) var state: State

    public init(_ state: State = .automatic) { self.state = state }

    public mutating func handle(_ event: Event) -> [Action] {
        switch (state, event) {
        case (.closed, .customerWrote):
            state = .automatic
            return [.reopen]
        case (.automatic, .handedOver):
            state = .waiting
            return [.enqueue]
        case (.with(let agent), .agentLeft):
            state = .waiting
            return [.leave(agent), .enqueue]
        case (.with(let before), .assigned(let agent)) where before != agent:
            state = .with(agent)
            return [.leave(before), .join(agent)]
        case (.automatic, .assigned(let agent)), (.waiting, .assigned(let agent)):
            state = .with(agent)
            return [.join(agent)]
        case (.automatic, .resolved), (.waiting, .resolved), (.with, .resolved):
            state = .closed
            return [.close]
        case (.automatic, .customerWrote), (.waiting, .customerWrote), (.with, .customerWrote),
            (.waiting, .handedOver), (.with, .handedOver), (.closed, .handedOver), (.with, .assigned),
            (.closed, .assigned), (.automatic, .agentLeft), (.waiting, .agentLeft), (.closed, .agentLeft),
            (.closed, .resolved):
            return []  // already so: a repeated event changes nothing
        }
    }
}

extension Lifecycle.State {
    /// As it is kept and shown: `bot`, `waiting`, `open`, `closed`.
    public var name: String {
        switch self {
        case .automatic: "bot"
        case .waiting: "waiting"
        case .with: "open"
        case .closed: "closed"
        }
    }

    init?(name: String, agent: AgentID?) {
        switch (name, agent) {
        case ("bot", _): self = .automatic
        case ("waiting", _): self = .waiting
        case ("open", let agent?): self = .with(agent)
        case ("closed", _): self = .closed
        default: return nil
        }
    }

    public var agent: AgentID? {
        if case .with(let agent) = self { return agent }
        return nil
    }
}
