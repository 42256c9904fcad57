import Foundation
import Journey
import Store
import Testing

@testable import Security

@Suite("Sessions") struct SessionTests {
    @Test("Thirty minutes without use end a session; use prolongs it, up to twelve hours in all")
    func limits() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let sessions = house.security.sessions
            let idle = try await house.signIn("known").signedIn().session
            let busy = try await house.signIn("known").signedIn().session
            for _ in 0..<24 {
                house.clock.pass(seconds: 29 * 60 + 59)
                #expect(try await sessions.find(busy.token) != nil)
            }
            #expect(try await sessions.find(idle.token) == nil)
            house.clock.pass(seconds: 25)
            #expect(try await sessions.find(busy.token) == nil, "twelve hours are over")
        }
    }

    @Test("Uses of the last minute count, though they are not yet in the database")
    func unsavedUse() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let opened = try await house.signIn("known").signedIn().session
            house.clock.pass(seconds: 50)
            #expect(try await house.security.sessions.find(opened.token) != nil)
            house.clock.pass(seconds: 29.5 * 60)
            #expect(try await house.security.sessions.find(opened.token) != nil)
            house.clock.pass(seconds: 30 * 60)
            #expect(try await house.security.sessions.find(opened.token) == nil)
        }
    }

    @Test("The database holds neither the token nor anything from which it can be made")
    func tokenIsNotKept() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let opened = try await house.signIn("known").signedIn().session
            let token = try #require(Base64URL.bytes(opened.token))
            #expect(token.count == 32)
            let row = try #require(try await house.store.read { try $0.first("SELECT * FROM session") })
            #expect(try row.get("digest", as: [UInt8].self) == sha256(token))
            let contents = try files(of: house)
            #expect(!contents.contains { $0.range(of: Data(token)) != nil })
        }
    }

    @Test("Anything but a token of ours finds nothing", arguments: ["", "x", "⟦", String(repeating: "A", count: 43)])
    func rubbish(token: String) async throws {
        try await House.visit { house in
            let session = try await house.security.sessions.find(token)
            #expect(session == nil)
        }
    }

    @Test("The token against forged requests belongs to its own session only")
    func csrf() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let (one, two) = (
                try await house.signIn("known").signedIn().session, try await house.signIn("known").signedIn().session
            )
            let sessions = house.security.sessions
            let session = try #require(try await sessions.find(one.token))
            #expect(session.csrf == one.csrf && one.csrf != two.csrf)
            #expect(sessions.isGenuine(one.csrf, of: session))
            #expect(!sessions.isGenuine(two.csrf, of: session))
            #expect(!sessions.isGenuine("", of: session))
        }
    }

    @Test("An ended session is gone at once, though it was remembered a moment ago")
    func ending() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let sessions = house.security.sessions
            let (one, two) = (
                try await house.signIn("known").signedIn().session, try await house.signIn("known").signedIn().session
            )
            for opened in [one, two] { #expect(try await sessions.find(opened.token) != nil) }
            let own = Scope.agent(Colleague(id: agent, role: .agent, teams: []))
            let stranger = Scope.agent(Colleague(id: .fresh(), role: .supervisor, teams: []))
            await #expect(throws: ScopeRefusal.self) {
                try await house.store.write { try sessions.end(one.session.id, as: stranger, in: $0) }
            }
            try await house.store.write { try sessions.end(one.session.id, as: own, in: $0) }
            #expect(try await sessions.find(one.token) == nil)
            #expect(try await sessions.find(two.token) != nil)
            let listed = try await house.store.read { try sessions.list(of: agent, as: own, in: $0) }
            #expect(listed.map(\.id) == [two.session.id])
            #expect(try await house.actions().last == "session.ended")
        }
    }

    @Test("A session ended on another node is believed for twenty seconds at most")
    func otherNode() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let opened = try await house.signIn("known").signedIn().session
            #expect(try await house.security.sessions.find(opened.token) != nil)
            let elsewhere = Security(store: house.store, key: house.security.key)
            try await house.store.write { try elsewhere.sessions.endAll(of: agent, in: $0) }
            house.clock.pass(seconds: SessionCache.trustedSecondsMax)
            #expect(try await house.security.sessions.find(opened.token) == nil)
        }
    }

    @Test("Many sessions: twenty a colleague stay, the one unused for longest goes")
    func surplus() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let opened = try await house.store.write { tx in
                try (0..<25).map { _ in
                    defer { house.clock.pass(seconds: 1) }
                    return try house.security.sessions.open(for: agent, address: "a", device: "d\0", in: tx)
                }
            }
            for (number, session) in opened.enumerated() {
                let found = try await house.security.sessions.find(session.token)
                #expect((found != nil) == (number >= 5), "session \(number)")
            }
        }
    }

    @Test("Purging deletes what is over and nothing else")
    func purge() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            _ = try await house.signIn("known")
            house.clock.pass(seconds: 32 * 60)
            let living = try await house.signIn("known").signedIn().session
            #expect(try await house.store.write { try house.security.sessions.purge(in: $0) } == 1)
            #expect(try await house.security.sessions.find(living.token) != nil)
        }
    }

    @Test("The cache stays within its limit and a late answer cannot bring back an ended session")
    func cache() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let session = try await house.signIn("known").signedIn().session.session
            let entry = SessionCache.Entry(session: session, readAt: house.clock.now, savedAt: house.clock.now)
            let cache = SessionCache()
            for number in 0..<(SessionCache.countMax + 10) {
                cache.keep(entry, for: UInt32(number).bigEndianBytes, ifEnds: cache.ends)
            }
            #expect(cache.count <= SessionCache.countMax)
            let before = cache.ends
            cache.drop { $0.id == session.id }
            #expect(cache.count == 0)
            cache.keep(entry, for: [1], ifEnds: before)
            #expect(cache.entry([1]) == nil)
        }
    }
}

/// Every file that the database consists of.
func files(of house: House) throws -> [Data] {
    try FileManager.default.contentsOfDirectory(atPath: house.folder).filter { $0.hasPrefix("magpie.db") }
        .map { try Data(contentsOf: URL(fileURLWithPath: house.folder + "/" + $0)) }
}
