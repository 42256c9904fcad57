import Customers
import Journey
import Staff
import Store
import Testing

@Suite struct DealScopeTests {
    let customers = Customers()
    let staff = Staff()

    /// An agent and a supervisor here, an agent there, an administrator; a deal of each agent and one of nobody's.
    struct Office: Sendable {
        let here, there, supervisor, administrator: Agent
        let deals: [String: DealID]
    }

    func office(in tx: Transaction) throws -> Office {
        func add(_ login: String, _ role: Role, _ team: Team?) throws -> Agent {
            try staff.addAgent(AgentDraft(login: login, name: login, role: role, team: team?.id), as: .system, in: tx)
        }
        let (east, west) = (
            try staff.addTeam("东", as: .system, in: tx), try staff.addTeam("西", as: .system, in: tx)
        )
        let (here, there) = (try add("here", .agent, east), try add("there", .agent, west))
        let channel = tx.id(of: ChannelSubject.self)
        var deals: [String: DealID] = [:]
        for (name, owner) in [("here", here.id), ("there", there.id), ("nobody", nil)] {
            let customer = try customers.arrive(channel: channel, externalID: name, verified: true, in: tx)
            deals[name] = try customers.openDeal(for: customer, owner: owner, as: .system, in: tx).id
        }
        return Office(
            here: here, there: there, supervisor: try add("supervisor", .supervisor, east),
            administrator: try add("admin", .administrator, nil), deals: deals)
    }

    @Test(
        "Agents see their own deals and nobody's, supervisors their team's, administrators all",
        arguments: Base.available)
    func listing(base: Base) async throws {
        try await World.with(base) { world in
            let office = try await world.store.write { try self.office(in: $0) }
            func seen(by agent: Agent) async throws -> Set<String> {
                let ids = try await world.store.read {
                    Set(try customers.deals(as: .agent(agent.colleague), in: $0).map(\.id))
                }
                return Set(office.deals.filter { ids.contains($0.value) }.keys)
            }
            #expect(try await seen(by: office.here) == ["here", "nobody"])
            #expect(try await seen(by: office.there) == ["there", "nobody"])
            #expect(try await seen(by: office.supervisor) == ["here", "nobody"])
            #expect(try await seen(by: office.administrator) == ["here", "there", "nobody"])
            let won = try await world.store.read { try customers.deals(stage: .won, as: .system, in: $0) }
            #expect(won.isEmpty)
        }
    }

    @Test("Who does not see a deal does not move it, price it, or give it away")
    func writing() async throws {
        try await World.with { world in
            let office = try await world.store.write { try self.office(in: $0) }
            let foreign = try #require(office.deals["there"])
            for asker in [office.here, office.supervisor] {
                let scope = Scope.agent(asker.colleague)
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.write {
                        _ = try customers.moveDeal(foreign, to: .qualified, as: scope, in: $0)
                    }
                }
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.write {
                        _ = try customers.setAmount(of: foreign, to: Money(minor: 1), as: scope, in: $0)
                    }
                }
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.write {
                        _ = try customers.setOwner(of: foreign, to: asker.id, as: scope, in: $0)
                    }
                }
                await #expect(throws: ScopeRefusal.notYours) {
                    try await world.store.read { _ = try customers.history(of: foreign, as: scope, in: $0) }
                }
            }
            #expect(try await world.facts(DealMoved.self).isEmpty)
        }
    }

    @Test("An agent takes what nobody owns but gives nothing to others; a supervisor gives within the team")
    func owning() async throws {
        try await World.with { world in
            let office = try await world.store.write { try self.office(in: $0) }
            let free = try #require(office.deals["nobody"])
            func give(to owner: AgentID?, as agent: Agent) async throws {
                try await world.store.write {
                    _ = try customers.setOwner(of: free, to: owner, as: .agent(agent.colleague), in: $0)
                }
            }
            await #expect(throws: ScopeRefusal.notYours) { try await give(to: office.there.id, as: office.here) }
            try await give(to: office.here.id, as: office.here)
            await #expect(throws: ScopeRefusal.notYours) { try await give(to: office.there.id, as: office.supervisor) }
            try await give(to: office.supervisor.id, as: office.supervisor)
            try await give(to: office.there.id, as: office.administrator)
            await #expect(throws: StaffRefusal.unknownAgent) {
                try await give(to: Ambience.live.id(), as: office.administrator)
            }
        }
    }

    @Test("Customers have no business with deals")
    func customersScope() async throws {
        try await World.with { world in
            let office = try await world.store.write { try self.office(in: $0) }
            let deal = try #require(office.deals["nobody"])
            let scope = Scope.customer(Ambience.live.id())
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.write { _ = try customers.moveDeal(deal, to: .qualified, as: scope, in: $0) }
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.read { _ = try customers.deals(as: scope, in: $0) }
            }
        }
    }
}
