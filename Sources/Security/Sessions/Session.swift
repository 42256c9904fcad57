public import Journey
import Store

/// One sign-in of a colleague on one device (登录会话).
public struct Session: Sendable, Hashable {
    /// Names it in lists; says nothing about the token.
    public let id: SessionID
    /// Whose it is.
    public let agent: AgentID
    /// When the colleague signed in.
    public let createdAt: Timestamp
    /// The last use, exact on this node.
    public var lastSeenAt: Timestamp
    /// The absolute limit, whatever the colleague does.
    public let expiresAt: Timestamp
    /// Where the sign-in came from.
    public let address: String
    /// What the browser said about itself.
    public let device: String
    /// Nothing but a change of the password is allowed before that is done.
    public let mustChangePassword: Bool
    /// Send it back in the header of every change; see ``Sessions/isGenuine(_:of:)``.
    public let csrf: String

    init(_ row: Row, key: PurposeKey) throws {
        id = try row.get("id")
        agent = try row.get("agent")
        createdAt = try row.get("created_at")
        lastSeenAt = try row.get("last_seen_at")
        expiresAt = try row.get("expires_at")
        address = try row.get("address")
        device = try row.get("device")
        mustChangePassword = try row.get("must_change")
        csrf = Base64URL.text(key.authenticate(id.bytes))
    }

    /// Neither idle for too long nor too old.
    func isAlive(at now: Timestamp) -> Bool {
        now < expiresAt && now.seconds(since: lastSeenAt) < Sessions.idleSecondsMax
    }
}

/// A session that was just opened, with the secret that only the browser keeps.
public struct OpenedSession: Sendable {
    /// 256 random bits for the cookie; we keep its SHA-256 only.
    public let token: String
    public let csrf: String
    /// What is known of it on our side.
    public let session: Session
}
