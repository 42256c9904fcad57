import Foundation
import Journey
import Testing

@testable import Store

@Suite("The log of facts")
struct FactLogTests {
    @Test("a stream keeps its partition for ever")
    func partitions() {
        // Calculated apart from the code, by FNV-1a 64 folded to 6 bits.
        #expect(FactLog.partition(of: "") == Self.expected(""))
        for stream in ["a", "conversation/0", "deal/喜鹊"] {
            #expect(FactLog.partition(of: stream) == Self.expected(stream))
        }
        let used = Set((0..<2000).map { FactLog.partition(of: "customer/\($0)") })
        #expect(used == Set(0..<64))
    }

    /// The definition, over wide numbers: hash = (hash xor byte) * prime mod 2^64.
    private static func expected(_ stream: String) -> Int {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in Array(stream.utf8) {
            hash ^= UInt64(byte)
            hash = hash.multipliedFullWidth(by: 1_099_511_628_211).low
        }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 63)
    }

    @Test("a fact comes back with its envelope", arguments: TestDatabase.all)
    func roundTrip(database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(ambience: clock.ambience) { store async throws in
            let happened = Timestamp(microseconds: 5)
            let written = try await store.write { tx throws in
                try tx.record(Spoken(number: 7, text: "a/b \u{0} \"中\""), on: "deal/1", occurredAt: happened)
            }
            let read = try await store.read { reader throws in
                try FactLog.read(
                    partition: FactLog.partition(of: "deal/1"), after: 0, kinds: [], limit: 10, in: reader)
            }
            #expect(read == [written])
            let fact = try #require(read.first)
            #expect(fact.position == 1)
            #expect(fact.occurredAt == happened)
            #expect(fact.recordedAt == clock.now)
            #expect(try FactLog.decode(Spoken.self, from: fact) == Spoken(number: 7, text: "a/b \u{0} \"中\""))
            #expect(throws: DecodingError.self) {
                try FactLog.decode(Other.self, from: fact)
            }
        }
    }

    private struct Other: FactPayload {
        static let kind = "test.other"
        static let version = 1
        static let meaning = Phrase(zh: "", en: "")
        let absent: Int
    }

    @Test("reading is by kind, by stream, after a position and up to a limit", arguments: TestDatabase.all)
    func reading(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let partition = FactLog.partition(of: "a")
            let neighbour = try #require(
                (0..<1000).map { "n\($0)" }.first { FactLog.partition(of: $0) == partition })
            try await store.write { tx throws in
                for number in 1...6 {
                    try tx.record(Spoken(number: Int64(number)), on: number.isMultiple(of: 2) ? "a" : neighbour)
                    try tx.record(Whispered(number: Int64(number)), on: "a")
                }
            }
            try await store.read { reader throws in
                func positions(after: Int64, kinds: [String], limit: Int, stream: String? = nil) throws -> [Int64] {
                    try FactLog.read(
                        partition: partition, after: after, kinds: kinds, limit: limit, stream: stream, in: reader
                    ).map(\.position)
                }
                #expect(try positions(after: 0, kinds: [], limit: 100) == Array(1...12))
                #expect(try positions(after: 4, kinds: [Spoken.kind], limit: 2) == [5, 7])
                #expect(try positions(after: 0, kinds: [Spoken.kind], limit: 9, stream: "a") == [3, 7, 11])
                #expect(try positions(after: 9, kinds: [Spoken.kind, Whispered.kind], limit: 9) == [10, 11, 12])
                #expect(try FactLog.head(of: partition, in: reader) == 12)
                #expect(try FactLog.head(of: (partition + 1) % 64, in: reader) == 0)
            }
        }
    }

    @Test("200 writers, many of them failing, leave no gap in any partition", arguments: TestDatabase.all)
    func gapless(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let kept = await withTaskGroup(of: Int.self) { group in
                for writer in 0..<200 {
                    group.addTask {
                        var chance = SeededChance(seed: UInt64(writer))
                        var kept = 0
                        for number in 0..<5 {
                            let (fails, streams) = (chance.next() % 3 == 0, [chance.next() % 9, chance.next() % 9])
                            let outcome: Void? = try? await store.write { tx throws in
                                for stream in streams {
                                    try tx.record(Spoken(number: Int64(number)), on: "stream/\(stream)")
                                }
                                if fails { throw Deliberate() }
                            }
                            kept += outcome == nil ? 0 : 2
                        }
                        return kept
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(kept > 1000)
            try await store.read { reader throws in
                let rows = try reader.query(
                    "SELECT partition, count(*) AS n, min(position) AS low, max(position) AS high FROM fact GROUP BY 1")
                #expect(try rows.map { try $0.get("n", as: Int.self) }.reduce(0, +) == kept)
                for row in rows {
                    let (n, high): (Int64, Int64) = (try row.get("n"), try row.get("high"))
                    #expect(try row.get("low", as: Int64.self) == 1)
                    #expect(high == n)
                    #expect(try FactLog.head(of: try row.get("partition"), in: reader) == high)
                }
            }
        }
    }

    @Test("whoever reads to the end never misses a fact that was written meanwhile", arguments: TestDatabase.all)
    func cursors(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let isDone = Notes<Bool>()
            async let collected = Self.follow("s", in: store, until: isDone)
            await withDiscardingTaskGroup { group in
                for writer in 0..<100 {
                    group.addTask {
                        for number in 0..<4 {
                            try? await store.write { tx throws in
                                try tx.record(Spoken(number: Int64(writer * 10 + number)), on: "s")
                                // Takes a position, then takes its time: a later one must not be seen before it.
                                if writer % 10 == 0 { Thread.sleep(forTimeInterval: 0.004) }
                                if writer % 7 == 0 { throw Deliberate() }
                            }
                        }
                    }
                }
            }
            isDone.add(true)
            let positions = try await collected
            let written = try await store.count("SELECT count(*) AS n FROM fact")
            #expect(written == 85 * 4)
            #expect(positions == Array(1...Int64(written)))
        }
    }

    /// A cursor: reads after the last position, again and again.
    private static func follow(_ stream: String, in store: Store, until isDone: Notes<Bool>) async throws -> [Int64] {
        var positions: [Int64] = []
        while true {
            let isLast = !isDone.all.isEmpty
            let after = positions.last ?? 0
            let facts = try await store.read { reader throws in
                try FactLog.read(
                    partition: FactLog.partition(of: stream), after: after, kinds: [], limit: 1000, in: reader)
            }
            positions += facts.map(\.position)
            if isLast { return positions }
        }
    }
}
