import Journey
public import Store

/// Everything that keeps the house shut: sign-in, sessions, the audit log, the vault, idempotency, keys.
///
/// Made once from the store and the master key; each part is a door of its own and can be handed on alone.
public struct Security: Sendable {
    let store: Store
    /// The secret from which all keys here are derived.
    public let key: MasterKey
    /// Who did what, tamper-evident.
    public let audit: AuditLog
    /// Who is signed in.
    public let sessions: Sessions
    /// Who may sign in.
    public let accounts: Accounts
    /// Where personal data is kept.
    public let vault: Vault
    /// Answers given before.
    public let idempotency: Idempotency
    /// The key of ``VisitorToken``.
    public let visitorKey: PurposeKey

    /// Wires the parts together; does no I/O.
    public init(store: Store, key: MasterKey) {
        self.store = store
        self.key = key
        audit = AuditLog(store: store, key: key)
        sessions = Sessions(store: store, key: key, audit: audit)
        accounts = Accounts(
            store: store, key: key, audit: audit, sessions: sessions, passwords: Passwords(ambience: store.ambience))
        vault = Vault(key: key, audit: audit)
        idempotency = Idempotency()
        visitorKey = key.derived("visitor-token")
    }

    /// Deletes what has run out: sessions, remembered answers. To be called every few minutes.
    public func purge(in tx: Transaction) throws {
        try sessions.purge(in: tx)
        try idempotency.purge(in: tx)
    }
}
