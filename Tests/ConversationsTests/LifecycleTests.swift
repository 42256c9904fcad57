import Conversations
import Journey
import Testing

private let (me, other) = (Ambience.live.id(of: AgentSubject.self), Ambience.live.id(of: AgentSubject.self))

@Suite("A conversation's life")
struct LifecycleTests {
    typealias State = Lifecycle.State

    /// One cell of the table: this state meets this event.
    struct Cell: Sendable {
        let state: State
        let event: Lifecycle.Event
        let next: State
        let actions: [Lifecycle.Action]

        init(_ state: State, _ event: Lifecycle.Event, _ next: State, _ actions: [Lifecycle.Action] = []) {
            (self.state, self.event, self.next, self.actions) = (state, event, next, actions)
        }
    }

    static let table = [
        Cell(.automatic, .customerWrote, .automatic),
        Cell(.automatic, .handedOver, .waiting, [.enqueue]),
        Cell(.automatic, .assigned(me), .with(me), [.join(me)]),
        Cell(.automatic, .agentLeft, .automatic),
        Cell(.automatic, .resolved, .closed, [.close]),
        Cell(.waiting, .customerWrote, .waiting),
        Cell(.waiting, .handedOver, .waiting),
        Cell(.waiting, .assigned(me), .with(me), [.join(me)]),
        Cell(.waiting, .agentLeft, .waiting),
        Cell(.waiting, .resolved, .closed, [.close]),
        Cell(.with(me), .customerWrote, .with(me)),
        Cell(.with(me), .handedOver, .with(me)),
        Cell(.with(me), .assigned(me), .with(me)),
        Cell(.with(me), .assigned(other), .with(other), [.leave(me), .join(other)]),
        Cell(.with(me), .agentLeft, .waiting, [.leave(me), .enqueue]),
        Cell(.with(me), .resolved, .closed, [.close]),
        Cell(.closed, .customerWrote, .automatic, [.reopen]),
        Cell(.closed, .handedOver, .closed),
        Cell(.closed, .assigned(me), .closed),
        Cell(.closed, .agentLeft, .closed),
        Cell(.closed, .resolved, .closed),
    ]

    @Test("Every state meets every event as the table says", arguments: table)
    func cell(_ cell: Cell) {
        var life = Lifecycle(cell.state)
        let actions = life.handle(cell.event)
        #expect(life.state == cell.next)
        #expect(actions == cell.actions)
    }

    @Test("A repeated event changes nothing the second time", arguments: table)
    func repeated(_ cell: Cell) {
        var life = Lifecycle(cell.state)
        _ = life.handle(cell.event)
        let state = life.state
        #expect(life.handle(cell.event) == [])
        #expect(life.state == state)
    }

    @Test("It begins with the automatic answers")
    func beginning() {
        #expect(Lifecycle().state == .automatic)
    }

    @Test("Only a conversation with an agent has one")
    func agents() {
        #expect(State.with(me).agent == me)
        #expect([State.automatic, .waiting, .closed].allSatisfy { $0.agent == nil })
        #expect([State.automatic, .waiting, .with(me), .closed].map(\.name) == ["bot", "waiting", "open", "closed"])
    }
}
