import Channels
import Journey
import Security
import Staff
import Store

/// Who sends a request, and the ledger of those sent twice.
extension House {
    public var authenticator: Authenticator {
        Authenticator(
            agent: { cookie in
                guard let session = try await sessions.find(cookie) else { return nil }
                let agent = try await store.read { try staff.agent(session.agent, as: .system, in: $0) }
                guard agent.active else { return nil }
                return SignedIn(
                    colleague: agent.colleague, session: session.id, csrf: session.csrf,
                    mustChangePassword: session.mustChangePassword, name: agent.name)
            },
            visitor: { bearer in
                guard let token = VisitorToken(bearer, key: visitorKey, at: store.ambience.now()) else { return nil }
                return VisitorClaim(customer: token.customer, channel: token.channel)
            },
            channel: { bearer in
                try await store.read { reader in
                    try channels.all(in: reader).first { $0.active && $0.kind == .api && $0.hasSecret(bearer) }?.id
                }
            })
    }

    /// Replies to requests with an idempotency key, kept for a day.
    public var ledger: IdempotencyLedger {
        let idempotency = Idempotency()
        return IdempotencyLedger(
            lookup: { caller, key, digest in
                do {
                    let found = try await store.read {
                        try idempotency.find(caller: caller, key: key, digest: Array(digest.utf8), in: $0)
                    }
                    guard let found else { return .fresh }
                    return .answered(
                        StoredReply(status: found.status, contentType: "application/json", body: found.body))
                } catch IdempotencyRefusal.conflict {
                    return .conflict
                }
            },
            store: { caller, key, digest, reply in
                try await store.write { tx in
                    try idempotency.store(
                        .init(status: reply.status, body: reply.body), caller: caller, key: key,
                        digest: Array(digest.utf8), in: tx)
                }
            })
    }
}

extension Channel {
    /// Compared without telling by time how much of it is right.
    fileprivate func hasSecret(_ bearer: String) -> Bool {
        let (mine, given) = (Array(secret.utf8), Array(bearer.utf8))
        guard mine.count == given.count else { return false }
        return zip(mine, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
