import Foundation
import Journey
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
    private static let later = Migration(
        "test-2",
        """
        ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'black; white';
        UPDATE thing SET name = 'the ' || name;
        CREATE INDEX thing_colour ON thing (colour);
        """)

    @Test("an older schema is brought up to date with its data", arguments: TestDatabase.all)
    func upgrade(database: TestDatabase) async throws {
        let location = try await database.location()
        let old = try await Store(location, migrations: TestSchema.migrations)
        try await old.write { try $0.execute("INSERT INTO thing (id, name) VALUES (1, 'magpie')") }
        try await old.write { _ = try $0.record(Spoken(number: 1), on: "s") }
        try await old.close()
        for _ in 0..<2 {
            let new = try await Store(location, migrations: TestSchema.migrations + [Self.later])
            let row = try await new.read { try $0.query("SELECT name, colour FROM thing") }
            #expect(try row.map { try $0.get("name", as: String.self) } == ["the magpie"])
            #expect(try row.map { try $0.get("colour", as: String.self) } == ["black; white"])
            #expect(try await new.count("SELECT count(*) AS n FROM fact") == 1)
            #expect(try await new.count("SELECT count(*) AS n FROM fact_partition") == 64)
            try await new.close()
        }
    }

    @Test("a database of a newer version is refused and left alone", arguments: TestDatabase.all)
    func newer(database: TestDatabase) async throws {
        let location = try await database.location()
        try await Store(location, migrations: TestSchema.migrations + [Self.later]).close()
        await #expect(throws: StoreFailure.newerSchema(migration: "test-2")) {
            try await Store(location, migrations: TestSchema.migrations)
        }
        try await Store(location, migrations: TestSchema.migrations + [Self.later]).close()
    }

    @Test("a migration that fails half-way leaves nothing of any", arguments: TestDatabase.all)
    func failing(database: TestDatabase) async throws {
        let location = try await database.location()
        let broken = Migration("broken-1", "CREATE TABLE fine (id BIGINT);\nCREATE TABLE fine (id BIGINT);")
        await #expect(throws: StoreFailure.self) {
            try await Store(location, migrations: TestSchema.migrations + [broken])
        }
        let store = try await Store(location, migrations: TestSchema.migrations)
        #expect(try await store.count("SELECT count(*) AS n FROM thing") == 0)
        await #expect(throws: StoreFailure.self) { try await store.count("SELECT count(*) AS n FROM fine") }
        try await store.close()
    }

    @Test("several processes that start at once migrate once", arguments: TestDatabase.all)
    func together(database: TestDatabase) async throws {
        let location = try await database.location()
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { try await Store(location, migrations: TestSchema.migrations + [Self.later]).close() }
            }
        }
        let store = try await Store(location, migrations: TestSchema.migrations + [Self.later])
        #expect(try await store.count("SELECT count(*) AS n FROM schema_migration") == Store.schema.count + 2)
        try await store.close()
    }

    @Test("statements are cut at the ends of lines only")
    func cutting() {
        let migration = Migration("m", "\nCREATE TABLE a (t TEXT DEFAULT ';');\n  INSERT INTO a VALUES ('x;y') ; \n\n")
        #expect(migration.statements == ["CREATE TABLE a (t TEXT DEFAULT ';')", "INSERT INTO a VALUES ('x;y')"])
    }

    @Test("the schema is written once and read by both")
    func dialects() {
        let sql = "CREATE TABLE t (id INTEGER, b BLOB, t TEXT, r REAL, blobs BIGINT, context TEXT)"
        #expect(Dialect.sqlite.schema(sql) == sql)
        #expect(
            Dialect.postgres.schema(sql) == """
                CREATE TABLE t (id BIGINT, b BYTEA, t TEXT COLLATE "C", r DOUBLE PRECISION, blobs BIGINT, \
                context TEXT COLLATE "C")
                """)
    }
}
