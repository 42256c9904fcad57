import Customers
import Journey
import Staff
import Store
import Testing

@Suite struct DealTests {
    let customers = Customers()
    let staff = Staff()

    func newcomer(_ external: String = "c", in tx: Transaction) throws -> CustomerID {
        let channel = try #require(ChannelID("018f0000-0000-7000-8000-000000000001"))
        return try customers.arrive(channel: channel, externalID: external, verified: true, in: tx)
    }

    @Test("From lead to won: the history, the facts and the customer's orders agree", arguments: Base.available)
    func won(base: Base) async throws {
        try await World.with(base) { world in
            let opened = try await world.store.write { tx in
                try customers.openDeal(for: try newcomer(in: tx), conversation: tx.id(), as: .system, in: tx)
            }
            for (stage, amount) in [(.qualified, nil), (.proposal, 280_000), (.won, 300_000)]
                as [(Pipeline.Stage, Int64?)]
            {
                world.clock.advance(seconds: 60)
                // Twice: an arrow may come again.
                for _ in 0..<2 {
                    try await world.store.write { tx in
                        _ = try customers.moveDeal(
                            opened.id, to: stage, amount: amount.map { Money(minor: $0) }, as: .system, in: tx)
                    }
                }
            }
            let moved = try await world.facts(DealMoved.self, on: FactStream.deal(opened.id))
            #expect(moved.map(\.from) == [.lead, .qualified, .proposal])
            #expect(moved.map(\.to) == [.qualified, .proposal, .won])
            #expect(moved.map { $0.amount?.minor } == [nil, 280_000, 300_000])
            let (history, deal, profile) = try await world.store.read { reader in
                (
                    try customers.history(of: opened.id, as: .system, in: reader),
                    try customers.deal(opened.id, as: .system, in: reader),
                    try customers.profile(opened.customer, as: .system, in: reader)
                )
            }
            #expect(history.map(\.to) == [.lead, .qualified, .proposal, .won])
            #expect(history.map { $0.amount?.minor } == [nil, nil, 280_000, 300_000])
            #expect(history.map(\.from) == [nil, .lead, .qualified, .proposal])
            #expect(deal.stage == .won && deal.movedAt == world.clock.now)
            #expect(profile.orders == 1 && profile.spent == Money(minor: 300_000))
        }
    }

    @Test("A customer has at most one deal on its way, however many open it at once", arguments: Base.available)
    func oneOpen(base: Base) async throws {
        try await World.with(base) { world in
            let customer = try await world.store.write { try newcomer(in: $0) }
            let ids = try await withThrowingTaskGroup(of: DealID.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await world.store.write {
                            try customers.openDeal(for: customer, as: .system, in: $0).id
                        }
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await world.facts(DealOpened.self).count == 1)
        }
    }

