import Foundation
import Journey
import Logging
import Synchronization
import Testing

@testable import Store

@Suite("The outbox")
struct OutboxTests {
    struct Unreachable: Error {}

    private static func runner(_ store: Store, _ sender: @escaping OutboxRunner.Sender) -> Task<Void, any Error> {
        let runner = OutboxRunner(store: store, senders: ["webhook": sender], logger: .quiet)
        return Task { try await runner.run() }
    }

    private static func entries(_ destination: String, in store: Store) async throws -> [OutboxEntry] {
        try await store.read { try OutboxEntry.latest(to: destination, limit: 1000, in: $0) }
    }

    @Test("calls of a destination are made once, in the order of their commits", arguments: TestDatabase.all)
    func order(database: TestDatabase) async throws {
        let sent = Notes<OutboxEntry>()
        try await database.run { store async throws in
            let running = Self.runner(store) {
                sent.add($0)
                return "200"
            }
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<120 {
                    group.addTask {
                        for _ in 0..<2 {
                            // The second time is the same call.
                            try await store.write { tx in
                                try tx.send("\(number)", to: "webhook/\(number % 4)", key: "k\(number)")
                            }
                        }
                    }
                }
            }
            #expect(try await eventually { sent.all.count == 120 })
            #expect(
                try await eventually {
                    try await store.count("SELECT count(*) AS n FROM outbox WHERE state = 'delivered'") == 120
                })
            running.cancel()
            try await running.value
            #expect(Set(sent.all.map(\.key)).count == 120)
            for destination in (0..<4).map({ "webhook/\($0)" }) {
                let committed = try await Self.entries(destination, in: store)
                #expect(committed.count == 30)
                #expect(sent.all.filter { $0.destination == destination }.map(\.key) == committed.reversed().map(\.key))
                #expect(committed.allSatisfy { $0.state == .delivered && $0.attempts == 1 && $0.outcome == "200" })
            }
        }
    }

    @Test(
        "a failing call is tried again after growing pauses, then counts as failed; the next one follows",
        arguments: TestDatabase.all)
    func retries(database: TestDatabase) async throws {
        let clock = TestClock()
        let tries = Notes<Timestamp>()
        try await database.run(ambience: clock.ambience) { store async throws in
            let running = Self.runner(store) { entry in
                if entry.key == "good" { return "ok" }
                tries.add(clock.now)
                throw Unreachable()
            }
            try await store.write { tx in
                try tx.send("1", to: "webhook/a", key: "bad")
                try tx.send("2", to: "webhook/a", key: "good")
            }
            for (index, pause) in OutboxRunner.pauseSeconds.enumerated() {
                #expect(
                    try await eventually { try await Self.entries("webhook/a", in: store).last?.attempts == index + 1 })
                let bad = try #require(try await Self.entries("webhook/a", in: store).last)
                #expect(bad.state == .waiting)
                #expect(bad.dueAt.seconds(since: clock.now) == pause)
                // Too early: nothing happens, and the one behind waits in order.
                clock.advance(seconds: pause - 0.5)
                store.wake()
                try await Task.sleep(for: .milliseconds(30))
                #expect(tries.all.count == index + 1)
                clock.advance(seconds: 0.5)
                store.wake()
            }
            #expect(
                try await eventually {
                    try await Self.entries("webhook/a", in: store).map(\.state) == [.delivered, .failed]
                })
            let bad = try #require(try await Self.entries("webhook/a", in: store).last)
            #expect(bad.attempts == OutboxRunner.pauseSeconds.count + 1)
            #expect(bad.outcome == "Unreachable()")
            #expect(bad.settledAt == clock.now)
            #expect(try await store.write { try $0.sendAgain(key: "bad") })
            #expect(try await store.write { try !$0.sendAgain(key: "good") })
            #expect(try await eventually { tries.all.count == OutboxRunner.pauseSeconds.count + 2 })
            running.cancel()
            try await running.value
        }
    }

    @Test("a destination that hangs or has no sender does not stop another", arguments: TestDatabase.all)
    func stuck(database: TestDatabase) async throws {
        let sent = Notes<String>()
        try await database.run { store async throws in
            let running = Self.runner(store) { entry in
                if entry.destination == "webhook/stuck" { try await Task.sleep(for: .seconds(3600)) }
                sent.add(entry.key)
                return "ok"
            }
            for round in 0..<3 {
                try await store.write { tx in
                    for number in 0..<20 { try tx.send("x", to: "webhook/stuck", key: "s\(round)-\(number)") }
                    try tx.send("x", to: "pigeon/1", key: "p\(round)")
                    try tx.send("x", to: "webhook/good", key: "g\(round)")
                }
                #expect(try await eventually { sent.all.count == round + 1 })
            }
            #expect(sent.all == ["g0", "g1", "g2"])
            running.cancel()
            try await running.value
            // Being stopped in the middle is no failed attempt.
            #expect(try await Self.entries("webhook/stuck", in: store).allSatisfy { $0.attempts == 0 })
            let pigeon = try await Self.entries("pigeon/1", in: store)
            #expect(pigeon.map { $0.attempts > 0 } == [false, false, true])
        }
    }

    @Test("what was not confirmed before a stop is sent by the next run", arguments: TestDatabase.all)
    func restart(database: TestDatabase) async throws {
        let sent = Notes<String>()
        try await database.run { store async throws in
            let first = Self.runner(store) { entry in
                sent.add("first " + entry.key)
                if entry.key == "b" { try await Task.sleep(for: .seconds(3600)) }
                return "ok"
            }
            try await store.write { tx in for key in ["a", "b", "c"] { try tx.send("x", to: "webhook/1", key: key) } }
            #expect(try await eventually { sent.all.count == 2 })
            first.cancel()
            try await first.value
            let second = Self.runner(store) { entry in
                sent.add("second " + entry.key)
                return "ok"
            }
            #expect(try await eventually { sent.all.count == 4 })
            #expect(sent.all == ["first a", "first b", "second b", "second c"])
            second.cancel()
            try await second.value
        }
    }
}
