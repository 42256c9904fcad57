import Conversations
import Foundation
import Journey
import Store
import Testing

@Suite("Reading messages, and being told of them")
struct ReadingTests {
    @Test("Pages after and before a number have neither gap nor repeat, oldest first", arguments: Base.available)
    func paging(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            let id = try await world.write(id: "1", from: customer).conversation
            for index in 2...10 { try await world.write("第\(index)句", id: "\(index)", from: customer) }
            func seqs(after: Int64 = 0, before: Int64? = nil, _ limit: Int) async throws -> [Int64] {
                try await world.messages(id, after: after, before: before, limit: limit).map(\.seq)
            }
            try await expect(seqs(4), is: [1, 2, 3, 4])
            try await expect(seqs(after: 4, 4), is: [5, 6, 7, 8])
            try await expect(seqs(after: 8, 4), is: [9, 10])
            try await expect(seqs(after: 10, 4), is: [])
            try await expect(seqs(before: 11, 4), is: [7, 8, 9, 10])
            try await expect(seqs(before: 7, 4), is: [3, 4, 5, 6])
            try await expect(seqs(before: 3, 4), is: [1, 2])
            try await expect(seqs(before: 1, 4), is: [])
            try await expect(seqs(after: 3, before: 8, 10), is: [4, 5, 6, 7])
            try await expect(seqs(after: .max, 4), is: [])
        }
    }

    @Test("Messages come back as they were accepted", arguments: Base.available)
    func faithful(_ base: Base) async throws {
        try await World.with(base) { world in
            let texts = ["喜鹊 🐦", "a'b\"c\\d%e_f", "  两端空格  ", "第一行\n第二行", "é\u{301}"]
            let customer = World.customer()
            var sent: [Message] = []
            for (index, text) in texts.enumerated() {
                sent.append(try await world.write(text, id: "\(index)", from: customer))
            }
            let found = try await world.messages(sent[0].conversation)
            #expect(found == sent)
            #expect(found.map { Array($0.text.utf8) } == texts.map { Array($0.utf8) })
        }
    }

    @Test(
        "A page hears of a message when it can be read, and never of one that was not kept", arguments: Base.available)
    func afterCommit(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            struct Deliberate: Error {}
            await #expect(throws: Deliberate.self) {
                try await world.store.write { tx in
                    _ = try world.conversations.accept(
                        "never", clientId: "a", from: customer, named: "Li", on: world.channel, in: tx)
                    #expect(world.heard.all.isEmpty, "nothing is told inside the transaction")
                    throw Deliberate()
                }
            }
            #expect(world.heard.all.isEmpty)
            try await expect(world.feed(.queue).count, is: 0)
            try await world.store.write { tx in
                _ = try world.conversations.accept(
                    "kept", clientId: "a", from: customer, named: "Li", on: world.channel, in: tx)
                #expect(world.heard.all.isEmpty)
            }
            #expect(world.heard.messages.map(\.text) == ["kept"])
            #expect(world.heard.messages.map(\.seq) == [1])
            #expect(world.heard.entries.map(\.number) == [1])
        }
    }

    @Test("The JSON that pages get says the same as the message")
    func json() async throws {
        try await World.with { world in
            let message = try await world.write("看 https://example.com/a", id: "a", from: World.customer())
            let texts = world.heard.all.compactMap { if case .message(_, let json) = $0 { json } else { nil } }
            let json = try #require(texts.first)
            #expect(try JSONDecoder().decode(Message.self, from: Data(json.utf8)) == message)
            #expect(json.contains("https://example.com/a"), "slashes are left as they are")
        }
    }

    @Test("News about a conversation goes to whoever has it")
    func announcing() async throws {
        try await World.with { world in
            let colleague = World.agent()
            let id = try await world.write(id: "a", from: World.customer()).conversation
            try await world.assign(id, to: colleague)
            try await world.store.write { tx in
                try world.conversations.announce(.suggested, about: id, data: ["script": "7"], in: tx)
            }
            let last = try #require(try await world.feed(.agent(colleague.id)).last)
            #expect(last.kind == .suggested)
            #expect(last.data == #"{"script":"7"}"#)
            await #expect(throws: ConversationRefusal.unknown) {
                try await world.store.write { tx in
                    try world.conversations.announce(.deal, about: tx.id(), data: ["deal": "1"], in: tx)
                }
            }
        }
    }
}
