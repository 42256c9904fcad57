import Journey
import Synchronization

/// Sessions seen a moment ago, so that a request need not ask the database who is calling.
///
/// Ended sessions leave it at once on this node; on another node an entry is believed for `trustedSecondsMax`.
final class SessionCache: Sendable {
    static let countMax = 10_000
    static let trustedSecondsMax = 20.0

    struct Entry: Sendable {
        var session: Session
        /// When the database was last asked.
        let readAt: Timestamp
        /// What the database has as the last use.
        var savedAt: Timestamp

        func isTrusted(at now: Timestamp) -> Bool {
            let age = now.seconds(since: readAt)
            return age >= 0 && age < trustedSecondsMax
        }
    }

    private struct State: Sendable {
        var entries: [[UInt8]: Entry] = [:]
        /// How often sessions were ended.
        var ends = 0
    }

    private let state = Mutex(State())

    /// To be taken before the database is read, and given to `keep`.
    var ends: Int { state.withLock(\.ends) }

    var count: Int { state.withLock(\.entries.count) }

    /// What is known, however long ago it was read.
    func entry(_ digest: [UInt8]) -> Entry? { state.withLock { $0.entries[digest] } }

    /// Keeps what was read, unless any session was ended since: it may have been this one.
    func keep(_ entry: Entry, for digest: [UInt8], ifEnds known: Int) {
        state.withLock { state in
            guard state.ends == known else { return }
            if state.entries.count >= Self.countMax { state.entries.removeAll(keepingCapacity: true) }
            state.entries[digest] = entry
        }
    }

    func touch(_ digest: [UInt8], at now: Timestamp, saved: Bool) {
        state.withLock { state in
            state.entries[digest]?.session.lastSeenAt = now
            if saved { state.entries[digest]?.savedAt = now }
        }
    }

    func drop(where isEnded: (Session) -> Bool) {
        state.withLock { state in
            state.ends += 1
            state.entries = state.entries.filter { !isEnded($0.value.session) }
        }
    }
}
