import Customers
import Foundation
import Journey
import Staff
import Store
import Synchronization

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
/// address of one that may be filled with rubbish.
enum Base: Sendable {
    case sqlite
    case postgres

    static let address = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let available: [Base] = address == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A clock that only the test moves.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_800_000_000_000_000))

    var now: Timestamp { time.withLock { $0 } }

    func advance(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A store of its own for one test.
struct World: Sendable {
    let store: Store
    let clock: TestClock

    /// Opens an empty store, runs the test, and throws the store away.
    static func with(_ base: Base = .sqlite, _ body: (World) async throws -> Void) async throws {
        let (clock, live) = (TestClock(), Ambience.live)
        let ambience = Ambience(now: { clock.now }, random: live.random)
        let name = "test_" + live.id(of: EntrySubject.self).description.filter { $0 != "-" }
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let location: Store.Location
        if base == .postgres, let address = Base.address {
            let door = try await Store(.postgres(url: address), migrations: [])
            try await door.write { try $0.execute("CREATE SCHEMA \(name)") }
            try await door.close()
            location = .postgres(url: address + "?options=-csearch_path%3D" + name)
        } else {
            location = .sqlite(path: folder.appending(path: "test.db").path)
        }
        let store = try await Store(location, migrations: Staff.schema + Customers.schema, ambience: ambience)
        do {
            try await body(World(store: store, clock: clock))
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    /// The facts of a kind, oldest first within their stream.
    func facts<Payload: FactPayload>(_: Payload.Type, on stream: String? = nil) async throws -> [Payload] {
        try await store.read { reader in
            try reader.query(
                "SELECT stream, payload FROM fact WHERE kind = ? ORDER BY recorded_at, partition, position",
                Payload.kind
            ).filter { row in
                guard let stream else { return true }
                return try row.get("stream", as: String.self) == stream
            }.map { row in
                let payload: String = try row.get("payload")
                return try JSONDecoder().decode(Payload.self, from: Data(payload.utf8))
            }
        }
    }
}