    @Test("Lost keeps the reason; a supervisor may reopen, an agent may not", arguments: Base.available)
    func reopen(base: Base) async throws {
        try await World.with(base) { world in
            let (agent, supervisor, deal) = try await world.store.write { tx in
                let team = try staff.addTeam("组", as: .system, in: tx)
                let agent = try staff.addAgent(AgentDraft(login: "a", name: "a", team: team.id), as: .system, in: tx)
                let supervisor = try staff.addAgent(
                    AgentDraft(login: "s", name: "s", role: .supervisor, team: team.id), as: .system, in: tx)
                let customer = try newcomer(in: tx)
                let deal = try customers.openDeal(
                    for: customer, owner: agent.id, as: .agent(agent.colleague), in: tx)
                return (agent, supervisor, deal)
            }
            func move(_ stage: Pipeline.Stage, reason: String? = nil, as agent: Agent) async throws -> Deal {
                try await world.store.write { tx in
                    try customers.moveDeal(deal.id, to: stage, reason: reason, as: .agent(agent.colleague), in: tx)
                }
            }
            await #expect(throws: CustomersRefusal.lossNeedsReason) { _ = try await move(.lost, as: agent) }
            #expect(try await move(.lost, reason: "预算不足", as: agent).reason == "预算不足")
            await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) { _ = try await move(.proposal, as: agent) }
            let again = try await move(.proposal, as: supervisor)
            #expect(again.stage == .proposal && again.reason == nil)
            let facts = try await world.facts(DealMoved.self)
            #expect(facts.map(\.by) == [agent.id, supervisor.id])
            #expect(facts.map(\.reason) == ["预算不足", nil])
        }
    }

    @Test("A won deal that is reopened is no order; another open deal stands in the way", arguments: Base.available)
    func reopenWon(base: Base) async throws {
        try await World.with(base) { world in
            let deal = try await world.store.write { tx in
                let deal = try customers.openDeal(
                    for: try newcomer(in: tx), amount: Money(minor: 500, currency: "USD"), as: .system, in: tx)
                return try customers.moveDeal(deal.id, to: .won, as: .system, in: tx)
            }
            func profile() async throws -> Profile {
                try await world.store.read { try customers.profile(deal.customer, as: .system, in: $0) }
            }
            #expect(try await profile().spent == Money(minor: 500, currency: "USD"))
            let second = try await world.store.write {
                try customers.openDeal(for: deal.customer, as: .system, in: $0)
            }
            #expect(second.id != deal.id)
            await #expect(throws: CustomersRefusal.anotherDealOpen) {
                try await world.store.write { _ = try customers.moveDeal(deal.id, to: .lead, as: .system, in: $0) }
            }
            try await world.store.write { tx in
                _ = try customers.moveDeal(second.id, to: .lost, reason: "重复", as: .system, in: tx)
                _ = try customers.moveDeal(deal.id, to: .proposal, as: .system, in: tx)
            }
            let after = try await profile()
            #expect(after.orders == 0 && after.spent.minor == 0)
        }
    }

    @Test("Orders in another currency count, their amounts are not added up", arguments: Base.available)
    func currencies(base: Base) async throws {
        try await World.with(base) { world in
            let customer = try await world.store.write { tx in
                let customer = try newcomer(in: tx)
                for amount in [Money(minor: 100), Money(minor: 7, currency: "USD"), Money(minor: 50)] {
                    let deal = try customers.openDeal(for: customer, amount: amount, as: .system, in: tx)
                    _ = try customers.moveDeal(deal.id, to: .won, as: .system, in: tx)
                }
                return customer
            }
            let profile = try await world.store.read { try customers.profile(customer, as: .system, in: $0) }
            #expect(profile.orders == 3 && profile.spent == Money(minor: 150))
        }
    }

    @Test("Amount and owner: told once, closed deals keep theirs", arguments: Base.available)
    func changes(base: Base) async throws {
        try await World.with(base) { world in
            let (deal, agent) = try await world.store.write { tx in
                let agent = try staff.addAgent(AgentDraft(login: "a", name: "a"), as: .system, in: tx)
                let deal = try customers.openDeal(for: try newcomer(in: tx), as: .system, in: tx)
                for _ in 0..<2 {
                    _ = try customers.setAmount(of: deal.id, to: Money(minor: 900), as: .system, in: tx)
                    _ = try customers.setOwner(of: deal.id, to: agent.id, as: .agent(agent.colleague), in: tx)
                }
                return (try customers.moveDeal(deal.id, to: .won, as: .system, in: tx), agent)
            }
            #expect(deal.owner == agent.id && deal.amount == Money(minor: 900))
            let facts = try await world.facts(DealChanged.self)
            #expect(facts.map(\.owner) == [nil, agent.id])
            await #expect(throws: CustomersRefusal.dealClosed) {
                try await world.store.write {
                    _ = try customers.setAmount(of: deal.id, to: Money(minor: 1), as: .system, in: $0)
                }
            }
        }
    }
}
