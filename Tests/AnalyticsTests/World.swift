import Analytics
import Foundation
import Journey
import Store
import Synchronization
import Testing

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
/// address of one that may be filled with rubbish.
enum Base: Sendable {
    case sqlite
    case postgres

    static let address = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let available: [Base] = address == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A store of its own for one test, with the figures' tables, at a time that stands still.
struct World: Sendable {
    let store: Store

    /// 2026-03-18, 15:00 in Shanghai.
    static let now = Timestamp("2026-03-18T07:00:00Z") ?? Timestamp(microseconds: 0)
    static let shanghai: Int64 = 8 * 3600

    static func with(_ base: Base = .sqlite, _ body: (World) async throws -> Void) async throws {
        let ambience = Ambience(now: { now }, random: Ambience.live.random)
        let name = "figures_" + ambience.id(of: EntrySubject.self).description.filter { $0 != "-" }
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var location = Store.Location.sqlite(path: folder.appending(path: "test.db").path)
        if base == .postgres, let address = Base.address {
            let door = try await Store(.postgres(url: address), migrations: [])
            try await door.write { try $0.execute("CREATE SCHEMA \(name)") }
            try await door.close()
            location = .postgres(url: address + "?options=-csearch_path%3D" + name)
        }
        let store = try await Store(location, migrations: Analytics.schema, ambience: ambience)
        do {
            try await body(World(store: store))
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    func note(_ happenings: [Happening]) async throws {
        try await store.write { tx in for happening in happenings { try Analytics().note(happening, in: tx) } }
    }

    func reset() async throws { try await store.write { try Analytics().reset(in: $0) } }

    func figure(_ indicator: Indicator, _ selection: Selection = .today) async throws -> Figure? {
        try await store.read { try Figures().all(selection, in: $0) }.first { $0.kpi == indicator }
    }

    func value(_ indicator: Indicator, _ selection: Selection = .today) async throws -> Double? {
        try await figure(indicator, selection)?.value
    }

    /// Both tables as they stand, to compare.
    func tables() async throws -> [[Value]] {
        try await store.read { reader in
            let conversation = [
                "conversation", "customer", "channel", "agent", "assigned_at", "intent", "intent_seq", "opened_at",
                "first_customer_at", "first_agent_at", "bot_answered", "handed_over_at", "closed_at", "changed_at",
                "state", "messages",
            ]
            let deal = [
                "deal", "customer", "conversation", "owner", "stage", "amount_minor", "moved_at", "opened_at",
                "terms_at",
            ]
            return try reader.query("SELECT * FROM analytics_conversation ORDER BY conversation")
                .map { row in try conversation.map { try row.value($0) } }
                + reader.query("SELECT * FROM analytics_deal ORDER BY deal").map { row in
                    try deal.map { try row.value($0) }
                }
        }
    }
}

extension Selection {
    static let today = Selection(
        window: Window(.today, now: World.now, offsetSeconds: World.shanghai), agents: nil)
}

/// Fresh names for the things of a world.
enum Fresh {
    static func id<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> { Ambience.live.id() }
}

/// Boards of each database, to compare.
final class Notes: Sendable {
    private let notes = Mutex<[Base: [[Figure]]]>([:])

    func add(_ base: Base, _ figures: [Figure]) { notes.withLock { $0[base, default: []].append(figures) } }
    func of(_ base: Base) -> [[Figure]] { notes.withLock { $0[base] ?? [] } }
}

/// `#expect` for a value that is asked for with `try await`.
func expect<Value: Equatable & Sendable>(
    _ found: Value, is wanted: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found == wanted, comment, sourceLocation: sourceLocation)
}
