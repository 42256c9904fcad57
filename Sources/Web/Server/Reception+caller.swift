import HTTPTypes
import Journey

extension Reception {
    /// Who sends this, checked against what the route asks for.
    func recognise(_ visit: Visit, _ face: Route.Face) async throws -> Caller {
        let changes = visit.method != .get && visit.method != .head
        switch face.access {
        case .anyone:
            try requireOurPages(visit, changes)
            return .anyone
        case .agent(let role):
            let cookie = Cookies.value(of: Authenticator.cookieName, in: visit.headers[.cookie])
            guard let cookie, let signedIn = try await authenticator.agent(cookie) else {
                throw WebRefusal.signInNeeded
            }
            try requireOurPages(visit, changes)
            if changes, !Self.same(visit.headers[.csrfToken] ?? "", signedIn.csrf) {
                throw WebRefusal.csrfTokenWrong
            }
            if signedIn.mustChangePassword, !face.allowedBeforePasswordChange {
                throw WebRefusal.passwordChangeNeeded
            }
            try Scope.agent(signedIn.colleague).require(role)
            return .agent(signedIn)
        case .visitor:
            guard let token = bearer(visit), let claim = try await authenticator.visitor(token) else {
                throw WebRefusal.tokenNeeded
            }
            return .visitor(claim)
        case .channel:
            guard let token = bearer(visit), let channel = try await authenticator.channel(token) else {
                throw WebRefusal.tokenNeeded
            }
            return .channel(channel)
        }
    }

    /// A body of another type could be sent by any site's form without asking.
    func checkBody(_ visit: Visit, _ face: Route.Face) throws {
        guard face.body != nil else { return }
        let type = (visit.headers[.contentType] ?? "").split(separator: ";").first ?? ""
        let isJSON = type.filter { $0 != " " }.lowercased() == "application/json"
        guard isJSON else { throw WebRefusal.jsonNeeded }
    }

    private func requireOurPages(_ visit: Visit, _ changes: Bool) throws {
        guard !changes || visit.comesFromOurPages(configuration.origins) else { throw WebRefusal.otherOrigin }
    }

    private func bearer(_ visit: Visit) -> String? {
        guard let value = visit.headers[.authorization], value.count > 7 else { return nil }
        guard value.prefix(7).lowercased() == "bearer " else { return nil }
        return String(value.dropFirst(7))
    }

    /// In a time that does not depend on where they differ.
    static func same(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count, !right.isEmpty else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
