import Foundation
import Journey
import Screens
import Store
import Testing

@Suite("Pages of the inbox")
struct PagingTests {
    /// Follows the cursors to the end; `between` runs after each page.
    func pages(
        of world: World, limit: Int, between: (Int) async throws -> Void = { _ in }
    ) async throws -> [[ConversationID]] {
        var pages: [[ConversationID]] = []
        var cursor: String?
        repeat {
            let page = try await world.page(cursor: cursor, limit: limit)
            pages.append(page.items.map(\.id))
            cursor = page.next
            try await between(pages.count)
        } while cursor != nil && pages.count < 100
        return pages
    }

    @Test("Pages of any size show every row once, in order, also rows of the same moment", arguments: Base.available)
    func complete(_ base: Base) async throws {
        try await World.with(base) { world in
            for index in 0..<12 {
                // Four moments with three rows each.
                let customer = try await world.customer("李雷")
                if index % 3 == 0 { world.clock.advance(seconds: 1) }
                try await world.write("你好", from: customer)
            }
            let all = try await world.page(limit: 50)
            #expect(all.next == nil)
            let order = all.items.map { ($0.lastAt.microseconds, $0.id) }
            #expect(zip(order, order.dropFirst()).allSatisfy { ($0.0, $0.1) > ($1.0, $1.1) })
            for limit in 1...13 {
                let pages = try await pages(of: world, limit: limit)
                #expect(pages.flatMap { $0 } == all.items.map(\.id), "limit \(limit)")
                #expect(pages.dropLast().allSatisfy { $0.count == limit })
                #expect(pages.last?.isEmpty == false, "no empty page at the end")
            }
        }
    }

    @Test("While rows change, none is shown twice and none that stood still is left out", arguments: UInt64(1)...8)
    func changing(_ seed: UInt64) async throws {
        try await World.with(seed == 8 ? (Base.available.last ?? .sqlite) : .sqlite) { world in
            var chance = SeededChance(seed: seed)
            var customers: [ConversationID: CustomerID] = [:]
            for _ in 0..<20 {
                let customer = try await world.customer("李雷")
                if Bool.random(using: &chance) { world.clock.advance(seconds: 1) }
                customers[try await world.write("你好", from: customer)] = customer
            }
            let before = Set(customers.keys)
            var moved: Set<ConversationID> = []
            let pages = try await pages(of: world, limit: 4) { _ in
                world.clock.advance(seconds: 1)
                for (id, customer) in customers.shuffled(using: &chance).prefix(3) {
                    try await world.write("还在吗", from: customer)
                    moved.insert(id)
                }
                try await world.conversation(of: "新客户")
            }
            let shown = pages.flatMap { $0 }
            #expect(Set(shown).count == shown.count)
            #expect(Set(shown).isSuperset(of: before.subtracting(moved)))
            #expect(!moved.isEmpty && !before.subtracting(moved).isEmpty)
        }
    }

    @Test("A page has at least one row and at most 200, whatever is asked")
    func limits() async throws {
        try await World.with { world in
            for _ in 0..<201 { try await world.conversation() }
            let most = try await world.page(limit: .max)
            #expect(most.items.count == 200)
            let rest = try await world.page(cursor: try #require(most.next), limit: 200)
            #expect(rest.items.count == 1)
            #expect(rest.next == nil)
            for limit in [0, -1, .min] {
                let least = try await world.page(limit: limit)
                #expect(least.items.count == 1)
                #expect(least.next != nil)
            }
        }
    }

    static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test(
        "A cursor that no page has given is refused; none and an empty one begin at the top",
        arguments: [
            "x", "%%%", "🐦", base64("{}"), base64("[1]"), base64(#"{"at":"1","id":"x"}"#),
            base64(#"{"at":1,"id":"x"}"#),
            base64(#"{"at":1e400,"id":"00000000-0000-7000-8000-000000000000"}"#),
        ])
    func cursors(_ cursor: String) async throws {
        try await World.with { world in
            let id = try await world.conversation()
            await #expect(throws: InputRefusal.malformed(field: "cursor")) { try await world.page(cursor: cursor) }
            try await expect(world.page(cursor: "").items.map(\.id), is: [id])
        }
    }

    @Test("A cursor holds within the filter and the search it came from")
    func filtered() async throws {
        try await World.with { world in
            var ids: [ConversationID] = []
            for index in 0..<8 { ids.append(try await world.conversation(of: index % 2 == 0 ? "Ann" : "Bob")) }
            var (found, cursor): ([ConversationID], String?) = ([], nil)
            repeat {
                let page = try await world.page(.waiting, query: "ann", cursor: cursor, limit: 1)
                found += page.items.map(\.id)
                cursor = page.next
            } while cursor != nil && found.count < 20
            #expect(found == [ids[6], ids[4], ids[2], ids[0]])
        }
    }
}
