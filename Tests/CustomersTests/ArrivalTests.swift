import Customers
import Journey
import Store
import Testing

@Suite struct ArrivalTests {
    let customers = Customers()
    let channel = Ambience.live.id(of: ChannelSubject.self)

    func arrive(
        _ external: String, verified: Bool = false, visiting: CustomerID? = nil, name: String? = nil,
        language: String? = nil, in world: World
    ) async throws -> CustomerID {
        try await world.store.write { tx in
            try customers.arrive(
                channel: channel, externalID: external, verified: verified, visiting: visiting, name: name,
                language: language, in: tx)
        }
    }

    func profile(_ id: CustomerID, in world: World) async throws -> Profile {
        try await world.store.read { try customers.profile(id, as: .system, in: $0) }
    }

    @Test("The same name on the same channel is the same customer", arguments: Base.available)
    func sameCustomer(base: Base) async throws {
        try await World.with(base) { world in
            let first = try await arrive("u-1", verified: true, name: "陈晓", in: world)
            let again = try await arrive("u-1", verified: true, name: "别名", in: world)
            let other = try await arrive("u-2", verified: true, in: world)
            #expect(first == again && first != other)
            #expect(try await profile(first, in: world).name == "陈晓")
            let elsewhere = try await world.store.write { tx in
                try customers.arrive(channel: tx.id(), externalID: "u-1", verified: true, in: tx)
            }
            #expect(elsewhere != first)
        }
    }

    @Test("Visits are counted when more than half an hour lies between them", arguments: Base.available)
    func visits(base: Base) async throws {
        try await World.with(base) { world in
            let id = try await arrive("v", in: world)
            for (pause, expected) in [(60.0, 1), (1799, 1), (1801, 2), (100_000, 3)] {
                world.clock.advance(seconds: pause)
                try await world.store.write { try customers.visit(id, on: channel, as: .customer(id), in: $0) }
                #expect(try await profile(id, in: world).visits == expected)
            }
            let facts = try await world.facts(CustomerArrived.self, on: FactStream.customer(id))
            #expect(facts.map(\.first) == [true, false, false])
            #expect(facts.map(\.visits) == [1, 2, 3])
            #expect(try await profile(id, in: world).lastSeenAt == world.clock.now)
        }
    }

    @Test("A mere claim does not open the profile of someone proved")
    func claim() async throws {
        try await World.with { world in
            _ = try await arrive("alice", verified: true, in: world)
            await #expect(throws: CustomersRefusal.identityNotProven) {
                _ = try await arrive("alice", verified: false, in: world)
            }
        }
    }

    @Test("Proof does not join the profile that somebody's claim has made", arguments: Base.available)
    func proofAfterClaim(base: Base) async throws {
        try await World.with(base) { world in
            let claimed = try await arrive("alice", verified: false, name: "mallory", in: world)
            let proved = try await arrive("alice", verified: true, name: "alice", in: world)
            #expect(claimed != proved)
            #expect(try await arrive("alice", verified: true, in: world) == proved)
            #expect(try await profile(claimed, in: world).identities.isEmpty)
        }
    }

    @Test("A visitor who signs in on the host's page stays one customer; the next user of the browser is another")
    func visitorSignsIn() async throws {
        try await World.with { world in
            let visitor = try await arrive("browser-1", in: world)
            let signedIn = try await arrive("user-7", verified: true, visiting: visitor, in: world)
            #expect(signedIn == visitor)
            #expect(try await profile(visitor, in: world).identities.map(\.externalID) == ["browser-1", "user-7"])
            let next = try await arrive("user-8", verified: true, visiting: visitor, in: world)
            #expect(next != visitor)
        }
    }

    @Test("First arrivals at the same moment make one customer", arguments: Base.available)
    func together(base: Base) async throws {
        try await World.with(base) { world in
            let ids = try await withThrowingTaskGroup(of: CustomerID.self) { group in
                for _ in 0..<12 { group.addTask { try await arrive("same", verified: true, in: world) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            let rows = try await world.store.read { try $0.query("SELECT customer FROM customers_v1").count }
            #expect(rows == 1)
            #expect(try await world.facts(CustomerArrived.self).count == 1)
        }
    }

    @Test(
        "Names are cleaned: one line, short, no marks that turn the text of others around",
        arguments: [
            ("  陈\n晓  ", "陈 晓"), ("\u{202E}evil", "evil"), ("a\u{0}b\u{7}c", "abc"), ("a\u{200B}b", "ab"),
            (String(repeating: "长", count: 500), String(repeating: "长", count: 40)), ("👩‍👧 妈妈", "👩‍👧 妈妈"),
        ])
    func names(raw: String, clean: String) async throws {
        try await World.with { world in
            let id = try await arrive("n", name: raw, in: world)
            #expect(try await profile(id, in: world).name == clean)
        }
    }

    @Test("A character piled with marks is cut down")
    func piledMarks() async throws {
        try await World.with { world in
            let id = try await arrive("z", name: "z" + String(repeating: "\u{0301}", count: 5000), in: world)
            #expect(try await profile(id, in: world).name.unicodeScalars.count <= 8)
        }
    }

    @Test(
        "Nothing readable left: a visitor's name in her language",
        arguments: [
            (nil, "zh", "访客 "), ("\u{202E}\u{0}", "zh-cn", "访客 "), ("!!!", "en-GB", "Visitor "), ("", "fr", "Visitor "),
            (nil, "not a language", "访客 "),
        ] as [(String?, String, String)])
    func nameless(raw: String?, language: String, prefix: String) async throws {
        try await World.with { world in
            let id = try await arrive("n", name: raw, language: language, in: world)
            #expect(try await profile(id, in: world).name.hasPrefix(prefix))
        }
    }

    @Test("A channel's name is needed, bounded, and without NUL")
    func externalID() async throws {
        try await World.with { world in
            for bad in ["", "  ", "a\u{0}", String(repeating: "x", count: 201)] {
                await #expect(throws: InputRefusal.self) { _ = try await arrive(bad, in: world) }
            }
        }
    }

    @Test("Only the product lets somebody in; customers see themselves only")
    func scope() async throws {
        try await World.with { world in
            let (one, two) = (try await arrive("1", in: world), try await arrive("2", in: world))
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.read { _ = try customers.profile(one, as: .customer(two), in: $0) }
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.write { try customers.visit(one, on: channel, as: .customer(two), in: $0) }
            }
            await #expect(throws: ScopeRefusal.notYours) {
                try await world.store.write { tx in
                    _ = try customers.arrive(
                        channel: channel, externalID: "3", verified: true, as: .customer(two), in: tx)
                }
            }
        }
    }
}
