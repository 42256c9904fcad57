import Foundation
import Journey
import Scripts
import Store
import Synchronization

/// A clock that stands still until it is moved, and chance that repeats.
func stillAmbience(seed: UInt64 = 1) -> Ambience {
    let chance = Mutex(SeededChance(seed: seed))
    return Ambience(
        now: { Timestamp(microseconds: 1_750_000_000_000_000) }, random: { chance.withLock { $0.next() } })
}

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
/// address of one that may be filled with rubbish.
enum Base: Sendable {
    case sqlite
    case postgres

    static let address = ProcessInfo.processInfo.environment["MAGPIE_TEST_POSTGRES"]
    static let available: [Base] = address == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A database of one test, which may be closed and opened again.
final class TemporaryDatabase: Sendable {
    private let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    private let base: Base

    init(_ base: Base) { self.base = base }

    private var path: String { FileManager.default.temporaryDirectory.appending(path: name).path }

    func open() async throws -> Store {
        try await Store(try await location(), migrations: Scripts.schema, ambience: stillAmbience())
    }

    private func location() async throws -> Store.Location {
        guard base == .postgres, let address = Base.address else { return .sqlite(path: path) }
        let (door, name) = (try await Store(.postgres(url: address), migrations: []), name)
        try await door.write { try $0.execute("CREATE SCHEMA IF NOT EXISTS \(name)") }
        try await door.close()
        return .postgres(url: address + "?options=-csearch_path%3D" + name)
    }

    deinit { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
}

let supervisor = Scope.agent(
    Colleague(id: AgentID(at: Timestamp(microseconds: 0), random: (1, 1)), role: .supervisor, teams: []))
let plainAgent = Scope.agent(
    Colleague(id: AgentID(at: Timestamp(microseconds: 0), random: (2, 2)), role: .agent, teams: []))

func conversationID(_ number: UInt64) -> ConversationID {
    ConversationID(at: Timestamp(microseconds: 0), random: (0, number << 2))
}

/// A draft that is right; each test changes what it is about.
func draft(
    _ code: String, when condition: String = "age<18", say template: String = "好的", category: String = "needs",
    priority: Int = 50, active: Bool = true
) -> ScriptDraft {
    ScriptDraft(
        code: code, trade: "insurance", category: category, title: Phrase(zh: "标题", en: "Title"),
        condition: condition, template: template, priority: priority, active: active)
}

/// The demo company's nodes, intents and products.
enum Demo {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Demo").standardized

    static func drafts() throws -> [ScriptDraft] {
        try ScriptFile.read(Data(contentsOf: folder.appending(path: "scripts/scripts.json")))
    }

    static func firstColumn(_ file: String) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        var seen = Set<String>()
        return text.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
            .filter { seen.insert($0).inserted }
    }

    static func schema() throws -> ScriptSchema {
        try ScriptSchema(
            intents: try firstColumn("intents/intents.tsv"), products: try firstColumn("products_lexicon.tsv"))
    }
}
