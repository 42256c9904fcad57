import Foundation
import Journey
import Testing

@testable import Store

@Suite("Values")
struct ValueTests {
    @Test("every type comes back as it was written", arguments: TestDatabase.all)
    func roundTrip(database: TestDatabase) async throws {
        let integers: [Int64] = [0, 1, -1, 255, 256, 65_536, -9999, 10_000, Int64.max, Int64.min]
        let reals = [0.0, 1.5, -2.25, 1e300, -1e-300, Double.pi, .infinity, -.infinity, .greatestFiniteMagnitude]
        let texts = ["", "a", "'; DROP TABLE thing; --", "喜鹊 🐦 “引号” \u{301}", "?", "\\x41", "\t\r\n\u{1}"]
        let blobs: [[UInt8]] = [
            [], [0], [0, 0xFF, 0x5C, 0x27, 0], Array(0...255), Array(repeating: 7, count: 300_000),
        ]
        try await database.run { store async throws in
            try await store.write { tx throws in
                try tx.execute(
                    tx.dialect.schema("CREATE TABLE v (n BIGINT, i BIGINT, r REAL, t TEXT, b BLOB)")
                )
                for (index, value) in integers.enumerated() {
                    try tx.execute("INSERT INTO v (n, i) VALUES (?, ?)", index, value)
                }
                for (index, value) in reals.enumerated() {
                    try tx.execute("INSERT INTO v (n, r) VALUES (?, ?)", index, value)
                }
                for (index, value) in texts.enumerated() {
                    try tx.execute("INSERT INTO v (n, t) VALUES (?, ?)", index, value)
                }
                for (index, value) in blobs.enumerated() {
                    try tx.execute("INSERT INTO v (n, b) VALUES (?, ?)", index, value)
                }
            }
            try await store.read { reader throws in
                func column<Column: Loadable>(_ name: String) throws -> [Column] {
                    try reader.query("SELECT \(name) FROM v WHERE \(name) IS NOT NULL ORDER BY n")
                        .map { try $0.get(name) }
                }
                let integersRead: [Int64] = try column("i")
                #expect(integersRead == integers)
                let realsRead: [Double] = try column("r")
                #expect(realsRead == reals)
                let textsRead: [String] = try column("t")
                #expect(textsRead == texts)
                let blobsRead: [[UInt8]] = try column("b")
                #expect(blobsRead == blobs)
                for text in texts { #expect(try reader.query("SELECT n FROM v WHERE t = ?", text).count == 1) }
                for blob in blobs { #expect(try reader.query("SELECT n FROM v WHERE b = ?", blob).count == 1) }
            }
        }
    }

    @Test("the product's own types come back", arguments: TestDatabase.all)
    func domainTypes(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let id: CustomerID = store.ambience.id()
            let time = Timestamp(microseconds: -1)
            try await store.write { tx throws in
                try tx.execute(
                    tx.dialect.schema(
                        "CREATE TABLE d (id BLOB, at BIGINT, yes BIGINT, no BIGINT, role TEXT, none TEXT)")
                )
                let none: String? = nil
                try tx.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?)", id, time, true, false, Role.supervisor, none)
                let row = try #require(try tx.first("SELECT * FROM d WHERE id = ?", id))
                #expect(try row.get("id", as: CustomerID.self) == id)
                #expect(try row.get("at", as: Timestamp.self) == time)
                #expect(try row.get("yes", as: Bool.self))
                #expect(try !row.get("no", as: Bool.self))
                #expect(try row.get("role", as: Role.self) == .supervisor)
                #expect(try row.optional("none", as: String.self) == nil)
                #expect(throws: StoreFailure.unexpectedValue(column: "none")) { try row.get("none", as: String.self) }
                #expect(throws: StoreFailure.unexpectedValue(column: "role")) { try row.get("role", as: Int64.self) }
                #expect(throws: StoreFailure.unexpectedValue(column: "absent")) { try row.value("absent") }
            }
        }
    }

