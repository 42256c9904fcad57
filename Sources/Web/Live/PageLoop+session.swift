import Journey
import Security
import Staff
import Store

/// A socket is worth no more than the session that opened it.
extension PageLoop {
    static let sessionLookSeconds = 15.0

    /// Closes the socket soon after the session ended, the colleague was shut out, or the role changed; looking does
    /// not count as use.
    func watchSession(of page: PageSession) async {
        guard case .agent(let signedIn) = page.caller else { return }
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(Self.sessionLookSeconds))
            guard !Task.isCancelled else { return }
            let isValid = try? await house.store.read { reader in
                let sessions = try house.sessions.list(of: signedIn.colleague.id, as: .system, in: reader)
                let agent = try house.staff.agent(signedIn.colleague.id, as: .system, in: reader)
                return agent.active && agent.colleague == signedIn.colleague
                    && sessions.contains { $0.id == signedIn.session }
            }
            // A database that does not answer ends nobody's session.
            // A colleague followed may have moved to another team: the right to follow is asked for again.
            for topic in page.topics { page.askAgain(topic) }
            if isValid == false { return page.socket.close(code: .notAllowed, reason: "signed out") }
        }
    }

    /// What a colleague does through the socket is use of the session, as a request would be.
    func isStillSignedIn(_ page: PageSession, by frame: String) async -> Bool {
        guard case .agent(let signedIn) = page.caller, !frame.contains(#""type":"ping""#) else { return true }
        let cookie = page.socket.cookie(Authenticator.cookieName) ?? ""
        do {
            let now = try await authenticator.agent(cookie)
            if now?.colleague == signedIn.colleague, now?.mustChangePassword == false { return true }
        } catch {
            return true
        }
        page.socket.close(code: .notAllowed, reason: "signed out")
        return false
    }
}
