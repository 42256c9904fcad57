import Journey
import Routing
import Staff
import Store
import Testing

/// Any events in any order: the promises hold after each of them.
@Suite struct QueuePropertyTests {
    /// A day at a small company, played by chance.
    struct Day {
        static let skills = ["a", "b", "en"]
        let routing = Routing()
        let seed: UInt64
        var chance: SeededChance
        var agents: [Agent]
        var waitingNow: [ConversationID: Waiting] = [:]
        var placedNow: [ConversationID: AgentID] = [:]
        var next = 1

        init(seed: UInt64) {
            self.seed = seed
            chance = SeededChance(seed: seed)
            agents = []
            for number in 1...Int.random(in: 1...6, using: &chance) { agents.append(anyAgent(number)) }
        }

        mutating func anyAgent(_ number: Int) -> Agent {
            let known = Self.skills.filter { _ in Bool.random(using: &chance) }
            return agent(
                number,
                skills: Dictionary(uniqueKeysWithValues: known.map { ($0, .random(in: 1...5, using: &chance)) }),
                capacity: .random(in: 0...3, using: &chance),
                presence: [.online, .online, .busy, .offline].randomElement(using: &chance) ?? .online)
        }

        mutating func anyRequest(at now: Timestamp) -> Waiting {
            next += 1
            return waiting(
                next, customer: next % 7, since: now, intent: "i\(next % 2)",
                skill: [nil, "a", "b"].randomElement(using: &chance) ?? nil,
                additional: Bool.random(using: &chance) ? ["a"] : [], priority: .random(in: 0...2, using: &chance),
                standing: next % 3 == 0 ? .VIP : .normal, language: next % 5 == 0 ? "en" : "zh")
        }

        /// One event; whoever comes, goes or frees a place lets the queue move.
        mutating func step(in tx: Transaction) throws {
            switch Int.random(in: 0..<6, using: &chance) {
            case 0, 1:
                let request = anyRequest(at: tx.now)
                try routing.enqueue(request, in: tx)
                waitingNow[request.conversation] = request
                if let placement = try routing.place(request.conversation, among: agents, in: tx) { note([placement]) }
            case 2, 3:
                guard let done = placedNow.keys.sorted().randomElement(using: &chance) else { return }
                try routing.release(done, won: [nil, true, false].randomElement(using: &chance) ?? nil, in: tx)
                placedNow[done] = nil
                note(try routing.drain(among: agents, in: tx))
            case 4:
                let index = Int.random(in: 0..<agents.count, using: &chance)
                agents[index] = anyAgent(index + 1)
                note(try routing.drain(among: agents, in: tx))
            default:
                guard let gone = waitingNow.keys.sorted().randomElement(using: &chance) else { return }
                try routing.release(gone, in: tx)
                waitingNow[gone] = nil
            }
        }

        mutating func note(_ placements: [Placement]) {
            for placement in placements {
                #expect(
                    waitingNow.removeValue(forKey: placement.conversation) != nil, "day \(seed): placed without waiting"
                )
                #expect(
                    placedNow.updateValue(placement.agent, forKey: placement.conversation) == nil,
                    "day \(seed): placed twice")
                let load = placedNow.values.filter { $0 == placement.agent }.count
                let agent = agents.first { $0.id == placement.agent }
                #expect(load <= agent?.capacity ?? 0, "day \(seed): more than the capacity")
                #expect(agent?.presence == .online)
            }
        }

        /// Checked against a model of its own: who could take what, told in the plainest way.
        func check(in tx: Transaction) throws {
            let open = try routing.openCounts(as: .system, in: tx)
            #expect(open == Dictionary(placedNow.values.map { ($0, 1) }, uniquingKeysWith: +))
            #expect(try routing.waitingCount(as: .system, in: tx) == waitingNow.count)
            for request in waitingNow.values {
                let needed = [request.skill].compactMap { $0 } + request.additional
                let able = agents.first { agent in
                    agent.presence == .online && open[agent.id, default: 0] < agent.capacity
                        && needed.allSatisfy { agent.level(in: $0) != nil }
                }
                #expect(able == nil, "day \(seed): \(request) waits although \(String(describing: able)) has room")
            }
        }
    }

    /// Ends a day without a trace, so that the next one starts with an empty queue.
    struct Over: Error {}

    @Test("Capacity is kept, nobody is placed twice, nobody waits while somebody able has room")
    func anyEvents() async throws {
        try await World.with { world in
            for seed in 0..<100 {
                await #expect(throws: Over.self, "day \(seed)") {
                    try await world.store.write { tx in
                        var day = Day(seed: UInt64(seed))
                        for _ in 0..<60 {
                            try day.step(in: tx)
                            try day.check(in: tx)
                        }
                        throw Over()
                    }
                }
            }
        }
    }

    @Test("The same on both databases, and the same choices", arguments: 0..<4)
    func sameChoices(seed: UInt64) async throws {
        var histories: [[AgentID]] = []
        for base in Base.available {
            try await World.with(base) { world in
                let history = try await world.store.write { tx in
                    var day = Day(seed: seed)
                    for _ in 0..<40 {
                        try day.step(in: tx)
                        try day.check(in: tx)
                    }
                    return try tx.query("SELECT agent FROM placements_v1 ORDER BY conversation, number").map {
                        try $0.get("agent", as: AgentID.self)
                    }
                }
                histories.append(history)
            }
        }
        #expect(Set(histories).count == 1)
        #expect(try #require(histories.first).isEmpty == false)
    }

    @Test("Placing from many sides at once never exceeds the capacity", arguments: Base.available)
    func atOnce(base: Base) async throws {
        try await World.with(base) { world in
            let (routing, agents) = (Routing(), [agent(1, capacity: 3), agent(2, capacity: 4)])
            let placed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...30 {
                    group.addTask {
                        try await world.store.write {
                            try routing.serve(waiting(number), among: agents, in: $0) != nil
                        }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(placed == 7)
            let counts = try await world.store.read { try routing.openCounts(as: .system, in: $0) }
            #expect(counts == [id(1): 3, id(2): 4])
        }
    }

    @Test("Equal agents who keep what they get fill up evenly", arguments: [2, 3, 7])
    func even(agents: Int) async throws {
        try await World.with { world in
            let (routing, team) = (Routing(), (1...agents).map { agent($0, capacity: 10) })
            try await world.store.write { tx in
                for number in 1...(agents * 10) {
                    _ = try routing.serve(waiting(number), among: team, in: tx)
                    let counts = team.map { (try? routing.openCounts(as: .system, in: tx)[$0.id]) ?? nil ?? 0 }
                    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 2)
                }
                #expect(try routing.openCounts(as: .system, in: tx).values.allSatisfy { $0 == 10 })
            }
        }
    }

    @Test("A long queue is drained by stretches, in its order")
    func longQueue() async throws {
        try await World.with { world in
            let routing = Routing()
            try await world.store.write { tx in
                for number in 1...1300 {
                    try routing.enqueue(waiting(number, skill: number <= 1200 ? "nobody" : nil), in: tx)
                }
                let placed = try routing.drain(among: [agent(1, capacity: 50)], in: tx)
                #expect(placed.map(\.conversation) == (1201...1250).map { id($0) })
            }
        }
    }
}
