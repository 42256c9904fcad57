import Foundation
import Journey
import Logging
import Synchronization
import Testing

@testable import Store

/// A fresh database for one test, on either engine.
enum TestDatabase: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case postgres

    var testDescription: String { rawValue }

    /// Both engines, or SQLite alone where there is no PostgreSQL.
    static let all: [TestDatabase] = PostgresCluster.isAvailable ? [.sqlite, .postgres] : [.sqlite]

    func location() async throws -> Store.Location {
        switch self {
        case .sqlite: .sqlite(path: TestFolder.make() + "/magpie.db")
        case .postgres: .postgres(url: try PostgresCluster.shared.get().freshDatabase())
        }
    }

    /// Opens a store on a fresh database, and closes it when the test is over.
    func run(
        _ migrations: [Migration] = TestSchema.migrations, ambience: Ambience = .live,
        _ body: (Store) async throws -> Void
    ) async throws {
        let store = try await Store(try await location(), migrations: migrations, ambience: ambience)
        do {
            try await body(store)
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }
}

enum TestFolder {
    private static let root: String = {
        atexit { try? FileManager.default.removeItem(atPath: TestFolder.path) }
        return path
    }()
    /// In memory where the system has such a folder: a thousand disk syncs are not what is tested.
    private static let path =
        (FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory())
        + "/magpie-store-tests-\(ProcessInfo.processInfo.processIdentifier)"

    static func make() -> String {
        let path = root + "/" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

enum TestSchema {
    static let migrations = [
        Migration(
            "test-1",
            """
            CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, weight REAL, photo BLOB);
            CREATE TABLE part (
                id BIGINT PRIMARY KEY, thing BIGINT NOT NULL REFERENCES thing (id), size BIGINT CHECK (size > 0));
            CREATE TABLE tally (name TEXT PRIMARY KEY, count BIGINT NOT NULL);
            CREATE TABLE applied (arrow TEXT NOT NULL, stream TEXT NOT NULL, number BIGINT NOT NULL);
            """)
    ]
}

/// The fact of most tests.
struct Spoken: FactPayload, Equatable {
    static let kind = "test.spoken"
    static let version = 1
    static let meaning = Phrase(zh: "有人说话。", en: "Somebody spoke.")
    let number: Int64
    var text = "你好"
}

struct Whispered: FactPayload {
    static let kind = "test.whispered"
    static let version = 1
    static let meaning = Phrase(zh: "有人低语。", en: "Somebody whispered.")
    let number: Int64
}

struct Deliberate: Error, Equatable {}

/// A clock that a test moves.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_767_225_600_000_000))

    var now: Timestamp { time.withLock { $0 } }
    func advance(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }

    var ambience: Ambience { Ambience(now: { self.now }, random: Ambience.live.random) }
}

/// What several threads wrote down, in order.
final class Notes<Note: Sendable>: Sendable {
    private let notes = Mutex<[Note]>([])

    var all: [Note] { notes.withLock { $0 } }
    func add(_ note: Note) { notes.withLock { $0.append(note) } }
}

/// Waits until something becomes true; `false` after the time.
func eventually(seconds: Double = 15, _ condition: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try await condition()
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension Store {
    func count(_ sql: String, _ parameters: any Storable...) async throws -> Int {
        let parameters = parameters
        return try await read { try $0.query(sql, parameters: parameters).first?.get("n", as: Int.self) ?? -1 }
    }
}
