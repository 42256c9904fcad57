import Foundation
public import Journey
public import Logging
public import ServiceLifecycle

/// A timer went off. Arrows react to it as to any other fact.
public struct TimerFired: FactPayload {
    public static let kind = "timer.fired"
    public static let version = 1
    public static let meaning = Phrase(zh: "一个持久计时器到时。", en: "A durable timer came due.")

    /// What it was set for, as named by whoever set it.
    public let purpose: String
    public let key: String
    public let dueAt: Timestamp
    /// What whoever set it wants back.
    public let payload: String
}

extension Transaction {
    /// Sets a durable timer; one with the same key is replaced.
    ///
    /// - Parameters:
    ///   - key: names the timer for ever, for instance `first-response/<conversation>`.
    ///   - stream: the stream on which `TimerFired` is recorded.
    public func setTimer(
        _ key: String, purpose: String, stream: String, due: Timestamp, payload: String = ""
    ) throws {
        try execute(
            """
            INSERT INTO timer (key, kind, stream, due_at, payload) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, stream = excluded.stream,
                due_at = excluded.due_at, payload = excluded.payload
            """, key, purpose, stream, due, payload)
        wakeTimers()
    }

    /// Nothing happens if there is none.
    public func cancelTimer(_ key: String) throws { try execute("DELETE FROM timer WHERE key = ?", key) }
}

/// Turns due timers into facts.
public struct TimerRunner: Service {
    static let batchMax = 200
    /// The longest sleep: also covers a clock that was set.
    static let sleepSecondsMax = 30.0

    let store: Store
    let logger: Logger

    public init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var alarm = Alarm()
            store.bell.onTimers(alarm.ring)
            while !Task.isCancelled { await alarm.wait(secondsMax: pauseAfterFiring()) }
        }
    }

    /// Fires what is due; returns the seconds until the next one.
    func pauseAfterFiring() async -> Double {
        do {
            return try await store.write { tx in
                let due = try tx.query(
                    "SELECT key, due_at FROM timer WHERE due_at <= ? ORDER BY due_at, key LIMIT ?", tx.now,
                    Self.batchMax)
                for row in due { try Self.fire(row, in: tx) }
                if due.count == Self.batchMax { return 0 }
                let next = try tx.first("SELECT min(due_at) AS due FROM timer")?.optional("due", as: Timestamp.self)
                let pause = next.map { $0.seconds(since: tx.now) } ?? Self.sleepSecondsMax
                return min(Self.sleepSecondsMax, max(0, pause))
            }
        } catch {
            logger.error("timers could not be read", metadata: ["error": "\(error)"])
            return 1
        }
    }

    /// Only if it has not been set anew or cancelled meanwhile.
    private static func fire(_ due: Row, in tx: Transaction) throws {
        let row = try tx.first(
            "DELETE FROM timer WHERE key = ? AND due_at = ? RETURNING kind, key, stream, due_at, payload",
            try due.get("key", as: String.self), try due.get("due_at", as: Timestamp.self))
        guard let row else { return }
        let timer = TimerFired(
            purpose: try row.get("kind"), key: try row.get("key"), dueAt: try row.get("due_at"),
            payload: try row.get("payload"))
        try tx.record(timer, on: try row.get("stream"), occurredAt: timer.dueAt)
    }
}
