import Conversations
import Journey
import Testing

@Suite("Receipts")
struct ReceiptTests {
    /// A conversation of five messages.
    func withFive(_ base: Base = .sqlite, _ body: (World, ConversationID) async throws -> Void) async throws {
        try await World.with(base) { world in
            let customer = World.customer()
            let id = try await world.write(id: "0", from: customer).conversation
            for index in 1..<5 { try await world.write(id: "\(index)", from: customer) }
            world.heard.forget()
            try await body(world, id)
        }
    }

    typealias Marks = Receipts.Marks

    @Test("Marks only go forward, what is read was delivered, and the sides do not mix", arguments: Base.available)
    func forward(_ base: Base) async throws {
        try await withFive(base) { world, id in
            try await world.receive(id, delivered: 3, by: .agent)
            try await expect(world.thread(id).receipts.agent, is: Marks(delivered: 3, read: 0))
            try await world.receive(id, read: 4, by: .agent)
            try await expect(world.thread(id).receipts.agent, is: Marks(delivered: 4, read: 4))
            try await world.receive(id, delivered: 1, read: 2, by: .agent)
            try await expect(world.thread(id).receipts.agent, is: Marks(delivered: 4, read: 4))
            try await expect(world.thread(id).receipts.customer, is: Marks())
            try await world.receive(id, delivered: 5, read: 1, by: .customer)
            try await expect(world.thread(id).receipts.customer, is: Marks(delivered: 5, read: 1))
        }
    }

    @Test("Nobody has received what does not exist", arguments: [Int64.max, 6, -1, .min])
    func beyond(_ number: Int64) async throws {
        try await withFive { world, id in
            try await world.receive(id, delivered: number, read: number)
            let end: Int64 = number > 5 ? 5 : 0
            try await expect(world.thread(id).receipts.customer, is: Marks(delivered: end, read: end))
        }
    }

    @Test("The other side is told of a move, and of nothing else")
    func told() async throws {
        try await withFive { world, id in
            try await world.receive(id, read: 2, by: .agent)
            try await world.receive(id, read: 2, by: .agent)
            try await world.receive(id, delivered: nil, read: nil, by: .agent)
            let receipts: [(ConversationID, Side, Marks)] = world.heard.all.compactMap {
                if case .receipt(let id, _, let side, let marks) = $0 { (id, side, marks) } else { nil }
            }
            #expect(receipts.count == 1)
            #expect(receipts.first.map { $0.0 == id && $0.1 == .agent } == true)
            #expect(receipts.first?.2 == Marks(delivered: 2, read: 2))
        }
    }

    @Test("Of many receipts at once the furthest stands", arguments: Base.available)
    func racing(_ base: Base) async throws {
        try await withFive(base) { world, id in
            _ = try await inParallel(40) { index in
                try await world.receive(id, read: Int64(index % 5) + 1, by: .agent)
                try await world.receive(id, delivered: Int64(index % 5) + 1, by: .customer)
            }
            let receipts = try await world.thread(id).receipts
            #expect(receipts.agent == Marks(delivered: 5, read: 5))
            #expect(receipts.customer == Marks(delivered: 5, read: 0))
            // Each page hears the marks move forward.
            let heard: [Int64] = world.heard.all.compactMap {
                if case .receipt(_, _, .agent, let marks) = $0 { marks.read } else { nil }
            }
            #expect(heard == heard.sorted())
        }
    }

    @Test("A receipt for a conversation of somebody else is refused as if there were none")
    func others() async throws {
        try await withFive { world, id in
            await #expect(throws: ConversationRefusal.unknown) {
                try await world.receive(id, read: 1, as: .customer(World.customer()))
            }
            try await expect(world.thread(id).receipts, is: Receipts())
        }
    }
}
