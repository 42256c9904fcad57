import Conversations
import Journey
import Testing

@Suite("Numbers under many senders at once")
struct NumberingTests {
    @Test("A hundred senders in five conversations leave no gap and lose nothing", arguments: Base.available)
    func gapless(_ base: Base) async throws {
        try await World.with(base) { world in
            let customers = (0..<5).map { _ in World.customer() }
            var conversations: [ConversationID] = []
            for customer in customers {
                conversations.append(try await world.write(id: "first", from: customer).conversation)
            }
            let boss = World.agent(.administrator)
            let (taken, rooms) = (conversations, customers)
            for id in taken { try await world.assign(id, to: World.agent()) }
            let sent = try await withThrowingTaskGroup(of: Message.self) { group in
                for sender in 0..<100 {
                    group.addTask {
                        let room = sender % 5
                        guard sender % 2 == 0 else {
                            return try await world.write("\(sender)", id: "\(sender)", from: rooms[room])
                        }
                        return try await world.reply("\(sender)", id: "\(sender)", in: taken[room], as: boss)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(sent.map(\.id)).count == 100)
            for id in taken {
                let messages = try await world.messages(id)
                #expect(messages.count == 22)
                #expect(messages.map(\.seq) == Array(1...22))
                try await expect(world.thread(id).lastSeq, is: 22)
                #expect(Set(messages).isSuperset(of: sent.filter { $0.conversation == id }))
            }
            // The fact log tells the same story in the same order.
            for id in taken {
                let told = try await world.facts(MessageAccepted.self).filter { $0.conversation == id }
                #expect(told.map(\.seq) == Array(1...22))
            }
        }
    }

    @Test("First messages of one customer at the same moment share one conversation", arguments: Base.available)
    func oneConversation(_ base: Base) async throws {
        try await World.with(base) { world in
            for _ in 0..<5 {
                let customer = World.customer()
                let ids = try await inParallel(8) { try await world.write(id: "\($0)", from: customer).conversation }
                #expect(Set(ids).count == 1)
            }
            let numbers = try await world.facts(ConversationOpened.self).map(\.number)
            #expect(numbers.sorted() == Array(1...5))
        }
    }

    @Test("One message sent eight times at once is one message", arguments: Base.available)
    func once(_ base: Base) async throws {
        try await World.with(base) { world in
            for _ in 0..<5 {
                let customer = World.customer()
                let messages = try await inParallel(8) { _ in try await world.write(id: "same", from: customer) }
                #expect(Set(messages).count == 1)
                let colleague = World.agent()
                let id = messages[0].conversation
                let replies = try await inParallel(8) { _ in
                    try await world.reply(id: "same", in: id, as: colleague)
                }
                #expect(Set(replies).count == 1)
                try await expect(world.messages(id).map(\.seq), is: [1, 2, 3], "the customer's, “joined”, the reply")
            }
        }
    }

    @Test(
        "Two agents who take a waiting conversation at once: one has it, the other is refused",
        arguments: Base.available)
    func oneAgent(_ base: Base) async throws {
        try await World.with(base) { world in
            for _ in 0..<5 {
                let id = try await world.write(id: "a", from: World.customer()).conversation
                try await world.handOver(id)
                let rivals = (0..<6).map { _ in World.agent() }
                let won = try await inParallel(6) { index in
                    do {
                        try await world.reply(id: "mine", in: id, as: rivals[index])
                        return true
                    } catch ConversationRefusal.unknown {
                        return false
                    }
                }
                #expect(won.count { $0 } == 1)
                let assigned = try await world.facts(ConversationAssigned.self).filter { $0.conversation == id }
                #expect(assigned.count == 1)
                try await expect(world.messages(id).count, is: 3)
            }
        }
    }
}

/// Runs the same thing several times at once.
func inParallel<Answer: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Answer
) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: Answer.self) { group in
        for index in 0..<count { group.addTask { try await body(index) } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
