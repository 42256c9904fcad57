import Journey
import Routing
import Staff
import Store
import Testing

@Suite struct DoorTests {
    let routing = Routing()

    @Test("A conversation is queued once, placed once, and the facts tell both", arguments: Base.available)
    func queuedAndPlaced(base: Base) async throws {
        try await World.with(base) { world in
            let request = waiting(1, intent: "refund", skill: "refund", additional: ["gift"], priority: 2)
            let agents = [agent(1, skills: ["refund": 4, "gift": 2]), agent(2, presence: .offline)]
            world.clock.advance(seconds: 12)
            for _ in 0..<2 { try await world.store.write { try routing.enqueue(request, in: $0) } }
            let placed = try await world.store.write { tx in
                [
                    try routing.place(request.conversation, among: agents, in: tx),
                    try routing.place(request.conversation, among: agents, in: tx),
                ]
            }
            #expect(placed[0]?.agent == id(1) && placed[1] == nil)
            #expect(placed[0]?.waitedSeconds == 12)
            // Late duplicates of the cause change nothing.
            try await world.store.write { try routing.enqueue(request, in: $0) }
            let (read, count, holder) = try await world.store.read { reader in
                (
                    try routing.placement(of: request.conversation, as: .system, in: reader),
                    try routing.waitingCount(as: .system, in: reader),
                    try routing.holder(of: request.conversation, as: .system, in: reader)
                )
            }
            #expect(read == placed[0] && count == 0 && holder == id(1))
            #expect(try await world.facts(ConversationQueued.self).map(\.priority) == [2])
            let fact = try #require(try await world.facts(ConversationPlaced.self).first)
            #expect(fact.agent == id(1) && fact.policy == "three-dimensions/1" && fact.propensity == 1)
            #expect(fact.considered.map(\.agent) == [id(1)])
        }
    }

    @Test("Nobody can take it: it waits, and that is told once", arguments: Base.available)
    func unplaced(base: Base) async throws {
        try await World.with(base) { world in
            let agents = [agent(1), agent(2, skills: ["vip": 1], presence: .offline)]
            for _ in 0..<3 {
                let placement = try await world.store.write { tx in
                    try routing.serve(waiting(1, skill: "vip"), among: agents, in: tx)
                }
                #expect(placement == nil)
            }
            let facts = try await world.facts(ConversationUnplacedWaiting.self)
            #expect(facts.map(\.obstacles) == [["lacks_skill": 1, "offline": 1]])
            #expect(facts.map(\.position) == [1])
        }
    }

    @Test(
        "The queue goes by priority, then by length of wait, and passes over whom nobody can serve yet",
        arguments: Base.available)
    func order(base: Base) async throws {
        try await World.with(base) { world in
            let start = world.clock.now
            let requests = [
                waiting(1, since: start.adding(seconds: 1)), waiting(2, since: start),
                waiting(3, since: start.adding(seconds: 2), priority: 5),
                waiting(4, since: start.adding(seconds: -9), skill: "nobody has it"),
            ]
            let (positions, placed) = try await world.store.write { tx in
                for request in requests { try routing.enqueue(request, in: tx) }
                let positions = try requests.map {
                    try routing.position(of: $0.conversation, as: .customer($0.customer), in: tx)
                }
                return (positions, try routing.drain(among: [agent(1, capacity: 2)], in: tx))
            }
            #expect(positions == [4, 3, 1, 2])
            #expect(placed.map(\.conversation) == [id(3), id(2)])
            let left = try await world.store.read { reader in
                try (1...4).map { try routing.position(of: id($0), as: .system, in: reader) }
            }
            #expect(left == [2, nil, nil, 1])
        }
    }

