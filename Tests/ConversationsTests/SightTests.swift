import Conversations
import Journey
import Store
import Testing

@Suite("Who sees what")
struct SightTests {
    static let customer = World.customer()
    static let (mine, other, lead, boss) = (
        World.agent(), World.agent(), World.agent(.supervisor), World.agent(.administrator)
    )

    enum Stage: String, Sendable, CaseIterable { case automatic, waiting, withMe, closedByMe }

    /// Who sees a conversation of `customer` at each stage, when it is or was `mine`.
    static let table: [(Stage, Set<String>)] = [
        (.automatic, ["system", "customer", "mine", "other", "lead", "boss"]),
        (.waiting, ["system", "customer", "mine", "other", "lead", "boss"]),
        (.withMe, ["system", "customer", "mine", "lead", "boss"]),
        (.closedByMe, ["system", "customer", "mine", "lead", "boss"]),
    ]
    static let scopes: [(String, Scope)] = [
        ("system", .system), ("customer", .customer(customer)), ("another customer", .customer(World.customer())),
        ("mine", .agent(mine)), ("other", .agent(other)), ("lead", .agent(lead)), ("boss", .agent(boss)),
    ]

    @Test(
        "Customers see their own, agents their own and nobody's, supervisors and administrators all", arguments: table)
    func sight(stage: Stage, expected: Set<String>) async throws {
        try await World.with { world in
            let id = try await world.write(id: "a", from: Self.customer).conversation
            if stage != .automatic { try await world.handOver(id) }
            if stage == .withMe || stage == .closedByMe { try await world.assign(id, to: Self.mine) }
            if stage == .closedByMe { try await world.resolve(id) }
            var seen: Set<String> = []
            for (name, scope) in Self.scopes {
                do {
                    _ = try await world.thread(id, as: scope)
                    seen.insert(name)
                } catch ConversationRefusal.unknown {}
            }
            #expect(seen == expected)
        }
    }

    @Test("What one may not see cannot be ended or answered either, and looks as if it did not exist")
    func acting() async throws {
        try await World.with { world in
            let id = try await world.write(id: "a", from: Self.customer).conversation
            try await world.assign(id, to: Self.mine)
            for scope in [Scope.agent(Self.other), .customer(World.customer())] {
                await #expect(throws: ConversationRefusal.unknown) { try await world.resolve(id, as: scope) }
            }
            await #expect(throws: ConversationRefusal.unknown) {
                try await world.reply(id: "r", in: id, as: Self.other)
            }
            let nowhere: ConversationID = Ambience.live.id()
            await #expect(throws: ConversationRefusal.unknown) { try await world.resolve(nowhere) }
            await #expect(throws: ConversationRefusal.unknown) { try await world.handOver(nowhere) }
            await #expect(throws: ConversationRefusal.unknown) { try await world.assign(nowhere, to: Self.mine) }
            try await expect(world.thread(id).lifecycle.state, is: .with(Self.mine.id))
        }
    }

    @Test("One follows one's own feed and the queue's; supervisors and administrators any; customers none")
    func following() {
        let (own, others) = (Feed.Audience.agent(Self.mine.id), Feed.Audience.agent(Self.other.id))
        let me = Scope.agent(Self.mine)
        #expect(Conversations.mayFollow(own, as: me) && Conversations.mayFollow(.queue, as: me))
        #expect(!Conversations.mayFollow(others, as: me))
        for scope in [Scope.agent(Self.lead), .agent(Self.boss), .system] {
            #expect(Conversations.mayFollow(others, as: scope) && Conversations.mayFollow(.queue, as: scope))
        }
        #expect(!Conversations.mayFollow(.queue, as: .customer(Self.customer)))
    }
}
