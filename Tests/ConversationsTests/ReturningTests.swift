import Conversations
import Journey
import Store
import Testing

@Suite("Ending and coming back")
struct ReturningTests {
    @Test("A customer who writes within 24 hours comes back to the same conversation", arguments: Base.available)
    func back(_ base: Base) async throws {
        try await World.with(base) { world in
            let (customer, colleague) = (World.customer(), World.agent())
            let id = try await world.write(id: "a", from: customer).conversation
            try await world.assign(id, to: colleague)
            try await world.resolve(id, as: .agent(colleague))
            let closed = try await world.thread(id)
            #expect(closed.lifecycle.state == .closed)
            #expect(closed.owner == colleague.id)
            #expect(closed.closedAt == world.clock.now)
            world.clock.advance(seconds: 24 * 3600)
            let again = try await world.write(id: "b", from: customer)
            #expect(again.conversation == id)
            let thread = try await world.thread(id)
            #expect(thread.lifecycle.state == .automatic)
            #expect(thread.owner == nil)
            #expect(thread.closedAt == nil)
            #expect(again.seq == closed.lastSeq + 1)
            try await expect(world.facts(ConversationReopened.self).map(\.conversation), is: [id])
        }
    }

    @Test("After that a new conversation begins, and the old one stays as it was", arguments: Base.available)
    func anew(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            let id = try await world.write(id: "a", from: customer).conversation
            try await world.resolve(id)
            let before = try await world.thread(id)
            world.clock.advance(seconds: 24 * 3600 + 0.000_001)
            let again = try await world.write(id: "b", from: customer)
            #expect(again.conversation != id)
            #expect(again.seq == 1)
            try await expect(world.thread(id), is: before)
            try await expect(world.facts(ConversationReopened.self).count, is: 0)
            let current = try await world.store.read {
                try world.conversations.current(of: customer, on: world.channel, in: $0)
            }
            #expect(current?.id == again.conversation)
        }
    }

    @Test("The end is written into the thread and told once, with the number of messages before it")
    func ending() async throws {
        try await World.with { world in
            let (customer, colleague) = (World.customer(), World.agent())
            let id = try await world.write(id: "a", from: customer).conversation
            try await world.reply(id: "r", in: id, as: colleague)
            try await world.resolve(id, as: .agent(colleague))
            try await world.resolve(id, as: .agent(colleague))
            let messages = try await world.messages(id)
            #expect(messages.map(\.author.kind) == [.customer, .system, .agent, .system])
            #expect(messages.map(\.kind) == [.text, .event, .text, .event])
            let closed = try await world.facts(ConversationClosed.self)
            #expect(closed.map(\.messages) == [3])
            #expect(closed.map(\.agent) == [colleague.id])
        }
    }

    @Test("Nobody writes into a closed conversation as a colleague; a repeated reply is still the same message")
    func closed() async throws {
        try await World.with { world in
            let colleague = World.agent()
            let id = try await world.write(id: "a", from: World.customer()).conversation
            let reply = try await world.reply(id: "r", in: id, as: colleague)
            try await world.resolve(id)
            await #expect(throws: ConversationRefusal.closed) {
                try await world.reply(id: "s", in: id, as: colleague)
            }
            try await expect(world.reply(id: "r", in: id, as: colleague), is: reply)
        }
    }

    @Test("Messages at the same moment reopen a conversation once", arguments: Base.available)
    func reopenedOnce(_ base: Base) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            let id = try await world.write(id: "a", from: customer).conversation
            try await world.resolve(id)
            let ids = try await inParallel(8) { try await world.write(id: "b\($0)", from: customer).conversation }
            #expect(Set(ids) == [id])
            try await expect(world.facts(ConversationReopened.self).count, is: 1)
        }
    }

    @Test("A colleague who answers what nobody has takes it; a supervisor's word leaves it with its agent")
    func taking() async throws {
        try await World.with { world in
            let (colleague, boss) = (World.agent(), World.agent(.supervisor))
            let id = try await world.write(id: "a", from: World.customer()).conversation
            try await world.reply(id: "r", in: id, as: colleague)
            try await expect(world.thread(id).lifecycle.state, is: .with(colleague.id))
            try await world.reply(id: "s", in: id, as: boss)
            try await expect(world.thread(id).lifecycle.state, is: .with(colleague.id))
            try await expect(world.facts(ConversationAssigned.self).map(\.agent), is: [colleague.id])
        }
    }
}
