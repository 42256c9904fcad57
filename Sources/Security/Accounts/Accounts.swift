public import Journey
public import Store

/// Who may sign in, and with what. The only door to the accounts; every deed here is in the audit log.
public struct Accounts: Sendable {
    let store: Store
    let audit: AuditLog
    let sessions: Sessions
    let passwords: Passwords
    let `guard`: SignInGuard

    /// Takes the parts it works with; does no I/O.
    public init(store: Store, key: MasterKey, audit: AuditLog, sessions: Sessions, passwords: Passwords) {
        self.store = store
        self.audit = audit
        self.sessions = sessions
        self.passwords = passwords
        `guard` = SignInGuard(key: key.derived("sign-in-throttle"))
    }

    /// Checks login and password and hashes the password, before the transaction that writes the account.
    ///
    /// Throws ``InputRefusal`` or ``PasswordRefusal``.
    public func prepare(login: String, password: String, mustChange: Bool = true) async throws -> NewAccount {
        let login = try Account.login(login)
        try PasswordPolicy.check(password, login: login)
        let hash = try await passwords.hash(password)
        return NewAccount(login: login, mustChangePassword: mustChange, hash: hash)
    }

    /// Gives a colleague the account. Administrators only. Throws ``AccountRefusal``.
    public func create(_ new: NewAccount, for agent: AgentID, as scope: Scope, in tx: Transaction) throws {
        try scope.require(.administrator)
        guard try AccountStore.account(login: new.login, in: tx) == nil else { throw AccountRefusal.loginTaken }
        guard try AccountStore.account(of: agent, in: tx) == nil else { throw AccountRefusal.agentTaken }
        try AccountStore.insert(new, for: agent, in: tx)
        try audit.record(AuditEntry("account.created", on: Self.object(agent)), as: scope, in: tx)
    }

    /// Prepares and creates in one go, for a colleague who exists already.
    public func create(
        agent: AgentID, login: String, password: String, mustChange: Bool = true, as scope: Scope
    ) async throws {
        let new = try await prepare(login: login, password: password, mustChange: mustChange)
        try await store.write { try create(new, for: agent, as: scope, in: $0) }
    }

    /// The account of a colleague, or `nil`. One's own, or any for a supervisor.
    public func account(of agent: AgentID, as scope: Scope, in reader: Reader) throws -> Account? {
        try Self.allow(agent, for: scope, orRole: .supervisor)
        return try AccountStore.account(of: agent, in: reader)
    }

    /// How many there are; none means that this is the first run.
    public func count(in reader: Reader) throws -> Int { try AccountStore.count(in: reader) }

    /// Lets a colleague in again or shuts him or her out; shutting out ends all sessions. Administrators only.
    public func setActive(
        _ active: Bool, of agent: AgentID, address: String? = nil, as scope: Scope, in tx: Transaction
    ) throws {
        try scope.require(.administrator)
        guard try AccountStore.setActive(active, of: agent, in: tx) else { throw AccountRefusal.noSuchAccount }
        if !active { try sessions.endAll(of: agent, in: tx) }
        let action = active ? "account.activated" : "account.deactivated"
        try audit.record(AuditEntry(action, on: Self.object(agent), address: address), as: scope, in: tx)
    }

    /// Ends a lock-out before its time. Administrators only.
    public func unlock(_ agent: AgentID, address: String? = nil, as scope: Scope, in tx: Transaction) throws {
        try scope.require(.administrator)
        guard let account = try AccountStore.account(of: agent, in: tx) else { throw AccountRefusal.noSuchAccount }
        try `guard`.unlock(login: account.login, in: tx)
        try audit.record(AuditEntry("account.unlocked", on: Self.object(agent), address: address), as: scope, in: tx)
    }

    static func object(_ agent: AgentID) -> String { "account/\(agent)" }

    static func allow(_ agent: AgentID, for scope: Scope, orRole role: Role) throws(ScopeRefusal) {
        if case .agent(let colleague) = scope, colleague.id == agent { return }
        try scope.require(role)
    }
}
