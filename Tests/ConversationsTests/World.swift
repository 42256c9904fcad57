import Conversations
import Foundation
import Journey
import Store
import Synchronization
import Testing

/// The databases that the stage must behave alike on: SQLite always, PostgreSQL where there is one.
enum Base: String, Sendable, CustomTestStringConvertible {
    case sqlite
    case postgres

    static let available: [Base] = PostgresServer.isAvailable ? [.sqlite, .postgres] : [.sqlite]
    var testDescription: String { rawValue }

    fileprivate func location(in folder: URL) async throws -> Store.Location {
        guard self == .postgres else { return .sqlite(path: folder.appending(path: "test.db").path) }
        let address = try await PostgresServer.address.value
        let door = try await Store(.postgres(url: address), migrations: [])
        let name = folder.lastPathComponent
        try await door.write { try $0.execute("CREATE SCHEMA \(name)") }
        try await door.close()
        return .postgres(url: address + "?options=-csearch_path%3D" + name)
    }
}

/// A clock that only the test moves.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_800_000_000_000_000))

    var now: Timestamp { time.withLock { $0 } }
    func advance(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// What the open pages were told, in order.
final class Heard: Sendable {
    private let events = Mutex<[LiveEvent]>([])

    var all: [LiveEvent] { events.withLock { $0 } }
    var messages: [Message] { all.compactMap { if case .message(let message, _) = $0 { message } else { nil } } }
    var entries: [Feed.Entry] { all.compactMap { if case .entry(let entry) = $0 { entry } else { nil } } }
    func note(_ event: LiveEvent) { events.withLock { $0.append(event) } }
    func forget() { events.withLock { $0 = [] } }
}

/// A store of its own for one test, with the door to conversations.
struct World: Sendable {
    let store: Store
    let clock: TestClock
    let heard: Heard
    let conversations: Conversations
    let channel = Ambience.live.id(of: ChannelSubject.self)

    private init(_ location: Store.Location, clock: TestClock) async throws {
        let ambience = Ambience(now: { clock.now }, random: Ambience.live.random)
        let heard = Heard()
        store = try await Store(location, migrations: Conversations.schema, ambience: ambience)
        (self.clock, self.heard) = (clock, heard)
        conversations = Conversations(live: Live { heard.note($0) })
    }

    /// Opens an empty store, runs the test, and throws the store away.
    static func with(_ base: Base = .sqlite, _ body: (World) async throws -> Void) async throws {
        let name = "talk_" + Ambience.live.id(of: EntrySubject.self).description.filter { $0 != "-" }
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let world = try await World(try await base.location(in: folder), clock: TestClock())
        do {
            try await body(world)
        } catch {
            try? await world.store.close()
            throw error
        }
        try? await world.store.close()
    }

    /// Stops the server and starts it again on the same data.
    func restarted(_ body: (World) async throws -> Void) async throws {
        try await store.close()
        let world = try await World(store.location, clock: clock)
        do {
            try await body(world)
        } catch {
            try? await world.store.close()
            throw error
        }
        try await world.store.close()
    }
}

/// What tests say to the door.
extension World {
    static func customer() -> CustomerID { Ambience.live.id() }
    static func agent(_ role: Role = .agent) -> Colleague {
        Colleague(id: Ambience.live.id(), role: role, teams: [])
    }

    @discardableResult
    func write(_ text: String = "你好", id: String, from customer: CustomerID) async throws -> Message {
        try await store.write { [conversations, channel] tx in
            try conversations.accept(text, clientId: id, from: customer, named: "李雷", on: channel, in: tx)
        }
    }

    @discardableResult
    func reply(
        _ text: String = "您好", id: String, in conversation: ConversationID, as colleague: Colleague
    ) async throws -> Message {
        try await store.write { [conversations] tx in
            try conversations.reply(text, clientId: id, in: conversation, as: colleague, named: "小喜", in: tx)
        }
    }

    func assign(_ conversation: ConversationID, to colleague: Colleague) async throws {
        try await store.write { [conversations] tx in
            try conversations.assign(conversation, to: colleague.id, named: "小喜", in: tx)
        }
    }

    func handOver(_ conversation: ConversationID, because reason: HandOverReason = .requested) async throws {
        try await store.write { [conversations] tx in
            try conversations.handOver(conversation, because: reason, in: tx)
        }
    }

    func resolve(_ conversation: ConversationID, as scope: Scope = .system) async throws {
        try await store.write { [conversations] tx in try conversations.resolve(conversation, as: scope, in: tx) }
    }

    func receive(
        _ conversation: ConversationID, delivered: Int64? = nil, read: Int64? = nil, by side: Side = .customer,
        as scope: Scope = .system
    ) async throws {
        try await store.write { [conversations] tx in
            try conversations.receive(
                conversation, delivered: delivered, read: read, by: side, as: scope, in: tx)
        }
    }

    func thread(_ id: ConversationID, as scope: Scope = .system) async throws -> ConversationThread {
        try await store.read { [conversations] in try conversations.visible(id, as: scope, in: $0) }
    }

    func messages(
        _ id: ConversationID, after: Int64 = 0, before: Int64? = nil, limit: Int = 1000
    ) async throws -> [Message] {
        try await store.read { [conversations] in
            try conversations.messages(of: id, after: after, before: before, limit: limit, in: $0)
        }
    }

    func feed(_ audience: Feed.Audience, after: Int64 = 0, limit: Int = 1000) async throws -> [Feed.Entry] {
        try await store.read { [conversations] in
            try conversations.feed(of: audience, after: after, limit: limit, in: $0)
        }
    }

    /// The facts of a kind, in the order of each stream.
    func facts<Payload: FactPayload>(_: Payload.Type) async throws -> [Payload] {
        try await store.read { reader in
            try reader.query(
                "SELECT payload FROM fact WHERE kind = ? ORDER BY partition, position", Payload.kind
            ).map { try JSONDecoder().decode(Payload.self, from: Data(try $0.get("payload", as: String.self).utf8)) }
        }
    }
}

/// `#expect` for a value that is asked for with `try await`.
func expect<Value: Equatable & Sendable>(
    _ found: Value, is wanted: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found == wanted, comment, sourceLocation: sourceLocation)
}
