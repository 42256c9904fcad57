import Foundation
import Journey
public import Logging
public import ServiceLifecycle
import Synchronization

/// Makes the calls of the outbox: at least once each, in order for each destination, with growing pauses.
///
/// No destination waits for another; a call that keeps failing holds back only those behind it.
public struct OutboxRunner: Service {
    /// Makes one call. Returns what the other side said; throws to have it tried again.
    public typealias Sender = @Sendable (OutboxEntry) async throws -> String

    /// Pauses after each failed try; after the last one the entry counts as failed (about 15 hours in all).
    public static let pauseSeconds: [Double] = [1, 5, 30, 120, 600, 1800, 7200, 14_400, 28_800]
    /// Destinations that are called at the same time.
    static let destinationsMax = 64
    static let sleepSecondsMax = 30.0

    let store: Store
    /// By the first part of the destination.
    let senders: [String: Sender]
    let logger: Logger

    public init(store: Store, senders: [String: Sender], logger: Logger) {
        self.store = store
        self.senders = senders
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            let calling = DestinationsInUse()
            var alarm = Alarm()
            let ring = alarm.ring
            store.bell.onOutbox(ring)
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let (due, pause) = await due(except: calling.all)
                    for destination in due where calling.begin(destination) {
                        group.addTask {
                            await deliver(to: destination)
                            calling.end(destination)
                            ring()
                        }
                    }
                    await alarm.wait(secondsMax: pause)
                }
            }
        }
    }

    /// Destinations whose first waiting entry is due, and the seconds until there may be more.
    private func due(except calling: Set<String>) async -> (destinations: [String], pauseSeconds: Double) {
        do {
            return try await store.read { reader in
                let heads = try Self.heads(in: reader).filter { !calling.contains($0.destination) }
                let now = reader.now
                let due = heads.filter { $0.due <= now }.prefix(max(0, Self.destinationsMax - calling.count))
                let next = heads.lazy.map(\.due).filter { $0 > now }.min()
                let pause = next.map { $0.seconds(since: now) } ?? Self.sleepSecondsMax
                return (due.map(\.destination), min(Self.sleepSecondsMax, max(0.01, pause)))
            }
        } catch {
            logger.error("outbox could not be read", metadata: ["error": "\(error)"])
            return ([], 1)
        }
    }

    /// The first waiting entry of each destination, the longest due first.
    private static func heads(in reader: Reader) throws -> [(destination: String, due: Timestamp)] {
        try reader.query(
            """
            SELECT entry.destination, entry.due_at FROM outbox_destination AS line
            JOIN outbox AS entry ON entry.destination = line.destination AND entry.state = 'waiting'
                AND entry.number = (SELECT min(first.number) FROM outbox AS first
                    WHERE first.destination = line.destination AND first.state = 'waiting')
            ORDER BY entry.due_at, entry.destination
            """
        ).map { (try $0.get("destination"), try $0.get("due_at")) }
    }

    /// Makes the calls of one destination until one fails or none is left.
    private func deliver(to destination: String) async {
        do {
            while !Task.isCancelled, let entry = try await next(to: destination) {
                guard try await deliver(entry) else { return }
            }
        } catch {
            logger.error("outbox stumbled", metadata: ["destination": "\(destination)", "error": "\(error)"])
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func next(to destination: String) async throws -> OutboxEntry? {
        try await store.read { reader in
            let row = try reader.first(
                "SELECT * FROM outbox WHERE destination = ? AND state = 'waiting' ORDER BY number LIMIT 1",
                destination)
            let entry = try row.map(OutboxEntry.init)
            return entry.flatMap { $0.dueAt <= reader.now ? $0 : nil }
        }
    }

    /// Whether the next one may follow.
    private func deliver(_ entry: OutboxEntry) async throws -> Bool {
        let (said, failure) = await outcome(of: entry)
        if let said {
            try await settle(entry, as: .delivered, outcome: said, due: entry.dueAt)
            return true
        }
        // Being stopped is not the other side's failure.
        if Task.isCancelled { return false }
        let pause = entry.attempts < Self.pauseSeconds.count ? Self.pauseSeconds[entry.attempts] : nil
        let due = store.ambience.now().adding(seconds: pause ?? 0)
        try await settle(entry, as: pause == nil ? .failed : .waiting, outcome: failure, due: due)
        return pause == nil
    }

    /// What the other side said, or what went wrong.
    private func outcome(of entry: OutboxEntry) async -> (said: String?, failure: String) {
        let kind = entry.destination.split(separator: "/").first.map(String.init) ?? ""
        do {
            guard let sender = senders[kind] else { throw InputRefusal.unknown(field: "destination") }
            return (try await sender(entry), "")
        } catch {
            return (nil, String(describing: error))
        }
    }

    private func settle(
        _ entry: OutboxEntry, as state: OutboxEntry.State, outcome: String, due: Timestamp
    ) async throws {
        let said = String(outcome.prefix(500)).replacing("\0", with: "\u{FFFD}")
        try await store.write { tx in
            try tx.execute(
                """
                UPDATE outbox SET state = ?, attempts = attempts + 1, due_at = ?, settled_at = ?, outcome = ?
                WHERE id = ?
                """,
                state, due, state == .waiting ? nil : tx.now, said, entry.id)
        }
    }
}

/// Destinations that are being called now.
private final class DestinationsInUse: Sendable {
    private let names = Mutex<Set<String>>([])

    var all: Set<String> { names.withLock { $0 } }
    func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }
    func end(_ name: String) { names.withLock { _ = $0.remove(name) } }
}
