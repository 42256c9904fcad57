public import Journey
public import Store

/// Who is signed in right now. The only door to the sessions.
public struct Sessions: Sendable {
    /// Without use for that long, a session is over.
    public static let idleSecondsMax = 30.0 * 60
    /// After that long a session is over in any case.
    public static let absoluteSecondsMax = 12.0 * 3600
    /// Of one colleague; the one unused for longest gives way.
    public static let perAgentMax = 20
    /// The last use is written down at most that often.
    static let savedEverySeconds = 60.0
    static let tokenBytes = 32
    static let deviceCharactersMax = 200

    private let store: Store
    private let audit: AuditLog
    private let key: PurposeKey
    private let cache = SessionCache()

    /// Starts with an empty memory of sessions.
    public init(store: Store, key: MasterKey, audit: AuditLog) {
        self.store = store
        self.audit = audit
        self.key = key.derived("session-csrf")
    }

    /// Opens a session for a colleague who has proved who he or she is.
    public func open(
        for agent: AgentID, address: String, device: String, in tx: Transaction
    ) throws -> OpenedSession {
        let token = tx.ambience.bytes(Self.tokenBytes)
        let id = tx.id(of: SessionSubject.self)
        let expiresAt = tx.now.adding(seconds: Self.absoluteSecondsMax)
        let clean = String(device.filter { $0 != "\0" }.prefix(Self.deviceCharactersMax))
        try SessionStore.insert(
            id, digest: sha256(token), agent: agent, expiresAt: expiresAt, address: address, device: clean, in: tx)
        guard let row = try SessionStore.find(id, in: tx) else { throw AccountRefusal.noSuchAccount }
        for surplus in try SessionStore.all(of: agent, in: tx).dropFirst(Self.perAgentMax) {
            let old: SessionID = try surplus.get("id")
            if old != id { try drop(old, in: tx) }
        }
        let session = try Session(row, key: key)
        return OpenedSession(token: Base64URL.text(token), csrf: session.csrf, session: session)
    }

    /// The session of a cookie, or `nil` if there is none, it was ended, or it is too old or was idle for too long.
    ///
    /// Counts as a use of the session.
    public func find(_ token: String) async throws -> Session? {
        guard let bytes = Base64URL.bytes(token), bytes.count == Self.tokenBytes else { return nil }
        let digest = sha256(bytes)
        let now = store.ambience.now()
        guard var entry = try await entry(digest, at: now), entry.session.isAlive(at: now) else { return nil }
        entry.session.lastSeenAt = max(entry.session.lastSeenAt, now)
        let mustSave = now.seconds(since: entry.savedAt) >= Self.savedEverySeconds
        cache.touch(digest, at: entry.session.lastSeenAt, saved: mustSave)
        if mustSave {
            let id = entry.session.id
            try await store.write { try SessionStore.touch(id, at: now, in: $0) }
        }
        return entry.session
    }

    /// Whether the token in a request's header belongs to its session; takes the same time for every wrong one.
    public func isGenuine(_ csrf: String, of session: Session) -> Bool { sameBytes(csrf.utf8, session.csrf.utf8) }

    /// The living sessions of a colleague, the one used last first. One's own, or any for an administrator.
    public func list(of agent: AgentID, as scope: Scope, in reader: Reader) throws -> [Session] {
        try Accounts.allow(agent, for: scope, orRole: .administrator)
        return try SessionStore.all(of: agent, in: reader).map { try Session($0, key: key) }
            .filter { $0.isAlive(at: reader.now) }
    }

    /// Ends one session: one's own, or any for an administrator. Ending it twice is no error.
    public func end(_ id: SessionID, address: String? = nil, as scope: Scope, in tx: Transaction) throws {
        guard let row = try SessionStore.find(id, in: tx) else { return }
        let agent: AgentID = try row.get("agent")
        try Accounts.allow(agent, for: scope, orRole: .administrator)
        try drop(id, in: tx)
        let entry = AuditEntry(
            "session.ended", on: Accounts.object(agent), detail: ["session": id.description], address: address)
        try audit.record(entry, as: scope, in: tx)
    }

    /// Ends all sessions of a colleague, as after a change of the password.
    public func endAll(of agent: AgentID, in tx: Transaction) throws {
        try SessionStore.deleteAll(of: agent, in: tx)
        tx.afterCommit { [cache] in cache.drop { $0.agent == agent } }
    }

    /// Deletes what nobody can use any more; returns how many.
    @discardableResult
    public func purge(in tx: Transaction) throws -> Int {
        // A use may be on record up to a minute late.
        let idle = Self.idleSecondsMax + Self.savedEverySeconds
        return try SessionStore.deleteDead(idleSince: tx.now.adding(seconds: -idle), in: tx)
    }

    private func drop(_ id: SessionID, in tx: Transaction) throws {
        _ = try SessionStore.delete(id, in: tx)
        tx.afterCommit { [cache] in cache.drop { $0.id == id } }
    }

    private func entry(_ digest: [UInt8], at now: Timestamp) async throws -> SessionCache.Entry? {
        let known = cache.entry(digest)
        if let known, known.isTrusted(at: now) { return known }
        let ends = cache.ends
        let session = try await store.read { reader in
            try SessionStore.find(digest: digest, in: reader).map { try Session($0, key: key) }
        }
        guard var session else { return nil }
        let savedAt = session.lastSeenAt
        // Uses of the last minute may be known to this node only.
        session.lastSeenAt = max(savedAt, known?.session.lastSeenAt ?? savedAt)
        let entry = SessionCache.Entry(session: session, readAt: now, savedAt: savedAt)
        cache.keep(entry, for: digest, ifEnds: ends)
        return entry
    }
}
