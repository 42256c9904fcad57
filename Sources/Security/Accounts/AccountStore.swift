import Journey
import Store

/// The SQL of accounts and of the counters that guard them.
enum AccountStore {
    static func insert(_ new: NewAccount, for agent: AgentID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO account (agent, login, hash, must_change, active, changed_at, created_at)
            VALUES (?, ?, ?, ?, 1, ?, ?)
            """, agent, new.login, new.hash.text, new.mustChangePassword, tx.now, tx.now)
    }

    static func account(of agent: AgentID, in reader: Reader) throws -> Account? {
        try reader.first("SELECT * FROM account WHERE agent = ?", agent).map(Account.init)
    }

    static func account(login: String, in reader: Reader) throws -> Account? {
        try reader.first("SELECT * FROM account WHERE login = ?", login).map(Account.init)
    }

    static func count(in reader: Reader) throws -> Int {
        try reader.first("SELECT COUNT(*) AS n FROM account")?.get("n") ?? 0
    }

    static func setPassword(_ hash: PasswordHash, mustChange: Bool, of agent: AgentID, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE account SET hash = ?, must_change = ?, changed_at = ? WHERE agent = ?",
            hash.text, mustChange, tx.now, agent)
    }

    /// The same password with today's settings: not a change of the password.
    static func replaceHash(_ old: String, by hash: PasswordHash, of agent: AgentID, in tx: Transaction) throws {
        try tx.execute("UPDATE account SET hash = ? WHERE agent = ? AND hash = ?", hash.text, agent, old)
    }

    /// Returns whether there is such an account.
    static func setActive(_ active: Bool, of agent: AgentID, in tx: Transaction) throws -> Bool {
        try tx.execute("UPDATE account SET active = ? WHERE agent = ?", active, agent) > 0
    }

    static func throttle(_ subject: [UInt8], failuresMax: Int, in reader: Reader) throws -> Throttle {
        var throttle = Throttle(failuresMax: failuresMax, since: reader.now)
        let row = try reader.first(
            "SELECT failures, since, locked_until FROM sign_in_throttle WHERE subject = ?", subject)
        guard let row else { return throttle }
        throttle.failures = try row.get("failures")
        throttle.since = try row.get("since")
        throttle.lockedUntil = try row.optional("locked_until")
        return throttle
    }

    static func save(_ throttle: Throttle, of subject: [UInt8], in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sign_in_throttle (subject, failures, since, locked_until) VALUES (?, ?, ?, ?)
            ON CONFLICT (subject) DO UPDATE
            SET failures = excluded.failures, since = excluded.since, locked_until = excluded.locked_until
            """, subject, throttle.failures, throttle.since, throttle.lockedUntil)
    }

    static func forget(_ subject: [UInt8], in tx: Transaction) throws {
        try tx.execute("DELETE FROM sign_in_throttle WHERE subject = ?", subject)
    }

    /// Forgets counters that no longer say anything, so that the table stays as small as a quarter of an hour.
    static func forgetOld(in tx: Transaction) throws {
        let old = tx.now.adding(seconds: -2 * Throttle.seconds)
        try tx.execute("DELETE FROM sign_in_throttle WHERE since < ?", old)
    }
}
