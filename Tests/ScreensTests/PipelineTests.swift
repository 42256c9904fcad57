import Customers
import Journey
import Screens
import Store
import Testing

@Suite("Cards of the pipeline")
struct PipelineTests {
    @Test("Cards come in the order asked for, with customer, owner and amount", arguments: Base.available)
    func cards(_ base: Base) async throws {
        try await World.with(base) { world in
            let colleague = try await world.hire("ann")
            let conversation = try await world.conversation()
            let (rich, plain) = (try await world.customer("韩梅梅"), try await world.customer("李雷"))
            let owned = try await world.store.write {
                try world.customers.openDeal(
                    for: rich, conversation: conversation, owner: colleague.id,
                    amount: Money(minor: 12_345, currency: "EUR"), as: .system, in: $0)
            }
            let free = try await world.store.write { try world.customers.openDeal(for: plain, as: .system, in: $0) }
            world.clock.advance(seconds: 60)
            try await world.store.write {
                try world.customers.moveDeal(free.id, to: .lost, reason: "太贵", as: .system, in: $0)
            }
            let nowhere: DealID = Ambience.live.id()
            let cards = try await world.store.read {
                try PipelineScreen().cards([free.id, nowhere, owned.id], in: $0)
            }
            #expect(cards.map(\.id) == [free.id, owned.id])
            let (lost, lead) = (cards[0], cards[1])
            #expect((lost.stage, lost.reason, lost.customer.name) == ("lost", "太贵", "李雷"))
            #expect(lost.owner == nil && lost.amount == nil && lost.conversation == nil)
            #expect(lost.movedAt.seconds(since: lost.openedAt) == 60)
            #expect((lead.stage, lead.customer.id, lead.conversation) == ("lead", rich, conversation))
            #expect((lead.owner?.id, lead.owner?.name) == (colleague.id, "客服ann"))
            #expect(lead.amount == Money(minor: 12_345, currency: "EUR"))
            try await expect(world.store.read { try PipelineScreen().cards([], in: $0).count }, is: 0)
        }
    }
}
