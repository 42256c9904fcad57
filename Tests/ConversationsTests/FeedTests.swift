import Conversations
import Foundation
import Journey
import Store
import Testing

@Suite("Feeds of agents and of the queue")
struct FeedTests {
    struct StateNews: Decodable, Equatable {
        let state: String
        let agent: AgentID?
    }

    func news(_ entries: [Feed.Entry]) throws -> [StateNews] {
        try entries.filter { $0.kind == .conversation }
            .map { try JSONDecoder().decode(StateNews.self, from: Data($0.data.utf8)) }
    }

    @Test("A message that nobody has goes to the queue's feed, whole", arguments: Base.available)
    func queue(_ base: Base) async throws {
        try await World.with(base) { world in
            let message = try await world.write(id: "a", from: World.customer())
            let entries = try await world.feed(.queue)
            #expect(entries.map(\.kind) == [.message])
            let carried = try JSONDecoder().decode(Message.self, from: Data(try #require(entries.first).data.utf8))
            #expect(carried == message)
            #expect(entries.first?.conversation == message.conversation)
        }
    }

    @Test(
        "Taking a conversation tells the queue and the agent; from then on the agent alone", arguments: Base.available)
    func taking(_ base: Base) async throws {
        try await World.with(base) { world in
            let (customer, colleague) = (World.customer(), World.agent())
            let id = try await world.write(id: "a", from: customer).conversation
            try await world.handOver(id)
            try await world.assign(id, to: colleague)
            let queue = try await world.feed(.queue)
            let open = StateNews(state: "open", agent: colleague.id)
            #expect(queue.map(\.kind) == [.message, .conversation, .conversation])
            #expect(try news(queue) == [StateNews(state: "waiting", agent: nil), open])
            try await world.write(id: "b", from: customer)
            let own = try await world.feed(.agent(colleague.id))
            #expect(own.map(\.kind) == [.conversation, .message, .message], "the news, “joined”, the customer")
            #expect(try news(own) == [open])
            try await expect(world.feed(.queue).count, is: queue.count)
        }
    }

    @Test("Giving it to another agent tells both, and its end tells the agent")
    func moving() async throws {
        try await World.with { world in
            let (before, after) = (World.agent(), World.agent())
            let id = try await world.write(id: "a", from: World.customer()).conversation
            try await world.assign(id, to: before)
            let (mark, queueMark) = (try await world.feed(.agent(before.id)).count, try await world.feed(.queue).count)
            try await world.assign(id, to: after)
            let lost = try await world.feed(.agent(before.id), after: Int64(mark))
            let won = try await world.feed(.agent(after.id))
            let now = StateNews(state: "open", agent: after.id)
            #expect(try news(lost) == [now])
            #expect(lost.map(\.kind) == [.conversation])
            #expect(try news(won) == [now])
            try await expect(world.feed(.queue).count, is: queueMark)
            try await world.resolve(id)
            let closed = StateNews(state: "closed", agent: nil)
            #expect(try news(try await world.feed(.agent(after.id))) == [now, closed])
        }
    }

    @Test("An agent who leaves puts the conversation back into the queue")
    func leaving() async throws {
        try await World.with { world in
            let colleague = World.agent()
            let id = try await world.write(id: "a", from: World.customer()).conversation
            try await world.assign(id, to: colleague)
            try await world.handOver(id, because: .agentLeft)
            #expect(try news(try await world.feed(.agent(colleague.id))).last?.state == "waiting")
            #expect(try news(try await world.feed(.queue)).last?.state == "waiting")
            try await expect(world.thread(id).audience, is: .queue)
            let reasons = try await world.facts(ConversationHandedOver.self).map(\.reason)
            #expect(reasons == [.agentLeft])
        }
    }

    @Test("What changes nothing tells nobody")
    func nothing() async throws {
        try await World.with { world in
            let colleague = World.agent()
            let id = try await world.write(id: "a", from: World.customer()).conversation
            try await world.assign(id, to: colleague)
            let told = world.heard.all.count
            try await world.assign(id, to: colleague)
            try await world.handOver(id)
            try await world.resolve(id)
            let closed = world.heard.all.count
            try await world.resolve(id)
            try await world.assign(id, to: World.agent())
            try await world.handOver(id, because: .agentLeft)
            #expect(closed > told)
            #expect(world.heard.all.count == closed)
            try await expect(world.facts(ConversationClosed.self).map(\.agent), is: [colleague.id])
        }
    }

    @Test("Numbers of each feed have no gap while forty conversations change hands at once", arguments: Base.available)
    func gapless(_ base: Base) async throws {
        try await World.with(base) { world in
            let colleagues = (0..<3).map { _ in World.agent() }
            _ = try await inParallel(40) { index in
                let customer = World.customer()
                let id = try await world.write(id: "a", from: customer).conversation
                try await world.handOver(id)
                try await world.assign(id, to: colleagues[index % 3])
                try await world.write(id: "b", from: customer)
                if index % 2 == 0 { try await world.assign(id, to: colleagues[(index + 1) % 3]) }
                try await world.resolve(id)
            }
            var entries = 0
            for audience in colleagues.map({ Feed.Audience.agent($0.id) }) + [.queue] {
                let feed = try await world.feed(audience, limit: 10_000)
                #expect(feed.map(\.number) == Array(1...Int64(feed.count)))
                try await expect(
                    world.store.read { try world.conversations.feedEnd(of: audience, in: $0) }, is: Int64(feed.count))
                entries += feed.count
                // Pages hear a feed in the order of its numbers, or they would take a late one for a repeat.
                let heard = world.heard.entries.filter { $0.audience == audience }.map(\.number)
                #expect(heard == feed.map(\.number))
            }
            #expect(world.heard.entries.count == entries)
        }
    }

    @Test("A page that comes back asks for what it has missed")
    func resuming() async throws {
        try await World.with { world in
            let customer = World.customer()
            for index in 0..<7 { try await world.write(id: "\(index)", from: customer) }
            try await expect(world.feed(.queue, after: 4).map(\.number), is: [5, 6, 7])
            try await expect(world.feed(.queue, after: 4, limit: 2).map(\.number), is: [5, 6])
            try await expect(world.feed(.queue, after: 7).count, is: 0)
            try await expect(world.feed(.agent(World.agent().id)).count, is: 0)
        }
    }

    @Test("Audiences have names that can be read back")
    func names() {
        let own = Feed.Audience.agent(World.agent().id)
        #expect(Feed.Audience(name: own.name) == own)
        #expect(Feed.Audience(name: "queue") == .queue)
        #expect(Feed.Audience(name: "everybody") == nil)
    }
}
