import Journey
import Screens
import Staff
import Store
import Testing

@Suite("Rows that each role sees")
struct ScopeTests {
    @Test("Agents see their own and nobody's, supervisors their teams', administrators all", arguments: Base.available)
    func roles(_ base: Base) async throws {
        try await World.with(base) { world in
            let (north, south) = (try await world.team("北区"), try await world.team("南区"))
            let (ann, bob) = (try await world.hire("ann", in: north), try await world.hire("bob", in: north))
            let (cao, dan) = (try await world.hire("cao", in: south), try await world.hire("dan"))
            let lead = try await world.hire("lead", .supervisor, in: north)
            let lost = try await world.hire("lost", .supervisor)
            let boss = try await world.hire("boss", .administrator)
            var rows: [String: ConversationID] = ["nobody": try await world.conversation()]
            for (name, colleague) in [("ann", ann), ("bob", bob), ("cao", cao), ("dan", dan), ("lead", lead)] {
                rows[name] = try await world.conversation(with: colleague)
            }
            rows["closed cao"] = try await world.conversation(with: cao)
            try await world.resolve(try #require(rows["closed cao"]))
            let every = Set(rows.keys)
            let hers = try await world.one(try #require(rows["ann"]))
            let customer = try #require(hers).customer.id
            let expected: [(Scope, Set<String>)] = [
                (.agent(ann), ["nobody", "ann"]), (.agent(cao), ["nobody", "cao", "closed cao"]),
                (.agent(lead), ["nobody", "ann", "bob", "lead"]), (.agent(lost), ["nobody"]), (.agent(boss), every),
                (.system, every), (.customer(customer), []),
            ]
            for (scope, names) in expected {
                let ids = Set(names.compactMap { rows[$0] })
                try await expect(Set(world.list(as: scope)), is: ids, "list \(scope)")
                try await expect(world.these(Array(rows.values), as: scope), is: ids, "these \(scope)")
                for id in rows.values {
                    try await expect(world.one(id, as: scope) != nil, is: ids.contains(id), "one \(scope)")
                }
            }
        }
    }

    @Test("A supervisor of two teams sees both; an agent who changes teams takes the rows along")
    func teams() async throws {
        try await World.with { world in
            let (north, south) = (try await world.team("北区"), try await world.team("南区"))
            let ann = try await world.hire("ann", in: north)
            let id = try await world.conversation(with: ann)
            let both = Colleague(id: Ambience.live.id(), role: .supervisor, teams: [north.id, south.id])
            let southern = Colleague(id: Ambience.live.id(), role: .supervisor, teams: [south.id])
            try await expect(world.list(as: .agent(both)), is: [id])
            try await expect(world.list(as: .agent(southern)), is: [])
            try await world.store.write { tx in
                try tx.execute("UPDATE agent SET team = ? WHERE id = ?", south.id, ann.id)
            }
            try await expect(world.list(as: .agent(southern)), is: [id])
            try await expect(world.list(as: .agent(both)), is: [id])
        }
    }

    @Test("The queue of a role is nobody's rows, and “mine” never shows another's")
    func owners() async throws {
        try await World.with { world in
            let (ann, boss) = (try await world.hire("ann"), try await world.hire("boss", .administrator))
            let free = try await world.conversation()
            try await world.conversation(with: ann)
            try await expect(world.list(.all, .queue, as: .agent(ann)), is: [free])
            try await expect(world.list(.all, .queue, as: .agent(boss)), is: [free])
            try await expect(world.list(.all, .mine, as: .agent(boss)), is: [])
            try await expect(world.list(.all, .mine, as: .customer(Ambience.live.id())), is: [])
        }
    }

    @Test("No conversations asked for, none given")
    func none() async throws {
        try await World.with { world in
            try await world.conversation()
            try await expect(world.these([]), is: [])
            try await expect(world.these([Ambience.live.id()]), is: [])
        }
    }
}
