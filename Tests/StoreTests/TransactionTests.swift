import Foundation
import Journey
import Testing

@testable import Store

@Suite("Transactions")
struct TransactionTests {
    @Test("each rule of the schema refuses with a constraint failure", arguments: TestDatabase.all)
    func constraints(database: TestDatabase) async throws {
        let wrong = [
            "INSERT INTO thing (id, name) VALUES (1, 'other')", "INSERT INTO thing (id, name) VALUES (2, 'one')",
            "INSERT INTO thing (id, name) VALUES (3, NULL)", "INSERT INTO part VALUES (1, 99, 1)",
            "INSERT INTO part VALUES (1, 1, 0)", "DELETE FROM thing WHERE id = 1",
        ]
        try await database.run { store async throws in
            try await store.write { tx throws in
                try tx.execute("INSERT INTO thing (id, name) VALUES (1, 'one')")
                try tx.execute("INSERT INTO part VALUES (7, 1, 1)")
            }
            for sql in wrong {
                let failure = await #expect(throws: StoreFailure.self) { try await store.write { try $0.execute(sql) } }
                guard case .constraint = failure else {
                    Issue.record("\(sql) gave \(String(describing: failure))")
                    continue
                }
                #expect(failure?.reason == .conflict)
            }
            #expect(try await store.count("SELECT count(*) AS n FROM thing") == 1)
        }
    }

