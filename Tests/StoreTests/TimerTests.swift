import Foundation
import Journey
import Logging
import Testing

@testable import Store

@Suite("Timers")
struct TimerTests {
    private static func fired(in store: Store) async throws -> [TimerFired] {
        try await store.read { reader in
            try reader.query(
                "SELECT * FROM fact WHERE kind = ? ORDER BY occurred_at, partition, position", TimerFired.kind
            )
            .map { try JSONDecoder().decode(TimerFired.self, from: Data($0.get("payload", as: String.self).utf8)) }
        }
    }

    @Test("a due timer becomes a fact on its stream, once; the others wait", arguments: TestDatabase.all)
    func firing(database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(ambience: clock.ambience) { store async throws in
            let start = clock.now
            let runner = TimerRunner(store: store, logger: .quiet)
            try await store.write { tx in
                try tx.setTimer("late", purpose: "sla", stream: "s", due: start.adding(seconds: 20), payload: "{}")
                try tx.setTimer("early", purpose: "sla", stream: "s", due: start.adding(seconds: 10))
                try tx.setTimer("never", purpose: "sla", stream: "s", due: start.adding(seconds: 10))
                try tx.cancelTimer("never")
                try tx.setTimer("moved", purpose: "old", stream: "s", due: start.adding(seconds: 5))
                try tx.setTimer("moved", purpose: "new", stream: "t", due: start.adding(seconds: 25), payload: "p")
            }
            #expect(await runner.pauseAfterFiring() == 10)
            #expect(try await Self.fired(in: store).isEmpty)
            clock.advance(seconds: 22)
            #expect(await runner.pauseAfterFiring() == 3)
            #expect(try await Self.fired(in: store).map(\.key) == ["early", "late"])
            clock.advance(seconds: 3)
            #expect(await runner.pauseAfterFiring() == TimerRunner.sleepSecondsMax)
            #expect(await runner.pauseAfterFiring() == TimerRunner.sleepSecondsMax)
            let fired = try await Self.fired(in: store)
            #expect(fired.map(\.key) == ["early", "late", "moved"])
            #expect(fired.map(\.purpose) == ["sla", "sla", "new"])
            #expect(fired.map(\.payload) == ["", "{}", "p"])
            #expect(fired.map(\.dueAt) == [10, 20, 25].map { start.adding(seconds: $0) })
            #expect(try await store.count("SELECT count(*) AS n FROM fact WHERE stream = 't'") == 1)
        }
    }

    @Test("more than one batch fires completely", arguments: TestDatabase.all)
    func batches(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let many = TimerRunner.batchMax + 20
            try await store.write { tx in
                for number in 0..<many {
                    try tx.setTimer("t\(number)", purpose: "p", stream: "s\(number)", due: tx.now)
                }
            }
            let runner = TimerRunner(store: store, logger: .quiet)
            #expect(await runner.pauseAfterFiring() == 0)
            #expect(await runner.pauseAfterFiring() == TimerRunner.sleepSecondsMax)
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == many)
        }
    }

    @Test(
        "the running service is woken by a new timer, by the passing of time and by a set clock",
        arguments: TestDatabase.all)
    func service(database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(ambience: clock.ambience) { store async throws in
            let running = Task { try await TimerRunner(store: store, logger: .quiet).run() }
            try await Task.sleep(for: .milliseconds(100))
            try await store.write { try $0.setTimer("now", purpose: "p", stream: "s", due: $0.now) }
            #expect(try await eventually { try await Self.fired(in: store).map(\.key) == ["now"] })
            try await store.write {
                try $0.setTimer("later", purpose: "p", stream: "s", due: $0.now.adding(seconds: 3600))
            }
            clock.advance(seconds: 3600)
            store.wake()
            #expect(try await eventually { try await Self.fired(in: store).map(\.key) == ["now", "later"] })
            running.cancel()
            try await running.value
        }
    }

    @Test("two nodes fire a timer once between them", arguments: TestDatabase.all)
    func twoNodes(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx in
                for number in 0..<100 { try tx.setTimer("t\(number)", purpose: "p", stream: "s", due: tx.now) }
            }
            let other = try await Store(store.location, migrations: TestSchema.migrations)
            async let first = TimerRunner(store: store, logger: .quiet).pauseAfterFiring()
            async let second = TimerRunner(store: other, logger: .quiet).pauseAfterFiring()
            _ = await (first, second)
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == 100)
            try await other.close()
        }
    }
}
