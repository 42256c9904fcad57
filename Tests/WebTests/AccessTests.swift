import Foundation
import Journey
import Synchronization
import Testing

@testable import Web

@Suite struct AccessTests {
    static let ambience = Ambience(now: { Timestamp(microseconds: 1_700_000_000_000_000) }, random: { 7 })

    static func signedIn(_ role: Role, mustChange: Bool = false) -> SignedIn {
        SignedIn(
            colleague: Colleague(id: ambience.id(), role: role, teams: []), session: ambience.id(), csrf: "c-1",
            mustChangePassword: mustChange, name: "Li")
    }

    /// Cookies name the role; the visitor's token is `v-1`, the channel's secret `k-1`.
    let authenticator = Authenticator(
        agent: { cookie in
            if cookie == "fresh" { return signedIn(.agent, mustChange: true) }
            return Role(rawValue: cookie).map { signedIn($0) }
        },
        visitor: { $0 == "v-1" ? VisitorClaim(customer: ambience.id(), channel: ambience.id()) : nil },
        channel: { $0 == "k-1" ? ambience.id() : nil })

    let routes = [
        Route.get("/api/v1/mine", .agent(.agent), "Mine") { call in ["name": try call.signedIn().name] },
        Route.post("/api/v1/mine", .agent(.agent), "Change mine") { _ in ["done": true] },
        Route.post("/api/v1/password", .agent(.agent), "Password") { _ in ["done": true] }
            .allowedBeforePasswordChange(),
        Route.get("/api/v1/team", .agent(.supervisor), "Team") { _ in ["done": true] },
        Route.get("/api/v1/visitor", .visitor, "Visitor") { call in
            guard case .customer = try call.scope() else { return ["done": false] }
            return ["done": true]
        },
        Route.post("/api/v1/hook", .channel, "Hook") { _ in ["done": true] },
        Route.post("/api/v1/session", .anyone, "Sign in") { _ in ["done": true] },
    ]

    @Test("Without a valid session a colleague's route answers 401")
    func unauthenticated() async throws {
        try await TestServer.run(routes: routes, authenticator: authenticator) { server in
            let browser = try server.browser()
            for cookie in ["", "magpie_session=wrong", "other=agent"] {
                let reply = try await browser.ask("GET", "/api/v1/mine", ["Cookie": cookie])
                #expect(reply.status == 401)
                #expect(reply.json("error.code") == "unauthenticated")
            }
            let reply = try await browser.ask("GET", "/api/v1/mine", ["Cookie": "a=b; magpie_session=agent"])
            #expect(reply.json("name") == "Li")
        }
    }

    @Test("A change needs the session's own token, and may not come from another site's page")
    func csrf() async throws {
        try await TestServer.run(routes: routes, authenticator: authenticator) { server in
            let browser = try server.browser()
            let cookie = ["Cookie": "magpie_session=agent"]
            let cases: [([String: String], Int, String)] = [
                ([:], 403, "X-CSRF-Token"), (["X-CSRF-Token": "c-2"], 403, "X-CSRF-Token"),
                (["X-CSRF-Token": "c-1"], 200, ""), (["X-CSRF-Token": "c-1", "Origin": "http://desk.test"], 200, ""),
                (["X-CSRF-Token": "c-1", "Origin": "https://evil.example"], 403, "Origin"),
            ]
            for (headers, status, field) in cases {
                let reply = try await browser.ask("POST", "/api/v1/mine", headers.merging(cookie) { $1 })
                #expect(reply.status == status, "\(headers)")
                #expect((reply.json("error.field") ?? "") == field)
            }
            let signIn = try await browser.ask("POST", "/api/v1/session", ["Origin": "https://evil.example"])
            #expect(signIn.status == 403)
        }
    }

    @Test("Roles: the own and lower ones are enough, a higher one is not")
    func roles() async throws {
        try await TestServer.run(routes: routes, authenticator: authenticator) { server in
            let browser = try server.browser()
            for (role, status) in [("agent", 403), ("supervisor", 200), ("administrator", 200)] {
                let reply = try await browser.ask("GET", "/api/v1/team", ["Cookie": "magpie_session=\(role)"])
                #expect(reply.status == status)
            }
        }
    }

    @Test("An initial password opens nothing but the way to a new one")
    func initialPassword() async throws {
        try await TestServer.run(routes: routes, authenticator: authenticator) { server in
            let browser = try server.browser()
            let headers = ["Cookie": "magpie_session=fresh", "X-CSRF-Token": "c-1"]
            let mine = try await browser.ask("GET", "/api/v1/mine", headers)
            #expect(mine.status == 403)
            #expect(mine.json("error.code") == "password_change_required")
            #expect(try await browser.ask("POST", "/api/v1/password", headers).status == 200)
        }
    }

    @Test("Visitors and channels are known by their tokens, and only where they belong")
    func bearers() async throws {
        try await TestServer.run(routes: routes, authenticator: authenticator) { server in
            let browser = try server.browser()
            let cases = [
                ("GET", "/api/v1/visitor", "Bearer v-1", 200), ("GET", "/api/v1/visitor", "bearer v-1", 200),
                ("GET", "/api/v1/visitor", "Bearer k-1", 401), ("GET", "/api/v1/visitor", "Basic v-1", 401),
                ("POST", "/api/v1/hook", "Bearer k-1", 200), ("POST", "/api/v1/hook", "Bearer v-1", 401),
            ]
            for (method, path, authorization, status) in cases {
                let reply = try await browser.ask(method, path, ["Authorization": authorization])
                #expect(reply.status == status, "\(path) \(authorization)")
                #expect(reply.headers["www-authenticate"] == (status == 401 ? "Bearer" : nil))
            }
        }
    }
}
