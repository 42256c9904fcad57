public import Journey
import Store

extension Accounts {
    /// Replaces the own password; ends all sessions of the colleague and opens a fresh one.
    ///
    /// Wrong present passwords count like failed sign-ins. Throws ``PasswordRefusal`` or ``AccountRefusal``.
    public func changePassword(
        of agent: AgentID, from present: String, to new: String, address: String, device: String = ""
    ) async throws -> OpenedSession {
        let (account, verdict) = try await store.write { tx in
            guard let account = try AccountStore.account(of: agent, in: tx), account.isActive else {
                throw AccountRefusal.noSuchAccount
            }
            return (account, try `guard`.attempt(login: account.login, in: tx))
        }
        if case .loginLocked(let until) = verdict { throw AccountRefusal.locked(until: until) }
        guard let hash = PasswordHash(account.hash) else { throw AccountRefusal.noSuchAccount }
        guard try await passwords.verify(present, against: hash) else {
            try await store.write { tx in
                let entry = AuditEntry(
                    "account.password_change_failed", on: Self.object(agent), address: address)
                try audit.record(entry, as: Self.scope(of: agent), in: tx)
            }
            throw PasswordRefusal.wrongPresent
        }
        try await store.write { try `guard`.succeed(login: account.login, address: nil, in: $0) }
        guard present != new else { throw PasswordRefusal.unchanged }
        try PasswordPolicy.check(new, login: account.login)
        let replacement = try await passwords.hash(new)
        return try await store.write { tx in
            try sessions.endAll(of: agent, in: tx)
            try AccountStore.setPassword(replacement, mustChange: false, of: agent, in: tx)
            let entry = AuditEntry("account.password_changed", on: Self.object(agent), address: address)
            try audit.record(entry, as: Self.scope(of: agent), in: tx)
            return try sessions.open(for: agent, address: address, device: device, in: tx)
        }
    }

    /// Gives a colleague a fresh password that must be replaced at the next sign-in. Administrators only.
    ///
    /// - Returns: the password, to be told once; it is kept nowhere.
    public func resetPassword(of agent: AgentID, address: String? = nil, as scope: Scope) async throws -> String {
        try scope.require(.administrator)
        let password = GeneratedPassword.make(store.ambience)
        let hash = try await passwords.hash(password)
        try await store.write { tx in
            guard let account = try AccountStore.account(of: agent, in: tx) else {
                throw AccountRefusal.noSuchAccount
            }
            try sessions.endAll(of: agent, in: tx)
            try AccountStore.setPassword(hash, mustChange: true, of: agent, in: tx)
            try `guard`.unlock(login: account.login, in: tx)
            try audit.record(
                AuditEntry("account.password_reset", on: Self.object(agent), address: address), as: scope, in: tx)
        }
        return password
    }
}
