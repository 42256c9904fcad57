import Foundation
import Journey
public import Logging
public import ServiceLifecycle

/// Makes the calls of the outbox: at least once each, in order for each destination, with growing pauses.
public struct OutboxRunner: Service {
    /// Makes one call. Returns what the other side said; throws to have it tried again.
    public typealias Sender = @Sendable (OutboxEntry) async throws -> String

    /// Pauses after each failed try; after the last one the entry counts as failed (about 15 hours in all).
    public static let pauseSeconds: [Double] = [1, 5, 30, 120, 600, 1800, 7200, 14_400, 28_800]
    static let batchMax = 100
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
            var alarm = Alarm()
            store.bell.onOutbox(alarm.ring)
            while !Task.isCancelled { await alarm.wait(secondsMax: pauseAfterSending()) }
        }
    }

    /// Makes every call that is due; returns the seconds until the next one.
    func pauseAfterSending() async -> Double {
        do {
            let due = try await store.read { try Self.due(in: $0) }
            await withDiscardingTaskGroup { group in
                for (_, entries) in Dictionary(grouping: due, by: \.destination) {
                    group.addTask { await deliver(entries) }
                }
            }
            if due.count == Self.batchMax { return 0 }
            return try await store.read { reader in
                let row = try reader.first("SELECT min(due_at) AS due FROM outbox WHERE state = 'waiting'")
                let pause = try row?.optional("due", as: Timestamp.self)?.seconds(since: reader.now)
                return min(Self.sleepSecondsMax, max(0.05, pause ?? Self.sleepSecondsMax))
            }
        } catch {
            logger.error("outbox could not be read", metadata: ["error": "\(error)"])
            return 1
        }
    }

    /// Only the oldest waiting entries of a destination whose first one is due: a failing call holds back its own.
    private static func due(in reader: Reader) throws -> [OutboxEntry] {
        try reader.query(
            """
            SELECT * FROM outbox AS entry WHERE state = 'waiting' AND due_at <= ? AND NOT EXISTS (
                SELECT 1 FROM outbox AS earlier WHERE earlier.destination = entry.destination
                AND earlier.state = 'waiting' AND earlier.due_at > ? AND earlier.created_at < entry.created_at)
            ORDER BY created_at, key LIMIT ?
            """, reader.now, reader.now, batchMax
        ).map(OutboxEntry.init)
    }

    private func deliver(_ entries: [OutboxEntry]) async {
        for entry in entries {
            do {
                let said = try await call(entry)
                try await settle(entry, as: .delivered, outcome: said, due: entry.dueAt)
            } catch {
                if Task.isCancelled { return }
                let pause = entry.attempts < Self.pauseSeconds.count ? Self.pauseSeconds[entry.attempts] : nil
                let due = store.ambience.now().adding(seconds: pause ?? 0)
                try? await settle(
                    entry, as: pause == nil ? .failed : .waiting, outcome: String(describing: error), due: due)
                return
            }
        }
    }

    private func call(_ entry: OutboxEntry) async throws -> String {
        let kind = entry.destination.split(separator: "/").first.map(String.init) ?? ""
        guard let sender = senders[kind] else { throw InputRefusal.unknown(field: "destination") }
        return try await sender(entry)
    }

    private func settle(
        _ entry: OutboxEntry, as state: OutboxEntry.State, outcome: String, due: Timestamp
    ) async throws {
        try await store.write { tx in
            try tx.execute(
                """
                UPDATE outbox SET state = ?, attempts = attempts + 1, due_at = ?, settled_at = ?, outcome = ?
                WHERE id = ?
                """,
                state, due, state == .waiting ? nil : tx.now, String(outcome.prefix(500)), entry.id)
        }
    }
}
