import Foundation
import Journey
import Logging
import Testing

@testable import Store

/// Counts what was said on each stream and keeps the last number: made of facts alone.
struct Chronicle: Projection {
    static let name = "test.chronicle"
    var failing: @Sendable (FactEnvelope) throws -> Void = { _ in }
    var kinds: [any FactPayload.Type] { [Spoken.self, Whispered.self] }

    func apply(_ fact: FactEnvelope, in tx: Transaction) throws {
        try failing(fact)
        try tx.execute(
            """
            INSERT INTO tally VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = tally.count * 31 + ?
            """, fact.stream, fact.position)
    }

    func reset(in tx: Transaction) throws { try tx.execute("DELETE FROM tally") }
}

@Suite("Replay")
struct ReplayTests {
    private static func tallies(in store: Store) async throws -> [String: Int] {
        let rows = try await store.read { try $0.query("SELECT name, count FROM tally") }
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("name", as: String.self), try $0.get("count", as: Int.self))
            })
    }

    /// Interleaved facts on several streams; few enough each that the checksum does not overflow.
    private static func talk(_ store: Store) async throws {
        await withDiscardingTaskGroup { group in
            for stream in 0..<20 {
                group.addTask {
                    for number in 0..<8 {
                        try? await store.write { tx in
                            if number.isMultiple(of: 3) {
                                try tx.record(Whispered(number: Int64(number)), on: "s\(stream)")
                            } else {
                                try tx.record(Spoken(number: Int64(number)), on: "s\(stream)")
                            }
                        }
                    }
                }
            }
        }
    }

    @Test("the tables after a replay equal those that grew live", arguments: TestDatabase.all)
    func equal(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let arrow = Arrow(Chronicle())
            var live: [String: Int] = [:]
            try await store.running([arrow]) { _ async throws in
                try await Self.talk(store)
                #expect(
                    try await eventually {
                        try await store.count("SELECT sum(position) AS n FROM arrow_cursor") == 160
                    })
                live = try await Self.tallies(in: store)
            }
            #expect(live.count == 20)
            for _ in 0..<2 {
                #expect(try await store.replay([arrow, Arrow(Hearing())]) == 160)
                #expect(try await Self.tallies(in: store) == live)
            }
            #expect(try await store.count("SELECT count(*) AS n FROM applied") == 0, "reactions are not replayed")
            // Going on afterwards neither repeats nor leaves out anything.
            try await store.running([arrow]) { _ async throws in
                try await store.speak(8..<9, on: "new")
                #expect(try await eventually { try await Self.tallies(in: store)["new"] != nil })
                #expect(try await Self.tallies(in: store).filter { $0.key != "new" } == live)
            }
        }
    }

    @Test("a replay that was broken off is finished by the next run", arguments: TestDatabase.all)
    func brokenOff(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await Self.talk(store)
            try await store.replay([Arrow(Chronicle())])
            let whole = try await Self.tallies(in: store)
            let gate = Notes<String>()
            let stopping = Chronicle(failing: { fact in
                gate.add(fact.stream)
                if Set(gate.all).count > 8 { throw StoreFailure.unavailable(detail: "power cut") }
            })
            let replay = Task { try await store.replay([Arrow(stopping)]) }
            #expect(try await eventually { Set(gate.all).count > 8 })
            replay.cancel()
            _ = await replay.result
            #expect(try await Self.tallies(in: store).count < 20)
            try await store.running([Arrow(Chronicle())]) { _ async throws in
                #expect(try await eventually { try await Self.tallies(in: store) == whole })
            }
        }
    }

    @Test(
        "a fact that a projection cannot take parks its stream in a replay as in service", arguments: TestDatabase.all)
    func parking(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.speak(0..<3, on: "bad")
            try await store.speak(0..<3, on: "good")
            let arrow = Arrow(Chronicle(failing: { if $0.stream == "bad" { throw Deliberate() } }))
            try await store.replay([arrow])
            #expect(try await Array(Self.tallies(in: store).keys) == ["good"])
            #expect(try await store.read { try ParkedStream.all(in: $0) }.map(\.stream) == ["bad"])
        }
    }
}
