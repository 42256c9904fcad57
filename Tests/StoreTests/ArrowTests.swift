import Foundation
import Journey
import Logging
import Testing

@testable import Store

/// Adds every number it hears to a table, with what the closures are told to do before.
struct Hearing: Reaction {
    static let name = "test.hearing"
    var preparing: @Sendable (Recorded<Spoken>) async throws -> Void = { _ in }
    var applying: @Sendable (Recorded<Spoken>, Transaction) throws -> Void = { _, _ in }

    func prepare(_ input: Recorded<Spoken>) async throws -> Int64? {
        try await preparing(input)
        return input.payload.number < 0 ? nil : input.payload.number
    }

    func apply(_ number: Int64, to input: Recorded<Spoken>, in tx: Transaction) throws {
        try applying(input, tx)
        try tx.execute("INSERT INTO applied VALUES (?, ?, ?)", Self.name, input.fact.stream, number)
        try tx.execute(
            """
            INSERT INTO tally VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = tally.count + 1
            """, input.fact.stream)
        try tx.record(Whispered(number: number), on: input.fact.stream)
    }
}

extension Store {
    func speak(_ numbers: some Sequence<Int64>, on stream: String) async throws {
        for number in numbers { try await write { _ = try $0.record(Spoken(number: number), on: stream) } }
    }

    /// What was applied to a stream, in the order of the facts that the arrow wrote about it.
    func heard(on stream: String) async throws -> [Int64] {
        try await read { reader in
            try FactLog.read(
                partition: FactLog.partition(of: stream), after: 0, kinds: [Whispered.kind], limit: 10_000,
                stream: stream, in: reader
            ).map { try FactLog.decode(Whispered.self, from: $0).number }
        }
    }

    func running(_ arrows: [Arrow], _ body: (ArrowRunner) async throws -> Void) async throws {
        let runner = ArrowRunner(arrows, store: self, logger: .quiet)
        let task = Task { try await runner.run() }
        do {
            try await body(runner)
        } catch {
            task.cancel()
            throw error
        }
        task.cancel()
        try await task.value
    }
}

@Suite("Arrows")
struct ArrowTests {
    @Test("every fact takes effect once, in order within its stream", arguments: TestDatabase.all)
    func order(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.speak(0..<10, on: "early")
            let seenBefore = Notes<Bool>()
            let hearing = Hearing(preparing: { input in
                // Preparing sees what the stream's earlier facts did.
                let done = try await store.count(
                    "SELECT count(*) AS n FROM applied WHERE stream = ?", input.fact.stream)
                seenBefore.add(done == Int(input.payload.number))
            })
            try await store.running([Arrow(hearing)]) { _ async throws in
                await withDiscardingTaskGroup { group in
                    for stream in 0..<12 { group.addTask { try? await store.speak(0..<15, on: "s\(stream)") } }
                }
                #expect(try await eventually { try await store.count("SELECT count(*) AS n FROM applied") == 190 })
            }
            #expect(try await store.heard(on: "early") == Array(0..<10))
            for stream in 0..<12 { #expect(try await store.heard(on: "s\(stream)") == Array(0..<15)) }
            #expect(seenBefore.all.allSatisfy { $0 })
            #expect(seenBefore.all.count == 190)
        }
    }

