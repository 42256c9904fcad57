import Journey

/// Counts failures of one login or one address and closes the door after too many. A value without I/O.
///
/// An attempt is counted before the password is looked at and taken back when it was right: attempts at the same
/// moment cannot slip through together.
struct Throttle: Sendable, Equatable {
    static let loginFailuresMax = 5
    static let addressFailuresMax = 20
    /// For that long failures are remembered, and for that long the door stays shut.
    static let seconds = 15.0 * 60

    enum Verdict: Sendable, Equatable {
        case mayTry
        case locked(until: Timestamp)
    }

    let failuresMax: Int
    var failures = 0
    var since: Timestamp
    var lockedUntil: Timestamp?

    init(failuresMax: Int, since: Timestamp) {
        self.failuresMax = failuresMax
        self.since = since
    }

    mutating func attempt(at now: Timestamp) -> Verdict {
        if let lockedUntil, now < lockedUntil { return .locked(until: lockedUntil) }
        if lockedUntil != nil || now.seconds(since: since) >= Self.seconds {
            failures = 0
            since = now
            lockedUntil = nil
        }
        failures += 1
        if failures >= failuresMax { lockedUntil = now.adding(seconds: Self.seconds) }
        return .mayTry
    }

    /// The attempt was right and no failure.
    mutating func takeBack() {
        failures = max(0, failures - 1)
        if failures < failuresMax { lockedUntil = nil }
    }
}
