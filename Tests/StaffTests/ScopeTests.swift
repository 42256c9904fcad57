import Journey
import Staff
import Store
import Testing

@Suite struct ScopeTests {
    let staff = Staff()

    /// Two teams with an agent and a supervisor each, and an administrator.
    struct Company: Sendable {
        let agent, supervisor, stranger, otherSupervisor, administrator: Agent

        init(_ staff: Staff, in tx: Transaction) throws {
            func add(_ login: String, _ role: Role, _ team: Team?) throws -> Agent {
                try staff.addAgent(
                    AgentDraft(login: login, name: login, role: role, team: team?.id), as: .system, in: tx)
            }
            let (here, there) = (
                try staff.addTeam("甲组", as: .system, in: tx), try staff.addTeam("乙组", as: .system, in: tx)
            )
            agent = try add("agent", .agent, here)
            supervisor = try add("supervisor", .supervisor, here)
            stranger = try add("stranger", .agent, there)
            otherSupervisor = try add("other", .supervisor, there)
            administrator = try add("admin", .administrator, nil)
        }
    }

    @Test("Presence: the agent herself, her supervisor, an administrator; nobody else", arguments: Base.available)
    func presence(base: Base) async throws {
        try await World.with(base) { world in
            let company = try await world.store.write { try Company(staff, in: $0) }
            func set(_ presence: Presence, as scope: Scope) async throws {
                try await world.store.write {
                    _ = try staff.setPresence(of: company.agent.id, to: presence, as: scope, in: $0)
                }
            }
            try await set(.online, as: .agent(company.agent.colleague))
            try await set(.busy, as: .agent(company.supervisor.colleague))
            try await set(.online, as: .agent(company.administrator.colleague))
            try await set(.offline, as: .system)
            await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) {
                try await set(.online, as: .agent(company.stranger.colleague))
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await set(.online, as: .agent(company.otherSupervisor.colleague))
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await set(.online, as: .customer(Ambience.live.id()))
            }
            let facts = try await world.facts(AgentPresenceChanged.self)
            #expect(facts.map(\.to) == [.online, .busy, .online, .offline])
            #expect(facts[1].by == company.supervisor.id)
        }
    }

    @Test("Only administrators change accounts and teams")
    func accounts() async throws {
        try await World.with { world in
            let company = try await world.store.write { try Company(staff, in: $0) }
            for asker in [company.agent, company.supervisor] {
                await #expect(throws: ScopeRefusal.roleNeeded(.administrator)) {
                    try await world.store.write {
                        _ = try staff.change(
                            company.agent.id, AgentChange(role: .administrator), as: .agent(asker.colleague), in: $0)
                    }
                }
                await #expect(throws: ScopeRefusal.roleNeeded(.administrator)) {
                    try await world.store.write {
                        _ = try staff.addTeam("丙组", as: .agent(asker.colleague), in: $0)
                    }
                }
            }
            try await world.store.write {
                let scope = Scope.agent(company.administrator.colleague)
                _ = try staff.change(company.agent.id, AgentChange(capacity: 9), as: scope, in: $0)
            }
            #expect(try await world.facts(AgentChanged.self).map(\.by) == [company.administrator.id])
        }
    }

    @Test("Customers do not see who works here")
    func customers() async throws {
        try await World.with { world in
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.read { _ = try staff.agents(as: .customer(Ambience.live.id()), in: $0) }
            }
        }
    }

    @Test("On duty are the online ones; how long a presence lasted is in the fact", arguments: Base.available)
    func onDuty(base: Base) async throws {
        try await World.with(base) { world in
            let company = try await world.store.write { tx in
                let company = try Company(staff, in: tx)
                try staff.setPresence(of: company.agent.id, to: .online, as: .system, in: tx)
                try staff.setPresence(of: company.stranger.id, to: .busy, as: .system, in: tx)
                return company
            }
            let onDuty = try await world.store.read { try staff.onDuty(in: $0) }
            #expect(onDuty.map(\.id) == [company.agent.id])
            world.clock.advance(seconds: 90)
            for _ in 0..<2 {
                try await world.store.write {
                    _ = try staff.setPresence(of: company.agent.id, to: .offline, as: .system, in: $0)
                }
            }
            let facts = try await world.facts(AgentPresenceChanged.self, on: FactStream.agent(company.agent.id))
            #expect(facts.map(\.seconds) == [0, 90])
        }
    }

    @Test("Unknown agents and teams are named as such", arguments: Base.available)
    func unknown(base: Base) async throws {
        try await World.with(base) { world in
            await #expect(throws: StaffRefusal.unknownAgent) {
                try await world.store.write {
                    _ = try staff.setPresence(of: Ambience.live.id(), to: .online, as: .system, in: $0)
                }
            }
            await #expect(throws: StaffRefusal.unknownTeam) {
                try await world.store.write {
                    let draft = AgentDraft(login: "x", name: "x", team: Ambience.live.id())
                    _ = try staff.addAgent(draft, as: .system, in: $0)
                }
            }
            await #expect(throws: StaffRefusal.teamNameTaken) {
                try await world.store.write { tx in
                    for _ in 0..<2 { _ = try staff.addTeam("同名", as: .system, in: tx) }
                }
            }
        }
    }

    @Test("The published view shows each agent with the team", arguments: Base.available)
    func view(base: Base) async throws {
        try await World.with(base) { world in
            _ = try await world.store.write { try Company(staff, in: $0) }
            let rows = try await world.store.read { reader in
                try reader.query("SELECT login, team_name, presence FROM staff_v1 ORDER BY login").map {
                    [try $0.get("login"), try $0.optional("team_name") ?? "-", try $0.get("presence", as: String.self)]
                }
            }
            #expect(rows.first == ["admin", "-", "offline"])
            #expect(rows.count == 5 && rows[1] == ["agent", "甲组", "offline"])
        }
    }
}