    @Test(
        "a runner that dies between preparing and applying loses nothing and doubles nothing",
        arguments: TestDatabase.all)
    func crash(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.speak(0..<30, on: "s")
            for round in 0..<6 {
                let prepared = Notes<Int64>()
                let dying = Hearing(preparing: { input in
                    prepared.add(input.payload.number)
                    if input.payload.number == Int64(round * 4 + 2) { try await Task.sleep(for: .seconds(3600)) }
                })
                try await store.running([Arrow(dying)]) { _ async throws in
                    #expect(try await eventually { prepared.all.last == Int64(round * 4 + 2) })
                }
                #expect(try await store.heard(on: "s") == Array(0..<Int64(round * 4 + 2)))
                #expect(try await store.count("SELECT count(*) AS n FROM arrow_parked") == 0)
            }
            try await store.running([Arrow(Hearing())]) { _ async throws in
                #expect(try await eventually { try await store.heard(on: "s").count == 30 })
            }
            #expect(try await store.heard(on: "s") == Array(0..<30))
            #expect(try await store.count("SELECT count AS n FROM tally WHERE name = 's'") == 30)
        }
    }

    @Test("a failing fact parks its stream only; a retry goes on in order", arguments: TestDatabase.all)
    func parking(database: TestDatabase) async throws {
        let isBroken = Notes<Bool>()
        try await database.run { store async throws in
            let partition = FactLog.partition(of: "bad")
            let neighbour = try #require((0..<2000).map { "n\($0)" }.first { FactLog.partition(of: $0) == partition })
            let hearing = Hearing(applying: { input, _ in
                if input.fact.stream == "bad", input.payload.number == 2, isBroken.all.isEmpty { throw Deliberate() }
            })
            try await store.running([Arrow(hearing)]) { runner async throws in
                try await store.speak(0..<5, on: "bad")
                try await store.speak(0..<5, on: neighbour)
                #expect(try await eventually { try await store.heard(on: neighbour).count == 5 })
                #expect(try await eventually { try await store.count("SELECT count(*) AS n FROM arrow_parked") == 1 })
                #expect(try await store.heard(on: "bad") == [0, 1])
                let parked = try #require(try await store.read { try ParkedStream.all(in: $0) }.first)
                #expect(parked.stream == "bad")
                #expect(parked.kind == Spoken.kind)
                #expect(parked.error == "Deliberate()")
                #expect(parked.attempts == ArrowLane.attemptsMax)

                runner.retry(arrow: Hearing.name, stream: "bad")
                #expect(
                    try await eventually {
                        try await store.read { try ParkedStream.all(in: $0) }.first?.attempts == 2
                            * ArrowLane.attemptsMax
                    })
                #expect(try await store.heard(on: "bad") == [0, 1])

                isBroken.add(false)
                runner.retry(arrow: Hearing.name, stream: "bad")
                #expect(try await eventually { try await store.heard(on: "bad").count == 5 })
                try await store.speak(5..<7, on: "bad")
                #expect(try await eventually { try await store.heard(on: "bad").count == 7 })
                #expect(try await store.heard(on: "bad") == Array(0..<7))
                #expect(try await store.count("SELECT count(*) AS n FROM arrow_parked") == 0)
            }
        }
    }

    @Test("a parked stream stays parked after a restart, and its later facts wait", arguments: TestDatabase.all)
    func parkedRestart(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx in
                try tx.record(Spoken(number: 0), on: "s")
                // A payload that cannot be read is parked, too.
                try tx.execute("UPDATE fact SET payload = '{}'")
            }
            try await store.running([Arrow(Hearing())]) { _ async throws in
                #expect(try await eventually { try await store.count("SELECT count(*) AS n FROM arrow_parked") == 1 })
            }
            try await store.speak(1..<3, on: "s")
            try await store.speak(1..<3, on: "free")
            try await store.running([Arrow(Hearing())]) { runner async throws in
                #expect(try await eventually { try await store.heard(on: "free").count == 2 })
                #expect(try await store.heard(on: "s").isEmpty)
                try await store.write {
                    try $0.execute("UPDATE fact SET payload = '{\"number\":0,\"text\":\"\"}' WHERE payload = '{}'")
                }
                runner.retry(arrow: Hearing.name, stream: "s")
                #expect(try await eventually { try await store.heard(on: "s") == [0, 1, 2] })
            }
        }
    }

    @Test("a second runner takes the arrow over; the first stops without advancing", arguments: TestDatabase.all)
    func lease(database: TestDatabase) async throws {
        let (firstPrepared, gate) = (Notes<Int64>(), Notes<Bool>())
        try await database.run { store async throws in
            let slow = Hearing(preparing: { input in
                firstPrepared.add(input.payload.number)
                while gate.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            })
            try await store.speak(0..<3, on: "s")
            try await store.running([Arrow(slow)]) { _ async throws in
                #expect(try await eventually { firstPrepared.all == [0] })
                try await store.running([Arrow(Hearing())]) { _ async throws in
                    #expect(try await eventually { try await store.heard(on: "s").count == 3 })
                    gate.add(true)
                    try await store.speak(3..<6, on: "s")
                    #expect(try await eventually { try await store.heard(on: "s").count == 6 })
                    try await Task.sleep(for: .milliseconds(200))
                }
            }
            #expect(try await store.heard(on: "s") == Array(0..<6))
            #expect(firstPrepared.all.allSatisfy { $0 == 0 })
        }
    }

    @Test("an unavailable database is waited out, and nothing is parked", arguments: TestDatabase.all)
    func unavailable(database: TestDatabase) async throws {
        let refusals = Notes<Int64>()
        try await database.run { store async throws in
            let hearing = Hearing(applying: { input, _ in
                if refusals.all.count < 6 {
                    refusals.add(input.payload.number)
                    throw StoreFailure.unavailable(detail: "disk full")
                }
            })
            try await store.speak(0..<3, on: "s")
            try await store.running([Arrow(hearing)]) { _ async throws in
                #expect(try await eventually { try await store.heard(on: "s").count == 3 })
            }
            #expect(try await store.heard(on: "s") == [0, 1, 2])
            #expect(refusals.all.count == 6)
            #expect(try await store.count("SELECT count(*) AS n FROM arrow_parked") == 0)
        }
    }

    @Test("work whose commit succeeded though its answer was lost is not done twice", arguments: TestDatabase.all)
    func lostAnswer(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.speak(0..<1, on: "s")
            let fact = try await store.read {
                try FactLog.read(partition: FactLog.partition(of: "s"), after: 0, kinds: [], limit: 1, in: $0)[0]
            }
            let (epoch, positions) = try await store.write { try ArrowCursor.claim(Hearing.name, in: $0) }
            for _ in 0..<2 {
                // The lane does not know that the cursor has moved already.
                var lane = ArrowLane(
                    arrow: Arrow(Hearing()), partition: fact.partition, epoch: epoch, store: store, logger: .quiet,
                    position: positions[fact.partition], parked: [])
                try await lane.catchUp()
                #expect(lane.position >= fact.position)
            }
            #expect(try await store.heard(on: "s") == [0])
        }
    }

    @Test("an arrow passes over facts that give it nothing to do", arguments: TestDatabase.all)
    func nothingToDo(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.speak([-1, 4, -1], on: "s")
            try await store.running([Arrow(Hearing())]) { _ async throws in
                #expect(
                    try await eventually {
                        try await store.count("SELECT coalesce(max(position), 0) AS n FROM arrow_cursor") == 3
                    })
            }
            #expect(try await store.heard(on: "s") == [4])
        }
    }
}