    @Test("a wrong statement is a statement failure", arguments: TestDatabase.all)
    func statements(database: TestDatabase) async throws {
        try await database.run { store async throws in
            for sql in [
                "SELECT * FROM absent", "SELEKT 1", "SELECT 1; SELECT 2", "INSERT INTO tally (absent) VALUES (1)",
            ] {
                let failure = await #expect(throws: StoreFailure.self) { try await store.write { try $0.query(sql) } }
                guard case .statement = failure else {
                    Issue.record("\(sql) gave \(String(describing: failure))")
                    continue
                }
            }
            await #expect(throws: StoreFailure.self, "a reader cannot write") {
                try await store.read { try $0.query("INSERT INTO tally VALUES ('a', 1) RETURNING name") }
            }
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 0)
        }
    }

    @Test("execute tells the number of rows changed", arguments: TestDatabase.all)
    func changes(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx throws in
                #expect(try tx.execute("INSERT INTO tally VALUES ('a', 1), ('b', 1), ('c', 2)") == 3)
                #expect(try tx.execute("CREATE TABLE other (id BIGINT)") == 0)
                #expect(try tx.execute("UPDATE tally SET count = 5 WHERE count = ?", 1) == 2)
                #expect(try tx.execute("UPDATE tally SET count = 5 WHERE count = ?", 1) == 0)
                #expect(try tx.execute("INSERT INTO tally VALUES ('a', 9) ON CONFLICT (name) DO NOTHING") == 0)
                #expect(try tx.execute("DELETE FROM tally WHERE count = 5") == 2)
            }
        }
    }

    @Test("a closure that throws leaves nothing behind", arguments: TestDatabase.all)
    func rollback(database: TestDatabase) async throws {
        try await database.run { store async throws in
            await #expect(throws: Deliberate()) {
                try await store.write { tx throws in
                    try tx.execute("INSERT INTO tally VALUES ('a', 1)")
                    try tx.record(Spoken(number: 1), on: "s")
                    throw Deliberate()
                }
            }
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 0)
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == 0)
            #expect(try await store.count("SELECT sum(next) AS n FROM fact_partition") == 64)
        }
    }

    @Test("a failed statement fails the transaction even if the closure makes light of it", arguments: TestDatabase.all)
    func swallowed(database: TestDatabase) async throws {
        try await database.run { store async throws in
            await #expect(throws: StoreFailure.self) {
                try await store.write { tx throws in
                    try tx.execute("INSERT INTO tally VALUES ('a', 1)")
                    _ = try? tx.execute("INSERT INTO tally VALUES ('a', 2)")
                }
            }
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 0)
        }
    }

    @Test("what is attempted may fail on its own", arguments: TestDatabase.all)
    func attempt(database: TestDatabase) async throws {
        let notes = Notes<String>()
        try await database.run { store async throws in
            try await store.write { tx throws in
                try tx.execute("INSERT INTO tally VALUES ('a', 1)")
                tx.afterCommit { notes.add("outer") }
                #expect(throws: StoreFailure.self) {
                    try tx.attempt {
                        try tx.record(Spoken(number: 1), on: "s")
                        tx.afterCommit { notes.add("undone") }
                        try tx.execute("INSERT INTO tally VALUES ('a', 2)")
                    }
                }
                try tx.attempt { _ = try tx.execute("INSERT INTO tally VALUES ('b', 1)") }
                try tx.record(Spoken(number: 2), on: "s")
            }
            #expect(notes.all == ["outer"])
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 2)
            #expect(try await store.count("SELECT count(*) AS n FROM fact") == 1)
            #expect(try await store.count("SELECT max(position) AS n FROM fact") == 1)
        }
    }

    @Test("of many that write at once, those that fail hurt nobody else", arguments: TestDatabase.all)
    func isolation(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 0..<300 {
                    group.addTask {
                        do {
                            try await store.write { tx throws in
                                try tx.execute("INSERT INTO tally VALUES (?, 1)", "t\(number)")
                                if number % 3 == 0 { throw Deliberate() }
                                if number % 3 == 1 { try tx.execute("INSERT INTO part VALUES (?, 99, 1)", number) }
                            }
                            return (number, true)
                        } catch { return (number, false) }
                    }
                }
                var all: [Int: Bool] = [:]
                for await (number, isGood) in group { all[number] = isGood }
                return all
            }
            #expect(outcomes.filter(\.value).map(\.key).allSatisfy { $0 % 3 == 2 })
            let names = try await store.read {
                try $0.query("SELECT name FROM tally").map { try $0.get("name", as: String.self) }
            }
            #expect(Set(names) == Set((0..<300).filter { $0 % 3 == 2 }.map { "t\($0)" }))
        }
    }

    @Test("writers that add to one row lose nothing", arguments: TestDatabase.all)
    func counting(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 0), ('b', 0)") }
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<100 {
                    group.addTask {
                        // In both orders: on PostgreSQL they deadlock, and run again.
                        let names = !number.isMultiple(of: 4) ? ["a", "b"] : ["b", "a"]
                        try await store.write { tx throws in
                            for name in names {
                                try tx.execute("UPDATE tally SET count = count + 1 WHERE name = ?", name)
                            }
                        }
                    }
                }
            }
            #expect(try await store.count("SELECT sum(count) AS n FROM tally") == 200)
        }
    }

    @Test("a reader sees one moment", arguments: TestDatabase.all)
    func snapshot(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 0)") }
            let (begun, changed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let seen = store.read { reader -> [Int] in
                let first: Int = try reader.query("SELECT count FROM tally")[0].get("count")
                begun.signal()
                changed.wait()
                return [first, try reader.query("SELECT count FROM tally")[0].get("count")]
            }
            try await Self.wait(begun)
            try await store.write { try $0.execute("UPDATE tally SET count = 1") }
            changed.signal()
            #expect(try await seen == [0, 0])
            #expect(try await store.count("SELECT count AS n FROM tally") == 1)
        }
    }

    private static func wait(_ semaphore: DispatchSemaphore) async throws {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }

    @Test("hooks run after the commit, in its order, and before the writer goes on", arguments: TestDatabase.all)
    func hooks(database: TestDatabase) async throws {
        let notes = Notes<Int>()
        try await database.run { store async throws in
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 0)") }
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        try? await store.write { tx throws in
                            let row = try tx.first(
                                "UPDATE tally SET count = count + 1 WHERE name = 'a' RETURNING count")
                            let mine: Int = try row?.get("count") ?? -1
                            tx.afterCommit { notes.add(mine) }
                            if number % 5 == 0 { throw Deliberate() }
                        }
                        if number == 7 {
                            try await store.write { $0.afterCommit { notes.add(1000) } }
                            #expect(notes.all.contains(1000))
                        }
                    }
                }
            }
            #expect(notes.all.filter { $0 < 1000 } == Array(1...160))
        }
    }

    @Test("a closed store refuses", arguments: TestDatabase.all)
    func closed(database: TestDatabase) async throws {
        let store = try await Store(try await database.location(), migrations: TestSchema.migrations)
        try await store.close()
        await #expect(throws: StoreFailure.closed) { try await store.write { _ in } }
        await #expect(throws: StoreFailure.closed) { try await store.read { _ in } }
        try await store.close()
    }
}
