import Conversations
import Journey
import Store
import Testing

@Suite("Accepting messages")
struct MessageTests {
    @Test("The same id from the same sender is the same message, also after a restart", arguments: Base.available)
    func once(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            let first = try await world.write("第一句", id: "a", from: customer)
            let again = try await world.write("another text", id: "a", from: customer)
            #expect(again == first)
            let colleague = World.agent()
            let answer = try await world.reply("您好", id: "a", in: first.conversation, as: colleague)
            let answered = try await world.reply("您好", id: "a", in: first.conversation, as: colleague)
            #expect(answered == answer)
            #expect(answer != first)
            let end = try await world.thread(first.conversation).lastSeq
            try await world.restarted { later in
                try await expect(later.write("第一句", id: "a", from: customer), is: first)
                try await expect(later.reply(id: "a", in: first.conversation, as: colleague), is: answer)
                try await expect(later.thread(first.conversation).lastSeq, is: end)
                #expect(later.heard.all.isEmpty, "a known message is no news")
            }
        }
    }

    @Test("Two senders may use the same id")
    func sameIDs() async throws {
        try await World.with { world in
            let first = try await world.write("one", id: "a", from: World.customer())
            let second = try await world.write("two", id: "a", from: World.customer())
            #expect(first.conversation != second.conversation)
            #expect((first.text, second.text) == ("one", "two"))
        }
    }

    @Test("What the product says is said once for each id", arguments: Base.available)
    func events(_ base: Base) async throws {
        try await World.with(base) { world in
            let id = try await world.write(id: "a", from: World.customer()).conversation
            for author in [Conversations.product, Author(kind: .bot, id: "magpie", name: "喜鹊助手")] {
                let said = try await world.store.write { tx in
                    try (0..<3).map { _ in
                        try world.conversations.say(
                            "稍候", kind: .event, clientId: "wait/1", by: author, in: id, tx: tx)
                    }
                }
                #expect(Set(said).count == 1)
            }
            try await expect(world.messages(id).map(\.seq), is: [1, 2, 3])
        }
    }

    @Test("A first message opens a conversation with the next number, and tells so in facts")
    func opening() async throws {
        try await World.with { world in
            let (one, two) = (World.customer(), World.customer())
            let first = try await world.write("想买保险", id: "a", from: one)
            try await world.write("还在吗", id: "b", from: one)
            let second = try await world.write(id: "a", from: two)
            try await expect(world.thread(first.conversation).number, is: 1)
            try await expect(world.thread(second.conversation).number, is: 2)
            let opened = try await world.facts(ConversationOpened.self)
            #expect(Set(opened.map(\.customer)) == [one, two])
            let accepted = try await world.facts(MessageAccepted.self).filter { $0.customer == one }
            #expect(accepted.map(\.text) == ["想买保险", "还在吗"])
            #expect(accepted.map(\.state) == ["bot", "bot"])
        }
    }

    @Test("A text of 4000 characters is taken; one more, none, blanks and NUL are refused, and nothing is kept")
    func limits() async throws {
        try await World.with { world in
            let customer = World.customer()
            let longest = String(repeating: "喜", count: 4000)
            try await world.write(longest, id: "longest", from: customer)
            let tooLong = InputRefusal.tooLong(field: "text", charactersMax: 4000)
            let wrong: [(String, String, InputRefusal)] = [
                (longest + "鹊", "a", tooLong), ("", "a", .empty(field: "text")),
                (" \n\t　", "a", .empty(field: "text")), ("a\u{0}b", "a", .malformed(field: "text")),
                ("好", "", .empty(field: "id")), ("好", "\u{0}", .malformed(field: "id")),
                ("好", String(repeating: "x", count: 101), .tooLong(field: "id", charactersMax: 100)),
            ]
            for (text, id, refusal) in wrong {
                await #expect(throws: refusal) { try await world.write(text, id: id, from: customer) }
            }
            let current = try await world.store.read {
                try world.conversations.current(of: customer, on: world.channel, in: $0)
            }
            #expect(current?.lastSeq == 1)
        }
    }

    @Test("A customer has one open conversation on each channel")
    func channels() async throws {
        try await World.with { world in
            let customer = World.customer()
            let here = try await world.write(id: "a", from: customer).conversation
            let there = try await world.store.write { tx in
                try world.conversations.accept(
                    "hi", clientId: "b", from: customer, named: "Li", on: tx.id(), in: tx)
            }
            #expect(there.conversation != here)
        }
    }
}
