import Foundation
import Journey
import Testing

@testable import Store

@Suite(
    "PostgreSQL alone",
    .enabled(
        if: PostgresCluster.isAvailable,
        "skipped: no PostgreSQL is installed and MAGPIE_TEST_POSTGRES names none"))
struct PostgresTests {
    @Test("a wrong or unreachable address is a clear failure")
    func addresses() async throws {
        for url in ["mysql://x/y", "postgres://[bad", "postgres://u:secret@127.0.0.1:1/none?connect_timeout=1"] {
            let failure = await #expect(throws: StoreFailure.self) {
                try await Store(.postgres(url: url), migrations: [])
            }
            guard case .unavailable(let detail) = failure else {
                Issue.record("\(url) gave \(String(describing: failure))")
                continue
            }
            #expect(!detail.isEmpty)
            #expect(!detail.contains("secret"))
        }
    }

    @Test("the password is kept off the command line of the tools")
    func password() throws {
        let (connection, password) = try PostgresAddress("postgres://u:s%27e%20c@host:77/d%20b").withoutPassword()
        #expect(password == "s'e c")
        #expect(!connection.contains("s'e"))
        for part in ["user='u'", "host='host'", "port='77'", "dbname='d b'"] { #expect(connection.contains(part)) }
    }

    @Test("connections that the server ends are made anew, with their statements")
    func reconnect() async throws {
        try await TestDatabase.postgres.run { store async throws in
            guard case .postgres(let url) = store.location else { return }
            for round in 0..<5 {
                try await withThrowingDiscardingTaskGroup { group in
                    for number in 0..<40 {
                        group.addTask {
                            _ = try await store.write {
                                try $0.execute("INSERT INTO tally VALUES (?, 1)", "r\(round)n\(number)")
                            }
                            _ = try await store.count("SELECT count(*) AS n FROM tally WHERE count = ?", 1)
                        }
                    }
                }
                try PostgresCluster.command(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """, at: url)
            }
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 200)
        }
    }

    @Test("a connection lost before the commit is made anew and the closure runs again")
    func lostBeforeCommit() async throws {
        let runs = Notes<Int>()
        try await TestDatabase.postgres.run { store async throws in
            guard case .postgres(let url) = store.location else { return }
            try await store.write { tx in
                runs.add(1)
                try tx.execute("INSERT INTO tally VALUES ('a', 1)")
                if runs.all.count == 1 {
                    let pid: Int = try tx.query("SELECT pg_backend_pid() AS pid")[0].get("pid")
                    try PostgresCluster.command("SELECT pg_terminate_backend(\(pid), 5000)", at: url)
                }
                try tx.execute("INSERT INTO tally VALUES ('b', 1)")
            }
            #expect(runs.all.count == 2)
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 2)
        }
    }

    @Test("a connection lost during the commit is reported as unknown, and the closure does not run again")
    func lostDuringCommit() async throws {
        let (runs, hooks) = (Notes<Int64>(), Notes<Int>())
        let slowCommit = Migration(
            "slow-1",
            """
            CREATE TABLE slow (id BIGINT);
            CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION nap();
            """)
        try await TestDatabase.postgres.run(TestSchema.migrations + [slowCommit]) { store async throws in
            async let write: Void = store.write { tx in
                runs.add(try tx.query("SELECT pg_backend_pid() AS pid")[0].get("pid"))
                try tx.execute("INSERT INTO slow VALUES (1)")
                tx.afterCommit { hooks.add(1) }
            }
            guard case .postgres(let url) = store.location else { return }
            #expect(try await eventually { !runs.all.isEmpty })
            try await Task.sleep(for: .milliseconds(300))
            // Others are not held up by a commit that takes long, unless they have something to tell.
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 1)") }
            try PostgresCluster.command("SELECT pg_terminate_backend(\(runs.all[0]))", at: url)
            do {
                try await write
                Issue.record("the write succeeded")
            } catch let failure as StoreFailure {
                guard case .outcomeUnknown = failure else { throw failure }
                #expect(failure.reason == .unavailable)
            }
            #expect(runs.all.count == 1)
            // The turn of the lost commit is given up: later ones are told.
            try await store.write { $0.afterCommit { hooks.add(2) } }
            #expect(hooks.all == [2])
            #expect(try await store.count("SELECT count(*) AS n FROM slow") == 0)
        }
    }

    @Test("a change of the schema by another process does not break prepared statements")
    func changedSchema() async throws {
        try await TestDatabase.postgres.run { store async throws in
            guard case .postgres(let url) = store.location else { return }
            try await store.write { try $0.execute("INSERT INTO tally VALUES ('a', 1)") }
            for round in 0..<3 {
                for _ in 0..<20 {
                    #expect(
                        try await store.read { try $0.query("SELECT * FROM tally") }.first?.values.count == 2 + round)
                }
                try PostgresCluster.command("ALTER TABLE tally ADD COLUMN extra\(round) BIGINT", at: url)
            }
        }
    }

    @Test("more kinds of statements than are kept prepared still work")
    func manyStatements() throws {
        guard let url = try? PostgresCluster.shared.get().freshDatabase() else { return }
        let connection = try PostgresConnection(PostgresAddress(url))
        for number in 0..<(PostgresConnection.preparedMax + 100) {
            let row = try connection.query("SELECT ? + \(number) AS sum", [.integer(1)])[0]
            #expect(try row.get("sum", as: Int.self) == number + 1)
        }
        #expect(try connection.query("SELECT ? + 0 AS sum", [.integer(1)])[0].value("sum") == .integer(1))
    }

    @Test("text columns of the schema compare by code point whatever the server's language")
    func collation() async throws {
        try await TestDatabase.postgres.run { store async throws in
            let columns = try await store.read { reader in
                try reader.query(
                    """
                    SELECT count(*) AS n FROM information_schema.columns
                    WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
                    """)[0].get("n", as: Int.self)
            }
            #expect(columns == 0)
        }
    }

    @Test("commits are told in the order of their turns, whichever is settled first")
    func commitOrder() {
        let (order, told) = (CommitOrder(), Notes<Int>())
        let turns = (0..<4).map { _ in order.turn() }
        order.settle(turns[2]) { told.add(2) }
        order.settle(turns[1]) { told.add(1) }
        #expect(told.all.isEmpty)
        order.settle(turns[0]) {}
        #expect(told.all == [1, 2])
        order.settle(turns[3]) { told.add(3) }
        #expect(told.all == [1, 2, 3])
    }

    @Test("long reports leave connections to the writers; waiting too long a queue is busy")
    func queues() throws {
        let queue = PostgresQueue(workers: 4)
        for _ in 0..<3 { try queue.add(writing: false) { _ in } }
        try queue.add(writing: true) { _ in }
        for _ in 3..<PostgresQueue.waitingMax { try queue.add(writing: false) { _ in } }
        #expect(throws: StoreFailure.busy) { try queue.add(writing: false) { _ in } }
        #expect(queue.next(for: 0) != nil, "the write")
        queue.close()
        #expect(queue.next(for: 0) == nil, "the first workers take no reads")
        #expect((0..<PostgresQueue.waitingMax).allSatisfy { _ in queue.next(for: 3) != nil })
        #expect(queue.next(for: 3) == nil)
        #expect(throws: StoreFailure.closed) { try queue.add(writing: true) { _ in } }
    }
}
