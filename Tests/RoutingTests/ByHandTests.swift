import Journey
import Routing
import Staff
import Store
import Testing

@Suite struct ByHandTests {
    let routing = Routing()

    func scope(_ agent: Agent) -> Scope { .agent(agent.colleague) }

    @Test("An agent takes what waits; a colleague comes too late", arguments: Base.available)
    func take(base: Base) async throws {
        try await World.with(base) { world in
            let (quick, slow) = (agent(1), agent(2))
            let taken = try await world.store.write { tx in
                try routing.enqueue(waiting(1, intent: "buy", additional: ["x"]), in: tx)
                return try routing.take(id(1), by: quick, as: scope(quick), in: tx)
            }
            #expect(taken?.policy == Routing.manualPolicy && taken?.agent == quick.id)
            await #expect(throws: RoutingRefusal.takenBySomeoneElse) {
                try await world.store.write { _ = try routing.take(id(1), by: slow, as: scope(slow), in: $0) }
            }
            let again = try await world.store.write { try routing.take(id(1), by: quick, as: scope(quick), in: $0) }
            #expect(again == nil)
            #expect(try await world.facts(ConversationPlaced.self).count == 1)
            let timers = try await world.store.read { try $0.query("SELECT key FROM timer").count }
            #expect(timers == 0)
        }
    }

    @Test("Of many agents who take it at once exactly one has it", arguments: Base.available)
    func race(base: Base) async throws {
        try await World.with(base) { world in
            try await world.store.write { try routing.enqueue(waiting(1), in: $0) }
            let winners = await withTaskGroup(of: AgentID?.self) { group in
                for number in 1...12 {
                    let agent = agent(number)
                    group.addTask {
                        try? await world.store.write {
                            try routing.take(id(1), by: agent, as: scope(agent), in: $0)?.agent
                        }
                    }
                }
                return await group.reduce(into: [AgentID]()) { if let winner = $1 { $0.append(winner) } }
            }
            #expect(winners.count == 1)
            let holder = try await world.store.read { try routing.holder(of: id(1), as: .system, in: $0) }
            #expect(holder == winners.first)
        }
    }

    @Test("What nobody knows needs its customer; a full agent takes nothing more")
    func limits() async throws {
        try await World.with { world in
            let one = agent(1, capacity: 1)
            await #expect(throws: RoutingRefusal.notWaiting) {
                try await world.store.write { _ = try routing.take(id(1), by: one, as: scope(one), in: $0) }
            }
            let taken = try await world.store.write {
                try routing.take(id(1), customer: id(5), by: one, as: scope(one), in: $0)
            }
            #expect(taken?.customer == id(5))
            await #expect(throws: RoutingRefusal.agentFull) {
                try await world.store.write {
                    _ = try routing.take(id(2), customer: id(6), by: one, as: scope(one), in: $0)
                }
            }
            try await world.store.write { tx in
                try routing.release(id(1), as: scope(one), in: tx)
                _ = try routing.take(id(2), customer: id(6), by: one, as: scope(one), in: tx)
            }
        }
    }

    @Test("A transfer moves the place, and the fact names whom it came from", arguments: Base.available)
    func transfer(base: Base) async throws {
        try await World.with(base) { world in
            let (from, to) = (agent(1), agent(2))
            try await world.store.write { tx in
                _ = try routing.serve(waiting(1, intent: "buy"), among: [from], in: tx)
                for _ in 0..<2 { _ = try routing.transfer(id(1), to: to, as: scope(from), in: tx) }
            }
            let counts = try await world.store.read { try routing.openCounts(as: .system, in: $0) }
            #expect(counts == [to.id: 1])
            #expect(try await world.facts(ConversationPlaced.self).map(\.previous) == [nil, from.id])
            for target in [agent(3, capacity: 0), agent(4, presence: .offline), agent(5, active: false)] {
                await #expect(throws: RoutingRefusal.self) {
                    try await world.store.write {
                        _ = try routing.transfer(id(1), to: target, as: scope(to), in: $0)
                    }
                }
            }
            await #expect(throws: RoutingRefusal.nobodyHasIt) {
                try await world.store.write { _ = try routing.transfer(id(9), to: to, as: .system, in: $0) }
            }
        }
    }

    func hire(_ login: String, _ role: Role, _ team: TeamID?, in tx: Transaction) throws -> Agent {
        try Staff().addAgent(AgentDraft(login: login, name: login, role: role, team: team), as: .system, in: tx)
    }

    @Test("Rights: one's own, the supervisor's team, administrators; customers never", arguments: Base.available)
    func rights(base: Base) async throws {
        try await World.with(base) { world in
            let staff = Staff()
            let (holder, mate, boss, stranger, admin) = try await world.store.write { tx in
                let (here, there) = (
                    try staff.addTeam("甲", as: .system, in: tx).id, try staff.addTeam("乙", as: .system, in: tx).id
                )
                let holder = try hire("holder", .agent, here, in: tx)
                _ = try routing.take(id(1), customer: id(1), by: holder, as: scope(holder), in: tx)
                return (
                    holder, try hire("mate", .agent, here, in: tx), try hire("boss", .supervisor, here, in: tx),
                    try hire("stranger", .supervisor, there, in: tx), try hire("admin", .administrator, nil, in: tx)
                )
            }
            for asker in [scope(mate), scope(stranger), .customer(id(1))] {
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.write { try routing.release(id(1), as: asker, in: $0) }
                }
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.write {
                        _ = try routing.take(id(2), customer: id(2), by: holder, as: asker, in: $0)
                    }
                }
            }
            await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) {
                try await world.store.write { _ = try routing.drain(among: [], as: scope(mate), in: $0) }
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.write { tx in
                    try routing.enqueue(waiting(3), in: tx)
                    _ = try routing.position(of: id(3), as: .customer(id(4)), in: tx)
                }
            }
            for asker in [boss, admin, holder] {
                try await world.store.write { tx in
                    try routing.release(id(1), as: scope(asker), in: tx)
                    _ = try routing.take(id(1), by: holder, as: scope(asker), in: tx)
                }
            }
        }
    }
}
