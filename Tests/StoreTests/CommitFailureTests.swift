import Foundation
import Journey
import Testing

@testable import Store

@Suite("Failing commits")
struct CommitFailureTests {
    private static let deferred = [
        Migration(
            "deferred-1",
            """
            CREATE TABLE parent (id BIGINT PRIMARY KEY);
            CREATE TABLE child (
                id BIGINT PRIMARY KEY, parent BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
            """)
    ]

    @Test("a rule that is checked at the commit hurts only its own closure", arguments: TestDatabase.all)
    func deferredRule(database: TestDatabase) async throws {
        let notes = Notes<Int>()
        try await database.run(Self.deferred) { store async throws in
            await withDiscardingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        do {
                            try await store.write { tx throws in
                                if number % 4 != 0 { try tx.execute("INSERT INTO parent VALUES (?)", number) }
                                try tx.execute("INSERT INTO child VALUES (?, ?)", number, number)
                                tx.afterCommit { notes.add(number) }
                            }
                            #expect(number % 4 != 0)
                        } catch StoreFailure.constraint {
                            #expect(number % 4 == 0)
                        } catch {
                            Issue.record("unexpected \(error)")
                        }
                    }
                }
            }
            #expect(try await store.count("SELECT count(*) AS n FROM child") == 45)
            #expect(notes.all.sorted() == (0..<60).filter { $0 % 4 != 0 })
        }
    }

    @Test("a closure that takes SQLite's transaction with it fails alone")
    func lostBatch() async throws {
        let notes = Notes<Int>()
        try await TestDatabase.sqlite.run { store async throws in
            try await Self.occupyWriter(of: store)
            let failures = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            try await store.write { tx throws in
                                try tx.execute("INSERT INTO tally VALUES (?, 1)", "t\(number)")
                                tx.afterCommit { notes.add(number) }
                                // What SQLite does by itself on some disk errors.
                                if number == 11 { try tx.execute("ROLLBACK") }
                            }
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failures == 1)
            #expect(notes.all.sorted() == (0..<20).filter { $0 != 11 })
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 19)
        }
    }

    @Test("SQLite syncs at every commit and shares the sync among those who wait")
    func groupCommit() async throws {
        try await TestDatabase.sqlite.run { store async throws in
            let settings = try await store.write { tx throws in
                try ["synchronous", "secure_delete", "foreign_keys"].map {
                    try tx.query("PRAGMA \($0)")[0].get($0, as: Int.self)
                }
            }
            #expect(settings == [2, 1, 1])
            #expect(
                try await store.read { try $0.query("PRAGMA journal_mode")[0].get("journal_mode", as: String.self) }
                    == "wal")
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 0)") }
            _ = try await store.write { try $0.query("PRAGMA data_version") }
            let before = try Self.commits(in: store)
            try await Self.occupyWriter(of: store)
            try await withThrowingDiscardingTaskGroup { group in
                for number in 0..<200 {
                    group.addTask {
                        _ = try await store.write { try $0.execute("INSERT INTO tally VALUES (?, 1)", "t\(number)") }
                    }
                }
            }
            let commits = try Self.commits(in: store) - before
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 201)
            #expect(commits >= 1 && commits <= 3, "200 writers took \(commits) commits")
        }
    }

    /// Keeps the writer at work, so that whoever comes meanwhile meets in one batch.
    private static func occupyWriter(of store: Store, seconds: Double = 1) async throws {
        let started = Notes<Bool>()
        Task {
            try await store.write { _ in
                started.add(true)
                Thread.sleep(forTimeInterval: seconds)
            }
        }
        #expect(try await eventually { !started.all.isEmpty })
    }

    /// Commit frames in the write-ahead log: those whose "database size" is not 0 (SQLite file format §4.1).
    private static func commits(in store: Store) throws -> Int {
        guard case .sqlite(let path) = store.location else { return 0 }
        let log = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
        let page = log[8..<12].reduce(0) { $0 << 8 | Int($1) }
        return stride(from: 32, to: log.count - 24, by: 24 + page).count { frame in
            log[16..<24] == log[(frame + 8)..<(frame + 16)] && log[(frame + 4)..<(frame + 8)].contains { $0 != 0 }
        }
    }

    @Test("when the transaction of a batch cannot be had, every closure of it fails and no hook runs")
    func refusedBatch() async throws {
        let notes = Notes<Int>()
        try await TestDatabase.sqlite.run { store async throws in
            let other = try await Store(store.location, migrations: TestSchema.migrations)
            _ = try await store.write { try $0.query("PRAGMA busy_timeout = 50") }
            try await Self.occupyWriter(of: other, seconds: 3)
            let failures = await withTaskGroup(of: StoreFailure?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            try await store.write { $0.afterCommit { notes.add(number) } }
                            return nil
                        } catch { return error as? StoreFailure }
                    }
                }
                return await group.reduce(into: [StoreFailure?]()) { $0.append($1) }
            }
            #expect(failures.allSatisfy { if case .unavailable = $0 { true } else { false } })
            try await other.close()
            #expect(notes.all.isEmpty)
            try await store.write { $0.afterCommit { notes.add(99) } }
            #expect(notes.all == [99])
        }
    }

    @Test("more than may wait is refused with busy, and the rest is done")
    func busy() async throws {
        try await TestDatabase.sqlite.run { store async throws in
            try await Self.occupyWriter(of: store, seconds: 3)
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<(SQLiteEngine.waitingMax + 50) {
                    group.addTask {
                        do {
                            try await store.write { _ in }
                            return false
                        } catch { return (error as? StoreFailure) == .busy }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 50)
        }
    }
}
