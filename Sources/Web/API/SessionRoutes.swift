import HTTPTypes
import Journey
import Security
import Staff
import Store

/// Signing in and out, and one's own presence.
enum SessionRoutes {
    struct Login: Codable, Sendable {
        let login: String
        let password: String
    }

    struct PasswordChange: Codable, Sendable {
        let current: String
        let next: String
    }

    struct PresenceChange: Codable, Sendable {
        let state: Presence
    }

    struct Session: Codable, Sendable {
        let agent: Agent
        let csrf: String
        let mustChangePassword: Bool
    }

    static func all(_ house: House) -> [Route] {
        [
            .post("/api/v1/session", .anyone, "Sign in") { call, login in try await signIn(login, call, house) }
                .limited(perMinute: 60).neverStored(),
            .get("/api/v1/session", .agent(.agent), "Who is signed in") { call in
                let signedIn = try call.signedIn()
                return try await house.session(of: signedIn, csrf: signedIn.csrf)
            }.allowedBeforePasswordChange(),
            .delete("/api/v1/session", .agent(.agent), "Sign out") { call in try await signOut(call, house) }
                .allowedBeforePasswordChange(),
            .post("/api/v1/session/password", .agent(.agent), "Change one's own password") { call, change in
                try await changePassword(change, call, house)
            }.allowedBeforePasswordChange().neverStored(),
            .put("/api/v1/me/presence", .agent(.agent), "Come online, be busy, go offline") {
                (call, change: PresenceChange) in
                let me = try call.signedIn().colleague
                return try await house.store.write { tx in
                    try house.staff.setPresence(of: me.id, to: change.state, as: .agent(me), in: tx)
                }
            },
        ]
    }

    private static func signIn(_ login: Login, _ call: Call, _ house: House) async throws -> WithHeaders<Session> {
        let outcome = try await house.accounts.signIn(
            login: login.login, password: login.password, address: call.remoteAddress,
            device: call.header("User-Agent") ?? "")
        if let refusal = outcome.refusal { throw refusal }
        guard case .signedIn(let signedIn) = outcome else { throw WebRefusal.signInNeeded }
        house.presence.signedIn(signedIn.agent)
        let agent = try await house.store.read { try house.staff.agent(signedIn.agent, as: .system, in: $0) }
        let session = Session(
            agent: agent, csrf: signedIn.session.csrf, mustChangePassword: signedIn.mustChangePassword)
        return WithHeaders(session, headers: [.setCookie: cookie(signedIn.session.token, call)])
    }

    private static func signOut(_ call: Call, _ house: House) async throws -> WithHeaders<Empty> {
        let signedIn = try call.signedIn()
        try await house.store.write { tx in
            try house.sessions.end(
                signedIn.session, address: call.remoteAddress, as: .agent(signedIn.colleague), in: tx)
        }
        house.hub.signedOut(signedIn.session)
        return WithHeaders(Empty(), headers: [.setCookie: cookie("", call) + "; Max-Age=0"])
    }

    private static func changePassword(
        _ change: PasswordChange, _ call: Call, _ house: House
    ) async throws -> WithHeaders<Session> {
        let signedIn = try call.signedIn()
        let opened = try await house.accounts.changePassword(
            of: signedIn.colleague.id, from: change.current, to: change.next, address: call.remoteAddress,
            device: call.header("User-Agent") ?? "")
        let session = try await house.session(of: signedIn, csrf: opened.csrf, mustChange: false)
        return WithHeaders(session, headers: [.setCookie: cookie(opened.token, call)])
    }

    private static func cookie(_ token: String, _ call: Call) -> String {
        "\(Authenticator.cookieName)=\(token); Path=/; HttpOnly; SameSite=Strict" + (call.isSecure ? "; Secure" : "")
    }
}

extension House {
    fileprivate func session(
        of signedIn: SignedIn, csrf: String, mustChange: Bool? = nil
    ) async throws -> SessionRoutes.Session {
        let agent = try await store.read { try staff.agent(signedIn.colleague.id, as: .system, in: $0) }
        return SessionRoutes.Session(
            agent: agent, csrf: csrf, mustChangePassword: mustChange ?? signedIn.mustChangePassword)
    }
}
