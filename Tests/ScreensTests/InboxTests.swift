import Channels
import Conversations
import Customers
import Journey
import Screens
import Store
import Testing

@Suite("The inbox")
struct InboxTests {
    @Test("An item says who, where, how it stands, what is wanted and what it is worth", arguments: Base.available)
    func item(_ base: Base) async throws {
        try await World.with(base) { world in
            let colleague = try await world.hire("han")
            let customer = try await world.customer("韩梅梅")
            let id = try await world.write("想给孩子买保险", from: customer)
            try await world.understand("old", id, seq: 1, from: customer)
            world.clock.advance(seconds: 5)
            try await world.write("多少钱？", from: customer)
            try await world.understand("price", id, seq: 2, from: customer)
            try await world.assign(id, to: colleague)
            let deal = try await world.store.write { tx in
                try world.conversations.receive(id, delivered: 3, read: 1, by: .agent, as: .system, in: tx)
                return try world.customers.openDeal(
                    for: customer, conversation: id, amount: Money(minor: 99_900), as: .system, in: tx)
            }
            let item = try #require(try await world.one(id))
            #expect((item.id, item.number) == (id, 1))
            #expect((item.customer.id, item.customer.name, item.customer.level) == (customer, "韩梅梅", "normal"))
            #expect((item.channel.id, item.channel.kind, item.channel.name) == (world.channel.id, "web", "官网"))
            #expect((item.state, item.agent?.id, item.agent?.name) == ("open", colleague.id, "客服han"))
            #expect((item.lastSeq, item.readByAgent, item.unread) == (3, 1, 2))
            #expect((item.lastText, item.lastAuthor) == ("客服 客服 为您服务", "system"))
            #expect(item.lastAt == world.clock.now)
            #expect(item.openedAt.adding(seconds: 5) == item.lastAt)
            #expect((item.intent?.label, item.intent?.nameEn) == ("price", "Intent price"))
            #expect(item.intent?.confidence == 0.75)
            #expect((item.deal?.id, item.deal?.stage) == (deal.id, "lead"))
            #expect(item.deal?.amount == Money(minor: 99_900))
        }
    }

    @Test("Without an intent, a deal or an agent an item has none")
    func bare() async throws {
        try await World.with { world in
            let id = try await world.conversation()
            let item = try #require(try await world.one(id))
            #expect(item.intent == nil && item.deal == nil && item.agent == nil)
            #expect((item.state, item.unread) == ("bot", 1))
            #expect(try await world.one(Ambience.live.id()) == nil)
        }
    }

    @Test("A customer's deal on its way is shown, else the one that moved last", arguments: Base.available)
    func deals(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = try await world.customer("李雷")
            let id = try await world.write("你好", from: customer)
            let first = try await world.store.write {
                try world.customers.openDeal(for: customer, amount: Money(minor: 5), as: .system, in: $0)
            }
            func move(_ deal: DealID, to stage: Pipeline.Stage) async throws {
                world.clock.advance(seconds: 1)
                try await world.store.write {
                    try world.customers.moveDeal(deal, to: stage, reason: "预算", as: .system, in: $0)
                }
            }
            try await move(first.id, to: .lost)
            let second = try await world.store.write {
                try world.customers.openDeal(for: customer, as: .system, in: $0)
            }
            try await expect(world.one(id)?.deal?.id, is: second.id)
            try await move(second.id, to: .lost)
            try await expect(world.one(id)?.deal?.id, is: second.id)
            try await move(first.id, to: .proposal)
            try await expect(world.one(id)?.deal?.id, is: first.id, "opened again")
        }
    }

    @Test("Filters and owners show what they say, newest activity first", arguments: Base.available)
    func filters(_ base: Base) async throws {
        try await World.with(base) { world in
            let (me, other) = (try await world.hire("me"), try await world.hire("other"))
            let automatic = try await world.conversation()
            let waiting = try await world.conversation()
            try await world.handOver(waiting)
            let mine = try await world.conversation(with: me)
            let others = try await world.conversation(with: other)
            let closed = try await world.conversation(with: me)
            try await world.resolve(closed)
            let unheard = try await world.conversation()
            try await world.resolve(unheard)

            try await expect(world.list(), is: [unheard, closed, others, mine, waiting, automatic])
            try await expect(world.list(.waiting), is: [waiting, automatic])
            try await expect(world.list(.open), is: [others, mine, waiting, automatic])
            try await expect(world.list(.closed), is: [unheard, closed])
            try await expect(world.list(.open, .queue), is: [waiting, automatic])
            try await expect(world.list(.all, .queue), is: [unheard, waiting, automatic])
            let own = Scope.agent(me)
            try await expect(world.list(.all, .mine, as: own), is: [closed, mine])
            try await expect(world.list(.open, .mine, as: own), is: [mine])
            try await expect(world.list(.waiting, .mine, as: own), is: [])
            try await expect(world.list(.all, .mine), is: [], "the product itself has none")
        }
    }

    @Test("A search takes every character for itself", arguments: Base.available)
    func search(_ base: Base) async throws {
        try await World.with(base) { world in
            let names = ["100% Li", "100 Li", "a_b", "axb", "wow!", "wow", "back\\slash", "O'Hara", "Élodie", "韩梅梅"]
            var ids: [String: ConversationID] = [:]
            for name in names { ids[name] = try await world.conversation(of: name) }
            func found(_ query: String) async throws -> Set<String> {
                let found = try await world.list(query: query)
                return Set(ids.filter { found.contains($0.value) }.keys)
            }
            for name in names { try await expect(found(name).contains(name), is: true, "\(name)") }
            try await expect(found("%"), is: ["100% Li"])
            try await expect(found("0%"), is: ["100% Li"])
            try await expect(found("_"), is: ["a_b"])
            try await expect(found("!"), is: ["wow!"])
            try await expect(found("\\"), is: ["back\\slash"])
            try await expect(found("'"), is: ["O'Hara"])
            try await expect(found("' OR 1 = 1 --"), is: [])
            try await expect(found("O'HARA"), is: ["O'Hara"])
            try await expect(found("WOW"), is: ["wow!", "wow"])
            try await expect(found("梅"), is: ["韩梅梅"])
            try await expect(found(""), is: Set(names))
            try await expect(found("3"), is: ["a_b"], "its number")
            try await expect(found("99"), is: [])
        }
    }

    @Test("A search does not reach beyond one's rows, and has a limit")
    func searchScope() async throws {
        try await World.with { world in
            let (me, other) = (try await world.hire("me"), try await world.hire("other"))
            try await world.conversation(of: "韩梅梅", with: other)
            try await expect(world.list(query: "韩梅梅", as: .agent(me)), is: [])
            try await expect(world.list(query: "1", as: .agent(me)), is: [])
            await #expect(throws: InputRefusal.tooLong(field: "query", charactersMax: 100)) {
                try await world.list(query: String(repeating: "梅", count: 101))
            }
            await #expect(throws: StoreFailure.nulInText) { try await world.list(query: "a\u{0}") }
        }
    }
}
