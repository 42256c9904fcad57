import Journey
import Store

/// The counters of failed sign-ins, per login and per address.
///
/// Logins that do not exist are counted like those that do: otherwise the lock would tell which exist. The subjects
/// are keyed hashes, because people type passwords into the login field.
struct SignInGuard: Sendable {
    enum Verdict: Sendable, Equatable {
        case mayTry
        case loginLocked(until: Timestamp)
        case addressLocked(until: Timestamp)
    }

    let key: PurposeKey

    /// Counts the attempt and says whether the password may be looked at.
    func attempt(login: String, address: String, in tx: Transaction) throws -> Verdict {
        try AccountStore.forgetOld(in: tx)
        var origin = try AccountStore.throttle(
            subject("address", address), failuresMax: Throttle.addressFailuresMax, in: tx)
        if case .locked(let until) = origin.attempt(at: tx.now) {
            return .addressLocked(until: until)
        }
        try AccountStore.save(origin, of: subject("address", address), in: tx)
        return try attempt(login: login, in: tx)
    }

    /// For a colleague who is signed in and gives the present password again.
    func attempt(login: String, in tx: Transaction) throws -> Verdict {
        var name = try AccountStore.throttle(
            subject("login", login), failuresMax: Throttle.loginFailuresMax, in: tx)
        if case .locked(let until) = name.attempt(at: tx.now) { return .loginLocked(until: until) }
        try AccountStore.save(name, of: subject("login", login), in: tx)
        return .mayTry
    }

    /// The password was right: the login starts afresh, the address gets this one attempt back.
    ///
    /// No more than that: else one good account would buy any number of guesses at the others.
    func succeed(login: String, address: String?, in tx: Transaction) throws {
        try AccountStore.forget(subject("login", login), in: tx)
        guard let address else { return }
        var origin = try AccountStore.throttle(
            subject("address", address), failuresMax: Throttle.addressFailuresMax, in: tx)
        origin.takeBack()
        try AccountStore.save(origin, of: subject("address", address), in: tx)
    }

    func unlock(login: String, in tx: Transaction) throws {
        try AccountStore.forget(subject("login", login), in: tx)
    }

    private func subject(_ kind: String, _ name: String) -> [UInt8] {
        Array(key.authenticate(Array("\(kind)/\(name)".utf8)).prefix(16))
    }
}
