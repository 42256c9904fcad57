import Foundation
import Journey
import Testing

@testable import Store

@Suite("Backup, restore and blobs")
struct ArchiveTests {
    /// Every row of every table of the store, as text.
    private static func contents(of store: Store) async throws -> [String] {
        try await store.read { reader throws in
            try ["thing", "tally", "fact", "fact_partition", "blob", "timer", "outbox", "schema_migration"]
                .flatMap { table in
                    try reader.query("SELECT * FROM \(table)").map { "\(table) \($0.values)" }.sorted()
                }
        }
    }

    @Test("a backup made during writing opens, and is one moment of the database", arguments: TestDatabase.all)
    func backup(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx throws in
                try tx.execute("INSERT INTO thing VALUES (1, '鹊', 1.5, ?)", [UInt8](0...255))
                try tx.record(Spoken(number: 1), on: "s")
                try tx.setTimer("t", purpose: "p", stream: "s", due: tx.now)
                try tx.send("payload", to: "webhook/1", key: "k")
                try BlobStore.put([1, 2, 0], digest: Array(repeating: 9, count: 32), mediaType: "image/png", in: tx)
            }
            let writing = Task {
                var number = 0
                while !Task.isCancelled {
                    number += 1
                    let name = "t\(number)"
                    try await store.write { tx throws in
                        try tx.execute("INSERT INTO tally VALUES (?, 1)", name)
                        try tx.record(Spoken(number: 1), on: name)
                    }
                }
            }
            _ = try await eventually { try await store.count("SELECT count(*) AS n FROM tally") > 10 }
            let archive = TestFolder.make() + "/backup"
            try await store.backup(to: archive)
            writing.cancel()
            _ = await writing.result

            let target = try await database.location()
            try await Store.restore(from: archive, to: target)
            let copy = try await Store(target, migrations: TestSchema.migrations)
            let (tallies, facts) = (
                try await copy.count("SELECT count(*) AS n FROM tally"),
                try await copy.count("SELECT count(*) AS n FROM fact")
            )
            #expect(tallies >= 10)
            #expect(facts == tallies + 1)
            #expect(try await copy.count("SELECT sum(next - 1) AS n FROM fact_partition") == facts)
            let original = Set(try await Self.contents(of: store))
            let restored = try await Self.contents(of: copy)
            #expect(restored.filter { !$0.hasPrefix("fact_partition") }.allSatisfy(original.contains))
            #expect(restored.contains { $0.hasPrefix("thing") })
            try await copy.write { _ = try $0.record(Spoken(number: 2), on: "s") }
            try await copy.close()
        }
    }

    @Test("a backup at rest equals the original", arguments: TestDatabase.all)
    func equal(database: TestDatabase) async throws {
        try await database.run { store async throws in
            try await store.write { tx in
                for number in 0..<50 { try tx.record(Spoken(number: Int64(number)), on: "s\(number)") }
            }
            let archive = TestFolder.make() + "/backup"
            try await store.backup(to: archive)
            let target = try await database.location()
            try await Store.restore(from: archive, to: target)
            let copy = try await Store(target, migrations: TestSchema.migrations)
            #expect(try await Self.contents(of: copy) == Self.contents(of: store))
            try await copy.close()

            await #expect(throws: StoreFailure.self, "a backup never replaces a file") {
                try await store.backup(to: archive)
            }
            await #expect(throws: StoreFailure.self, "a restore never replaces a database") {
                try await Store.restore(from: archive, to: target)
            }
        }
    }

    @Test("a damaged or missing backup is refused and leaves nothing", arguments: TestDatabase.all)
    func damaged(database: TestDatabase) async throws {
        let folder = TestFolder.make()
        let location = try await database.location()
        let failure = await #expect(throws: StoreFailure.self) {
            try await Store.restore(from: folder + "/absent", to: location)
        }
        #expect(failure?.sentence.en.contains("does not exist") == true)
        try Data("this is no backup".utf8).write(to: URL(fileURLWithPath: folder + "/bad"))
        await #expect(throws: StoreFailure.self) { try await Store.restore(from: folder + "/bad", to: location) }
        if case .sqlite(let path) = location { #expect(!FileManager.default.fileExists(atPath: path)) }
        try await Store(location, migrations: TestSchema.migrations).close()
    }

    @Test("a blob is kept once under its digest", arguments: TestDatabase.all)
    func blobs(database: TestDatabase) async throws {
        let digest = [UInt8](repeating: 3, count: 32)
        try await database.run { store async throws in
            for _ in 0..<2 {
                try await store.write { tx throws in
                    try BlobStore.put([0, 1, 0xFF], digest: digest, mediaType: "image/png", in: tx)
                }
            }
            try await store.read { reader throws in
                let blob = try #require(try BlobStore.get(digest, in: reader))
                #expect(blob.mediaType == "image/png")
                #expect(blob.bytes == [0, 1, 0xFF])
                #expect(try BlobStore.get(Array(repeating: 4, count: 32), in: reader) == nil)
            }
            #expect(try await store.count("SELECT count(*) AS n FROM blob") == 1)
            await #expect(throws: InputRefusal.malformed(field: "digest")) {
                try await store.write { try BlobStore.put([1], digest: [1], mediaType: "x", in: $0) }
            }
            await #expect(throws: InputRefusal.tooLong(field: "bytes", charactersMax: BlobStore.bytesMax)) {
                let large = [UInt8](repeating: 0, count: BlobStore.bytesMax + 1)
                try await store.write { try BlobStore.put(large, digest: digest, mediaType: "x", in: $0) }
            }
        }
    }
}