    @Test("calculated columns have the same types on both", arguments: TestDatabase.all)
    func calculated(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx throws in
                for number in [2, 3, 4] { try tx.execute("INSERT INTO tally VALUES (?, ?)", "t\(number)", number) }
                let row = try #require(
                    try tx.first(
                        """
                        SELECT count(*) AS rows, sum(count) AS sum, avg(count) AS mean, max(name) AS last,
                            1 AS one, 'x' AS letter, ? AS given, ? AS words, 7 / 2 AS half,
                            sum(count) * 1000000000000 AS large, CAST(avg(count) AS REAL) AS real_mean,
                            CASE WHEN count(*) > 2 THEN 1 ELSE 0 END AS many,
                            EXISTS (SELECT 1 FROM tally WHERE count = 3) AS found
                        FROM tally
                        """, 5, "字"))
                #expect(try row.value("rows") == .integer(3))
                #expect(try row.value("sum") == .integer(9))
                #expect(try row.value("mean") == .real(3))
                #expect(try row.value("last") == .text("t4"))
                #expect(try row.value("one") == .integer(1))
                #expect(try row.value("letter") == .text("x"))
                #expect(try row.value("given") == .integer(5))
                #expect(try row.value("words") == .text("字"))
                #expect(try row.value("half") == .integer(3))
                #expect(try row.value("large") == .integer(9_000_000_000_000))
                #expect(try row.value("real_mean") == .real(3))
                #expect(try row.value("many") == .integer(1))
                #expect(try row.value("found") == .integer(1))
            }
        }
    }

    @Test("NUL in a text and NaN are refused before the database sees them", arguments: TestDatabase.all)
    func refused(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx throws in
                #expect(throws: StoreFailure.nulInText) {
                    try tx.execute("INSERT INTO tally VALUES (?, 1)", "a\0b")
                }
                #expect(throws: StoreFailure.self) {
                    try tx.execute("INSERT INTO thing VALUES (1, 'a', ?, NULL)", Double.nan)
                }
                // Nothing has happened to the transaction.
                try tx.execute("INSERT INTO tally VALUES ('fine', 1)")
            }
            await #expect(throws: StoreFailure.nulInText) {
                try await store.read { try $0.query("SELECT * FROM tally WHERE name = ?", "\0") }
            }
            #expect(try await store.count("SELECT count(*) AS n FROM tally") == 1)
        }
    }

    @Test("NULL sorts where the statement says, text by code point", arguments: TestDatabase.all)
    func order(database: TestDatabase) async throws {
        let names = ["b", "B", "a", "A", "_", "é", "中", "z", "Z", "10", "9", "a b", "ab"]
        try await database.run { store async throws in
            try await store.write { tx throws in
                for (number, name) in names.enumerated() {
                    let weight: Double? = number == 2 ? nil : Double(number)
                    try tx.execute("INSERT INTO thing (id, name, weight) VALUES (?, ?, ?)", number, name, weight)
                }
            }
            try await store.read { reader throws in
                func column(_ sql: String, _ parameters: any Storable...) throws -> [String] {
                    try reader.query(sql, parameters: parameters).map { try $0.get("name") }
                }
                let byCode = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                #expect(try column("SELECT name FROM thing ORDER BY name") == byCode)
                #expect(
                    try column("SELECT name FROM thing WHERE name > ? ORDER BY name", "Z")
                        == byCode.filter { $0.utf8.lexicographicallyPrecedes("Z".utf8) == false && $0 != "Z" })
                #expect(try column("SELECT name FROM thing ORDER BY weight NULLS FIRST").first == "a")
                #expect(try column("SELECT name FROM thing ORDER BY weight DESC NULLS LAST").last == "a")
                #expect(
                    try column("SELECT name FROM thing WHERE name LIKE ? ORDER BY name", "a%") == ["a", "a b", "ab"])
                #expect(try column("SELECT max(name) AS name FROM thing") == ["中"])
            }
        }
    }

    @Test("a question mark in a literal, a name or a comment is no parameter", arguments: TestDatabase.all)
    func questionMarks(database: TestDatabase) async throws {
        try await database.run { store async throws in
            let none: Int64? = nil
            try await store.read { reader throws in
                let row = try #require(
                    try reader.first(
                        """
                        SELECT '? it''s' AS "what?", -- really?
                            ? AS given /* ? */, CASE WHEN ? IS NULL THEN 1 ELSE 0 END AS empty
                        """, 7, none))
                #expect(try row.value("what?") == .text("? it's"))
                #expect(try row.value("given") == .integer(7))
                #expect(try row.value("empty") == .integer(1))
            }
            await #expect(throws: StoreFailure.self) {
                try await store.read { try $0.query("SELECT ? AS a, ? AS b", 1) }
            }
        }
    }

    @Test("numbers of any size read from PostgreSQL's decimal format")
    func numeric() {
        func decode(_ words: [UInt16]) -> Value? {
            let bytes = words.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            return bytes.withUnsafeBytes { PostgresType.decode(1700, $0) }
        }
        #expect(decode([0, 0, 0, 0]) == .integer(0))
        #expect(decode([1, 0, 0, 0, 42]) == .integer(42))
        #expect(decode([1, 0, 0x4000, 0, 42]) == .integer(-42))
        #expect(decode([1, 2, 0, 0, 5]) == .integer(500_000_000))
        #expect(decode([5, 4, 0, 0, 922, 3372, 368, 5477, 5807]) == .integer(Int64.max))
        #expect(decode([5, 4, 0x4000, 0, 922, 3372, 368, 5477, 5808]) == .integer(Int64.min))
        #expect(decode([5, 4, 0, 0, 922, 3372, 368, 5477, 5808]) == .real(9_223_372_036_854_775_808))
        #expect(decode([2, 0, 0, 2, 3, 5000]) == .real(3.5))
        #expect(decode([1, -1 as Int16 == -1 ? 0xFFFF : 0, 0, 4, 1250]) == .real(0.125))
        #expect(decode([0, 0, 0xC000, 0]) == nil)
        #expect(decode([1]) == nil)
    }
}
