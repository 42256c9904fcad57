import Journey
import Security
import Store
import Testing

@Suite("Accounts and sign-in") struct AccountTests {
    @Test("The right password opens a session, in any case of the login, and is in the log")
    func success() async throws {
        try await House.visit { house in
            let agent = try await house.hire("Li.Lei")
            let signedIn = try await house.signIn("LI.lei").signedIn()
            #expect(signedIn.agent == agent)
            #expect(!signedIn.mustChangePassword)
            let session = try await house.security.sessions.find(signedIn.session.token)
            #expect(session?.agent == agent)
            #expect(try await house.actions() == ["account.created", "account.signed_in"])
        }
    }

    @Test("Unknown login, wrong password and inactive account look the same")
    func refusals() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let left = try await house.hire("left")
            try await house.store.write {
                try house.security.accounts.setActive(false, of: left, as: house.boss, in: $0)
            }
            let outcomes = [
                try await house.signIn("nobody"), try await house.signIn("known", "Wrong-Twig-47"),
                try await house.signIn("left"), try await house.signIn("two words"), try await house.signIn(""),
            ]
            #expect(outcomes.allSatisfy { $0.refusal == .wrong })
            #expect(try await house.actions().filter { $0 == "account.sign_in_failed" }.count == 5)
        }
    }

    @Test("An unknown login costs the same time as a wrong password, within a factor of three")
    func sameTime() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let clock = ContinuousClock()
            var (known, unknown) = (Duration.zero, Duration.zero)
            for round in 0..<4 {
                known += try await clock.measure { _ = try await house.signIn("known", "Wrong-Twig-\(round)") }
                unknown += try await clock.measure { _ = try await house.signIn("nobody", "Wrong-Twig-\(round)") }
            }
            let ratio = known / unknown
            #expect(ratio > 0.3 && ratio < 3.3, "known \(known), unknown \(unknown)")
        }
    }

    @Test(
        "Five failures lock the login for fifteen minutes, existing or not; then it is open again",
        arguments: ["known", "nobody"])
    func lockOut(login: String) async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let start = house.clock.now
            for _ in 0..<5 { #expect(try await house.signIn(login, "Wrong-Twig-47").name == "refused") }
            let sixth = try await house.signIn(login)
            guard case .locked(let until) = sixth else { throw Unexpected(what: sixth.name) }
            #expect(until == start.adding(seconds: 900))
            house.clock.pass(seconds: 899)
            #expect(try await house.signIn(login).name == "locked")
            house.clock.pass(seconds: 1)
            #expect(try await house.signIn(login).name == (login == "known" ? "signedIn" : "refused"))
        }
    }

    @Test("Guesses at the same moment do not slip through together")
    func concurrentGuesses() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            let names = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        try await house.signIn("known", "Wrong-Twig-\(number)", from: "10.0.1.\(number)").name
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(names == ["refused": 5, "locked": 11])
        }
    }

    @Test("The right password within the five starts the count afresh")
    func countStartsAfresh() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            for _ in 0..<3 {
                for _ in 0..<4 { _ = try await house.signIn("known", "Wrong-Twig-47") }
                #expect(try await house.signIn("known").name == "signedIn")
                house.clock.pass(seconds: 901)
            }
        }
    }

    @Test("Twenty failures from one address close it, for any login, and write no more to the log")
    func address() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            for number in 0..<20 {
                #expect(try await house.signIn("guess\(number)", "Wrong-Twig-47").name == "refused")
            }
            let rows = try await house.actions().count
            for _ in 0..<3 { #expect(try await house.signIn("known").name == "tooMany") }
            #expect(try await house.actions().count == rows)
            #expect(try await house.signIn("known", from: "10.0.0.2").name == "signedIn")
            house.clock.pass(seconds: 900)
            #expect(try await house.signIn("known").name == "signedIn")
        }
    }

    @Test("Good sign-ins do not use up an address, and do not buy guesses either")
    func officeAddress() async throws {
        try await House.visit { house in
            _ = try await house.hire("known")
            for _ in 0..<25 { #expect(try await house.signIn("known").name == "signedIn") }
            for number in 0..<20 {
                _ = try await house.signIn("guess\(number)", "Wrong-Twig-47")
                if number < 19 { #expect(try await house.signIn("known").name == "signedIn") }
            }
            #expect(try await house.signIn("known").name == "tooMany")
        }
    }

    @Test("A hash with older settings is made anew at the next sign-in, and the password stays")
    func rehash() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let old = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            try await house.store.write { tx in
                _ = try tx.execute("UPDATE account SET hash = ? WHERE agent = ?", old, agent)
            }
            #expect(try await house.signIn("known", "password").name == "signedIn")
            let hash: String? = try await house.store.read { try $0.first("SELECT hash FROM account")?.get("hash") }
            #expect(hash?.hasPrefix("$argon2id$v=19$m=19456,") == true)
            #expect(try await house.signIn("known", "password").name == "signedIn")
        }
    }

    @Test("Logins are unique whatever their case; one account a colleague; only administrators make them")
    func creation() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            await #expect(throws: AccountRefusal.loginTaken) { try await house.hire("KNOWN") }
            await #expect(throws: AccountRefusal.agentTaken) {
                try await house.security.accounts.create(
                    agent: agent, login: "another", password: goodPassword, as: house.boss)
            }
            let clerk = Scope.agent(Colleague(id: agent, role: .supervisor, teams: []))
            await #expect(throws: ScopeRefusal.roleNeeded(.administrator)) {
                try await house.security.accounts.create(
                    agent: .fresh(), login: "another", password: goodPassword, as: clerk)
            }
            await #expect(throws: PasswordRefusal.tooShort) { try await house.hire("weak", password: "x") }
            await #expect(throws: InputRefusal.self) { try await house.hire("a b") }
            #expect(try await house.store.read { try house.security.accounts.count(in: $0) } == 1)
        }
    }
}
