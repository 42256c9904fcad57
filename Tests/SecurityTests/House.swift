import Foundation
import Journey
import Security
import Store
import Synchronization
import Testing

/// A clock that stands until it is moved.
final class Clock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_770_000_000_000_000))

    var now: Timestamp { time.withLock { $0 } }

    func pass(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A store in a folder of its own with everything of Security on it, for one test.
struct House: Sendable {
    let folder: String
    let clock = Clock()
    let store: Store
    let security: Security
    let boss = Scope.agent(Colleague(id: AgentID.fresh(), role: .administrator, teams: []))

    var path: String { folder + "/magpie.db" }

    init(_ location: Store.Location? = nil) async throws {
        folder = try temporaryFolder()
        let clock = clock
        let ambience = Ambience(now: { clock.now }, random: Ambience.live.random)
        store = try await Store(
            location ?? .sqlite(path: folder + "/magpie.db"), migrations: Security.schema, ambience: ambience)
        security = Security(store: store, key: try MasterKey.open(inDirectory: folder))
    }

    /// Runs a test and takes the house down again.
    static func visit(_ location: Store.Location? = nil, _ body: (House) async throws -> Void) async throws {
        let house = try await House(location)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(house))
        } catch {
            outcome = .failure(error)
        }
        try await house.store.close()
        try FileManager.default.removeItem(atPath: house.folder)
        try outcome.get()
    }

    /// A colleague with an account.
    func hire(_ login: String, password: String = goodPassword, mustChange: Bool = false) async throws -> AgentID {
        let agent = AgentID.fresh()
        try await security.accounts.create(
            agent: agent, login: login, password: password, mustChange: mustChange, as: boss)
        return agent
    }

    func signIn(_ login: String, _ password: String = goodPassword, from address: String = "10.0.0.1") async throws
        -> SignInOutcome
    { try await security.accounts.signIn(login: login, password: password, address: address, device: "Firefox") }

    func actions() async throws -> [String] {
        try await store.read { try $0.query("SELECT action FROM audit ORDER BY number").map { try $0.get("action") } }
    }
}

let goodPassword = "Nest-Twig-47"

func temporaryFolder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("security-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
}

extension ID {
    static func fresh() -> ID { Ambience.live.id() }
}

extension SignInOutcome {
    var name: String {
        switch self {
        case .signedIn: "signedIn"
        case .refused: "refused"
        case .locked: "locked"
        case .tooMany: "tooMany"
        }
    }

    func signedIn() throws -> SignedIn {
        guard case .signedIn(let signedIn) = self else { throw Unexpected(what: name) }
        return signedIn
    }
}

struct Unexpected: Error { let what: String }

/// Published vectors, where `MAGPIE_DATA` says they are.
enum Vectors {
    static let folder = ProcessInfo.processInfo.environment["MAGPIE_DATA"].map { $0 + "/protocols/vectors" }

    static func all(_ file: String, named name: String) throws -> [[String: Any]] {
        let data = try Data(contentsOf: URL(fileURLWithPath: try #require(folder) + "/" + file))
        let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        let found = list.filter { $0["name"] as? String == name }
        try #require(!found.isEmpty)
        return found
    }
}
