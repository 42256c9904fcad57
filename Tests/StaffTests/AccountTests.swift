import Journey
import Staff
import Store
import Testing

@Suite struct AccountTests {
    let staff = Staff()

    @Test("An account is kept as it was asked for, and the fact says so", arguments: Base.available)
    func addAgent(base: Base) async throws {
        try await World.with(base) { world in
            let added = try await world.store.write { tx in
                let team = try staff.addTeam("售后组", nameEn: "After-sales", as: .system, in: tx)
                return try staff.addAgent(
                    AgentDraft(
                        login: "Li.Ming", name: "李明", nameEn: "Li Ming", role: .agent, team: team.id,
                        skills: [Skill(name: "refund", level: 4), Skill(name: "en", level: 3)], capacity: 3),
                    as: .system, in: tx)
            }
            let read = try await world.store.read { try staff.agent(added.id, as: .system, in: $0) }
            #expect(read == added)
            #expect(read.login == "li.ming")
            #expect(read.team?.nameEn == "After-sales")
            #expect(read.skills.map(\.name) == ["en", "refund"])
            #expect(read.level(in: "refund") == 4)
            #expect(read.presence == .offline)
            let facts = try await world.facts(AgentAdded.self, on: FactStream.agent(added.id))
            #expect(facts.map(\.capacity) == [3])
            #expect(facts.first?.team == read.team?.id)
        }
    }

    @Test("The same id twice is the same account: nothing is added, no second fact")
    func addTwice() async throws {
        try await World.with { world in
            let id = Ambience.live.id(of: AgentSubject.self)
            for name in ["first", "second"] {
                try await world.store.write { tx in
                    _ = try staff.addAgent(AgentDraft(login: "same", name: name), id: id, as: .system, in: tx)
                }
            }
            let agents = try await world.store.read { try staff.agents(as: .system, in: $0) }
            #expect(agents.map(\.name) == ["first"])
            #expect(try await world.facts(AgentAdded.self).count == 1)
        }
    }

    @Test("A login is unique whatever its case", arguments: Base.available)
    func loginTaken(base: Base) async throws {
        try await World.with(base) { world in
            try await world.store.write { tx in
                _ = try staff.addAgent(AgentDraft(login: "wang", name: "王"), as: .system, in: tx)
            }
            await #expect(throws: StaffRefusal.loginTaken) {
                try await world.store.write { tx in
                    _ = try staff.addAgent(AgentDraft(login: "WANG", name: "汪"), as: .system, in: tx)
                }
            }
            let found = try await world.store.read { try staff.agent(login: "Wang", as: .system, in: $0) }
            #expect(found?.name == "王")
        }
    }

    @Test(
        "Bad input is refused with the field at fault",
        arguments: [
            (AgentDraft(login: "a b", name: "x"), "login"), (AgentDraft(login: "李", name: "x"), "login"),
            (AgentDraft(login: "", name: "x"), "login"), (AgentDraft(login: "a\u{0}", name: "x"), "login"),
            (AgentDraft(login: "a", name: "  "), "name"),
            (AgentDraft(login: "a", name: String(repeating: "x", count: 65)), "name"),
            (AgentDraft(login: "a", name: "x", skills: [Skill(name: "s", level: 6)]), "skills"),
            (AgentDraft(login: "a", name: "x", skills: [Skill(name: "s", level: 0)]), "skills"),
            (
                AgentDraft(login: "a", name: "x", skills: [Skill(name: "s", level: 1), Skill(name: "s", level: 2)]),
                "skills"
            ),
            (AgentDraft(login: "a", name: "x", capacity: -1), "capacity"),
            (AgentDraft(login: "a", name: "x", capacity: 101), "capacity"),
        ])
    func badInput(draft: AgentDraft, field: String) async throws {
        try await World.with { world in
            let refusal = await #expect(throws: InputRefusal.self) {
                try await world.store.write { _ = try staff.addAgent(draft, as: .system, in: $0) }
            }
            #expect(refusal?.field == field)
        }
    }

    @Test("A change says in its fact what is now; one that changes nothing leaves none", arguments: Base.available)
    func change(base: Base) async throws {
        try await World.with(base) { world in
            let agent = try await world.store.write { tx in
                try staff.addAgent(AgentDraft(login: "zhou", name: "周", capacity: 2), as: .system, in: tx)
            }
            let change = AgentChange(skills: [Skill(name: "vip", level: 5)], capacity: 7)
            for _ in 0..<2 {
                try await world.store.write { _ = try staff.change(agent.id, change, as: .system, in: $0) }
            }
            let facts = try await world.facts(AgentChanged.self)
            #expect(facts.map(\.capacity) == [7])
            #expect(facts.first?.skills == [Skill(name: "vip", level: 5)])
            let after = try await world.store.read { try staff.agent(agent.id, as: .system, in: $0) }
            #expect(after.capacity == 7 && after.name == "周")
        }
    }

    @Test("Closing an account takes the agent offline, and she cannot come online again")
    func closing() async throws {
        try await World.with { world in
            let agent = try await world.store.write { tx in
                let agent = try staff.addAgent(AgentDraft(login: "sun", name: "孙"), as: .system, in: tx)
                try staff.setPresence(of: agent.id, to: .online, as: .system, in: tx)
                return try staff.change(agent.id, AgentChange(active: false), as: .system, in: tx)
            }
            #expect(agent.presence == .offline && !agent.active)
            await #expect(throws: StaffRefusal.inactive) {
                try await world.store.write {
                    _ = try staff.setPresence(of: agent.id, to: .online, as: .system, in: $0)
                }
            }
            let roster = try await world.store.read { try staff.roster(in: $0) }
            #expect(roster.isEmpty)
        }
    }

    @Test("The last administrator stays one", arguments: [AgentChange(role: .agent), AgentChange(active: false)])
    func lastAdministrator(change: AgentChange) async throws {
        try await World.with { world in
            let first = try await world.store.write { tx in
                try staff.addAgent(AgentDraft(login: "one", name: "一", role: .administrator), as: .system, in: tx)
            }
            await #expect(throws: StaffRefusal.lastAdministrator) {
                try await world.store.write { _ = try staff.change(first.id, change, as: .system, in: $0) }
            }
            try await world.store.write { tx in
                _ = try staff.addAgent(AgentDraft(login: "two", name: "二", role: .administrator), as: .system, in: tx)
                _ = try staff.change(first.id, change, as: .system, in: tx)
            }
        }
    }

    @Test("Two administrators who close each other's account at once do not both succeed", arguments: Base.available)
    func mutualClosing(base: Base) async throws {
        try await World.with(base) { world in
            let two = try await world.store.write { tx in
                try ["a", "b"].map {
                    try staff.addAgent(AgentDraft(login: $0, name: $0, role: .administrator), as: .system, in: tx)
                }
            }
            let done = await withTaskGroup(of: Bool.self) { group in
                for agent in two {
                    group.addTask {
                        (try? await world.store.write { tx in
                            try staff.change(agent.id, AgentChange(active: false), as: .system, in: tx)
                        }) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(done == 1)
        }
    }
}
