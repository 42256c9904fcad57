import Journey
import Security
import Store
import Testing

@Suite("Changing passwords") struct PasswordChangeTests {
    let fresh = "Feather-Bough-12"

    @Test("The change ends all sessions, opens a new one and lifts the duty to change")
    func change() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known", mustChange: true)
            let first = try await house.signIn("known").signedIn()
            let second = try await house.signIn("known").signedIn()
            #expect(first.mustChangePassword && first.session.session.mustChangePassword)
            let opened = try await house.security.accounts.changePassword(
                of: agent, from: goodPassword, to: fresh, address: "10.0.0.1")
            for old in [first, second] { #expect(try await house.security.sessions.find(old.session.token) == nil) }
            #expect(try await house.security.sessions.find(opened.token)?.mustChangePassword == false)
            #expect(try await house.signIn("known").name == "refused")
            #expect(try await house.signIn("known", fresh).name == "signedIn")
            #expect(try await house.actions().contains("account.password_changed"))
        }
    }

    @Test("A wrong present password, the same again and a weak one change nothing")
    func refusals() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let session = try await house.signIn("known").signedIn().session
            let cases: [(String, String, PasswordRefusal)] = [
                ("Wrong-Twig-47", fresh, .wrongPresent), (goodPassword, goodPassword, .unchanged),
                (goodPassword, "short", .tooShort), (goodPassword, "Password123", .tooCommon),
            ]
            for (present, new, refusal) in cases {
                await #expect(throws: refusal) {
                    try await house.security.accounts.changePassword(of: agent, from: present, to: new, address: "x")
                }
            }
            #expect(try await house.security.sessions.find(session.token) != nil)
            #expect(try await house.signIn("known").name == "signedIn")
        }
    }

    @Test("Whoever found an open session cannot guess the password with it")
    func guessing() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let accounts = house.security.accounts
            for _ in 0..<5 {
                await #expect(throws: PasswordRefusal.wrongPresent) {
                    try await accounts.changePassword(of: agent, from: "Wrong-Twig-47", to: fresh, address: "x")
                }
            }
            await #expect(throws: AccountRefusal.locked(until: house.clock.now.adding(seconds: 900))) {
                try await accounts.changePassword(of: agent, from: goodPassword, to: fresh, address: "x")
            }
        }
    }

    @Test("A reset gives a password that works once for changing it, ends sessions and unlocks")
    func reset() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let session = try await house.signIn("known").signedIn().session
            for _ in 0..<5 { _ = try await house.signIn("known", "Wrong-Twig-47") }
            let given = try await house.security.accounts.resetPassword(of: agent, as: house.boss)
            #expect(try await house.security.sessions.find(session.token) == nil)
            #expect(try await house.signIn("known", given).signedIn().mustChangePassword)
            let own = Scope.agent(Colleague(id: agent, role: .agent, teams: []))
            await #expect(throws: ScopeRefusal.roleNeeded(.administrator)) {
                try await house.security.accounts.resetPassword(of: agent, as: own)
            }
        }
    }

    @Test("Shutting somebody out ends all sessions; letting in again restores the sign-in")
    func deactivation() async throws {
        try await House.visit { house in
            let agent = try await house.hire("known")
            let session = try await house.signIn("known").signedIn().session
            #expect(try await house.security.sessions.find(session.token) != nil)
            try await house.store.write {
                try house.security.accounts.setActive(false, of: agent, as: house.boss, in: $0)
            }
            #expect(try await house.security.sessions.find(session.token) == nil)
            #expect(try await house.signIn("known").name == "refused")
            try await house.store.write {
                try house.security.accounts.setActive(true, of: agent, as: house.boss, in: $0)
            }
            #expect(try await house.signIn("known").name == "signedIn")
        }
    }
}
