import Channels
import Conversations
import Customers
import Foundation
import Journey
import Staff
import Store
import Synchronization
import Testing
import Understanding

/// The databases that pages must look alike on: SQLite always, PostgreSQL where `MAGPIE_TEST_POSTGRES` has the
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

/// A company with one channel, in a store of its own, filled through the doors of the stages.
struct World: Sendable {
    let store: Store
    let clock: TestClock
    let channel: Channel
    let staff = Staff()
    let customers = Customers()
    let conversations = Conversations(live: .nobody)

    static func with(_ base: Base = .sqlite, _ body: (World) async throws -> Void) async throws {
        let clock = TestClock()
        let ambience = Ambience(now: { clock.now }, random: Ambience.live.random)
        let name = "pages_" + Ambience.live.id(of: EntrySubject.self).description.filter { $0 != "-" }
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
        let schema = Staff.schema + Customers.schema + Channels.schema + Conversations.schema + Understanding.schema
        let store = try await Store(location, migrations: schema, ambience: ambience)
        do {
            let channel = try await store.write {
                try Channels().add(.init(name: "官网"), kind: .web, as: .system, in: $0)
            }
            try await body(World(store: store, clock: clock, channel: channel))
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }
}

/// What happens in the company.
extension World {
    func team(_ name: String) async throws -> Team {
        try await store.write { [staff] in try staff.addTeam(name, as: .system, in: $0) }
    }

    func hire(_ login: String, _ role: Role = .agent, in team: Team? = nil) async throws -> Colleague {
        try await store.write { [staff] in
            let draft = AgentDraft(login: login, name: "客服" + login, role: role, team: team?.id)
            return try staff.addAgent(draft, as: .system, in: $0).colleague
        }
    }

    func customer(_ name: String) async throws -> CustomerID {
        try await store.write { [customers, channel] tx in
            try customers.arrive(
                channel: channel.id, externalID: "\(tx.id(of: EntrySubject.self))", verified: false, name: name, in: tx)
        }
    }

    /// A new customer's conversation, a second after whatever was before.
    @discardableResult
    func conversation(of name: String = "李雷", with colleague: Colleague? = nil) async throws -> ConversationID {
        let customer = try await customer(name)
        clock.advance(seconds: 1)
        let id = try await write("你好", from: customer)
        if let colleague { try await assign(id, to: colleague) }
        return id
    }

    @discardableResult
    func write(_ text: String, from customer: CustomerID) async throws -> ConversationID {
        try await store.write { [conversations, channel] tx in
            try conversations.accept(
                text, clientId: "\(tx.id(of: EntrySubject.self))", from: customer, named: "客户", on: channel.id, in: tx
            ).conversation
        }
    }

    func assign(_ id: ConversationID, to colleague: Colleague) async throws {
        try await store.write { [conversations] in
            try conversations.assign(id, to: colleague.id, named: "客服", in: $0)
        }
    }

    func handOver(_ id: ConversationID) async throws {
        try await store.write { [conversations] in try conversations.handOver(id, because: .requested, in: $0) }
    }

    func resolve(_ id: ConversationID) async throws {
        try await store.write { [conversations] in try conversations.resolve(id, as: .system, in: $0) }
    }

    func understand(_ label: String, _ id: ConversationID, seq: Int64, from customer: CustomerID) async throws {
        let intent = Intent(label: label, name: Phrase(zh: "意图" + label, en: "Intent " + label), kind: .sales)
        try await store.write { [channel] tx in
            try Understanding().record(
                Interpretation(intent: intent, confidence: 0.75, model: "test"), conversation: id, seq: seq,
                customer: customer, channel: channel.id, state: "bot", in: tx)
        }
    }
}

/// `#expect` for a value that is asked for with `try await`.
func expect<Value: Equatable & Sendable>(
    _ found: Value, is wanted: Value, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found == wanted, comment, sourceLocation: sourceLocation)
}
