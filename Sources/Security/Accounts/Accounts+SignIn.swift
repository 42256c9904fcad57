import Journey
import Store

extension Accounts {
    /// Checks login and password; on success opens a session in the same transaction as its audit entry.
    ///
    /// An unknown login costs the same work and gives the same answer as a wrong password.
    ///
    /// - Parameters:
    ///   - address: where the request came from, as the trusted proxy says.
    ///   - device: what the browser says about itself, for the list of sessions.
    public func signIn(
        login: String, password: String, address: String, device: String = ""
    ) async throws -> SignInOutcome {
        // A login that no account can have goes the same way as one that none has.
        let name = (try? Account.login(login)) ?? "?"
        let (verdict, account) = try await store.write { tx in
            let verdict = try `guard`.attempt(login: name, address: address, in: tx)
            let account = try AccountStore.account(login: name, in: tx)
            if verdict != .mayTry { try refuse(verdict, account, address: address, in: tx) }
            return (verdict, account)
        }
        switch verdict {
        case .addressLocked(let until): return .tooMany(until: until)
        case .loginLocked(let until): return .locked(until: until)
        case .mayTry: break
        }
        guard let hash = PasswordHash(account?.hash ?? Self.nobodysHash) else { throw AccountRefusal.noSuchAccount }
        let isRight = try await passwords.verify(password, against: hash)
        guard isRight, let account, account.isActive else {
            try await store.write { try recordFailure(account, "wrong", address: address, in: $0) }
            return .refused
        }
        let renewed = hash.isOutdated ? try await passwords.hash(password) : nil
        return try await store.write { tx in
            try admit(account, renewed: renewed, address: address, device: device, in: tx)
        }
    }

    private func admit(
        _ checked: Account, renewed: PasswordHash?, address: String, device: String, in tx: Transaction
    ) throws -> SignInOutcome {
        // Between the check and now the password may have been changed or the colleague shut out.
        guard let account = try AccountStore.account(of: checked.agent, in: tx), account.hash == checked.hash,
            account.isActive
        else { return .refused }
        try `guard`.succeed(login: account.login, address: address, in: tx)
        if let renewed { try AccountStore.replaceHash(account.hash, by: renewed, of: account.agent, in: tx) }
        let session = try sessions.open(for: account.agent, address: address, device: device, in: tx)
        let entry = AuditEntry(
            "account.signed_in", on: Self.object(account.agent), detail: ["session": session.session.id.description],
            address: address)
        try audit.record(entry, as: Self.scope(of: account.agent), in: tx)
        return .signedIn(
            SignedIn(
                agent: account.agent, mustChangePassword: account.mustChangePassword, session: session))
    }

    private func refuse(
        _ verdict: SignInGuard.Verdict, _ account: Account?, address: String, in tx: Transaction
    ) throws {
        // From a locked address nothing is written: it must not be able to fill the log.
        if case .addressLocked = verdict { return }
        try recordFailure(account, "locked", address: address, in: tx)
    }

    private func recordFailure(
        _ account: Account?, _ outcome: String, address: String, in tx: Transaction
    ) throws {
        // The login that was typed is not written down: it may be a password.
        let object = account.map { Self.object($0.agent) } ?? "account/unknown"
        let entry = AuditEntry("account.sign_in_failed", on: object, detail: ["outcome": outcome], address: address)
        try audit.record(entry, as: .system, in: tx)
    }

    /// The audit log names the colleague; what the role was does not matter there.
    static func scope(of agent: AgentID) -> Scope { .agent(Colleague(id: agent, role: .agent, teams: [])) }

    /// A hash that no password has, with today's settings: checking against it takes as long as any other check.
    static let nobodysHash =
        "$argon2id$v=19$m=\(PasswordHash.memoryKiB),t=\(PasswordHash.passes),p=\(PasswordHash.lanes)$"
        + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43)
}