    @Test("Additional skills are dropped by a durable timer", arguments: Base.available)
    func relaxTimer(base: Base) async throws {
        try await World.with(base) { world in
            let agents = [agent(1, skills: ["a": 3])]
            let request = waiting(1, since: world.clock.now, skill: "a", additional: ["b"])
            func timers() async throws -> [Timestamp] {
                try await world.store.read { reader in
                    try reader.query("SELECT due_at FROM timer WHERE kind = ?", Routing.relaxPurpose).map {
                        try $0.get("due_at")
                    }
                }
            }
            let early = try await world.store.write { try routing.serve(request, among: agents, in: $0) }
            #expect(early == nil)
            #expect(try await timers() == [request.since.adding(seconds: 60)])
            world.clock.advance(seconds: 60)
            let late = try await world.store.write { try routing.drain(among: agents, in: $0) }
            #expect(late.map(\.agent) == [id(1)])
            #expect(try await timers().isEmpty)
        }
    }

    @Test("New needs reach a conversation that waits already, without losing its place")
    func newNeeds() async throws {
        try await World.with { world in
            let placed = try await world.store.write { tx in
                try routing.enqueue(waiting(1, since: world.clock.now, skill: "a"), in: tx)
                try routing.enqueue(waiting(1, since: world.clock.now.adding(seconds: 50), skill: "b"), in: tx)
                return try routing.drain(among: [agent(1, skills: ["b": 1])], in: tx)
            }
            #expect(placed.count == 1)
            #expect(placed.first?.waitedSeconds == 0)
        }
    }

    @Test("The last agent of a customer is asked first when the customer comes back", arguments: Base.available)
    func comesBack(base: Base) async throws {
        try await World.with(base) { world in
            let agents = (1...6).map { agent($0) }
            let (first, second) = try await world.store.write { tx in
                // Five others first, so that the turn is not simply at the same agent again.
                for number in 10..<14 { _ = try routing.serve(waiting(number), among: agents, in: tx) }
                let first = try routing.serve(waiting(1, customer: 7), among: agents, in: tx)
                try routing.release(id(1), in: tx)
                return (first, try routing.serve(waiting(2, customer: 7), among: agents, in: tx))
            }
            #expect(first?.agent != nil && first?.agent == second?.agent)
            #expect(try #require(second?.propensity) > 0.4)
        }
    }

    @Test("Valued customers get the senior agent although ordinary requests owe turns to the juniors")
    func lanes() async throws {
        try await World.with { world in
            let team = [agent(1, skills: ["x": 5], capacity: 100), agent(2, skills: ["x": 1], capacity: 100)]
            try await world.store.write { tx in
                for number in 1...20 {
                    _ = try routing.serve(waiting(number), among: team, in: tx)
                    try routing.release(id(number), in: tx)
                }
                let placed = try (21...26).map { number in
                    let placement = try routing.serve(waiting(number, standing: .VIP), among: team, in: tx)
                    try routing.release(id(number), in: tx)
                    return placement?.agent
                }
                #expect(placed.first == id(1))
                #expect(placed.count { $0 == id(1) } == 5)
            }
        }
    }

    @Test("Outcomes count once for the agent who had it, and can be corrected", arguments: Base.available)
    func outcomes(base: Base) async throws {
        try await World.with(base) { world in
            func record() async throws -> [Int] {
                try await world.store.read { reader in
                    try reader.query("SELECT handled, won FROM outcome WHERE intent = 'buy'").flatMap {
                        [try $0.get("handled"), try $0.get("won", as: Int.self)]
                    }
                }
            }
            try await world.store.write { tx in
                _ = try routing.serve(waiting(1, intent: "buy"), among: [agent(1)], in: tx)
                for _ in 0..<2 { try routing.release(id(1), won: false, in: tx) }
            }
            #expect(try await record() == [1, 0])
            for _ in 0..<2 { try await world.store.write { try routing.settle(id(1), won: true, in: $0) } }
            #expect(try await record() == [1, 1])
            try await world.store.write { try routing.settle(id(99), won: true, in: $0) }
            #expect(try await record() == [1, 1])
        }
    }

    @Test("Input out of bounds is refused")
    func badInput() async throws {
        try await World.with { world in
            let long = String(repeating: "x", count: 65)
            for bad in [
                waiting(1, skill: long), waiting(1, intent: "a\u{0}"), waiting(1, additional: [""]),
                waiting(1, additional: Array(repeating: "s", count: 9)),
            ] {
                await #expect(throws: InputRefusal.self) {
                    try await world.store.write { try routing.enqueue(bad, in: $0) }
                }
            }
        }
    }
}
