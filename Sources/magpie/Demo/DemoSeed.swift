import Channels
import Foundation
import Journey
import Logging
import Scripts
import Security
import Staff
import Store
import Synchronization

/// The demo company 喜鹊优选: its colleagues, channels, scripts, customers and a history. The same seed gives the same
/// company; only passwords are random.
struct DemoSeed {
    static let webChannelKey = "demo-web"
    static let seed: UInt64 = 20_260_101

    /// How much there is to be.
    struct Size: Sendable {
        var customers = 200
        var days = 30
        /// Conversations on an ordinary day.
        var perDay = 16
    }

    private static let credentialsFile = "demo-accounts.json"

    let built: Built
    let clock: SeedClock

    /// Seeds an empty database; does nothing to one with accounts.
    ///
    /// A SQLite file is written in a folder of its own and moved into place when it is whole: a seed that was broken
    /// off leaves nothing behind.
    @discardableResult
    static func ifEmpty(_ options: Built.Options, size: Size, logger: Logger) async throws -> Bool {
        guard case .sqlite(let path) = Built.location(options) else {
            return try await fill(options, size: size, logger: logger)
        }
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return false }
        let workshop = options.data + "/seeding"
        try? files.removeItem(atPath: workshop)
        var apart = options
        apart.data = workshop
        _ = try await fill(apart, size: size, logger: logger)
        // The database last: its being there says that everything else is.
        let made = try files.contentsOfDirectory(atPath: workshop).sorted { left, _ in !left.hasSuffix(".sqlite") }
        for file in made {
            try? files.removeItem(atPath: "\(options.data)/\(file)")
            try files.moveItem(atPath: "\(workshop)/\(file)", toPath: "\(options.data)/\(file)")
        }
        try files.removeItem(atPath: workshop)
        return true
    }

    private static func fill(_ options: Built.Options, size: Size, logger: Logger) async throws -> Bool {
        let now = Ambience.live.now()
        let clock = SeedClock(at: now.adding(seconds: -Double(size.days) * 86_400), seed: seed)
        let built = try await Built(options, ambience: clock.ambience, logger: logger)
        let isEmpty = try await built.store.read { try built.accounts.count(in: $0) } == 0
        if isEmpty {
            try await DemoSeed(built: built, clock: clock).run(until: now, size: size)
        }
        try await built.store.close()
        return isEmpty
    }

    /// The demo's sign-ins, printed at each start; kept beside the data, readable by its owner only.
    static func credentials(in folder: String) throws -> [FirstRun.Credentials] {
        let path = "\(folder)/\(credentialsFile)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try JSONDecoder().decode([FirstRun.Credentials].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func run(until now: Timestamp, size: Size) async throws {
        let colleagues = try await addColleagues()
        let channels = try await addChannels()
        try await addScripts()
        var history = DemoHistory(
            built: built, clock: clock, colleagues: colleagues, channels: channels, size: size)
        try await history.write(until: now)
        let arrows = built.arrows(boardChanged: {})
        try await built.store.skipToEnd(arrows.filter { !$0.replayable })
        try await built.store.replay(arrows)
    }

    private func addColleagues() async throws -> [Agent] {
        let words = built.words.company
        var credentials: [FirstRun.Credentials] = []
        var colleagues: [Agent] = []
        let teams = try await built.store.write { tx in
            try Dictionary(
                uniqueKeysWithValues: words.teams.map { team in
                    (team.code, try built.staff.addTeam(team.name, nameEn: team.name_en, as: .system, in: tx))
                })
        }
        for person in words.agents {
            let password = GeneratedPassword.make(.live)
            let account = try await built.accounts.prepare(login: person.login, password: password, mustChange: false)
            let role = Role(rawValue: person.role) ?? .agent
            let draft = AgentDraft(
                login: person.login, name: person.name, nameEn: person.name_en, role: role,
                team: teams[person.team]?.id, skills: person.skills.map { Skill(name: $0.name, level: $0.level) },
                capacity: person.capacity)
            colleagues.append(
                try await built.store.write { tx in
                    let agent = try built.staff.addAgent(draft, as: .system, in: tx)
                    try built.accounts.create(account, for: agent.id, as: .system, in: tx)
                    return agent
                })
            credentials.append(.init(login: person.login, password: password, role: role, name: person.name))
        }
        try Self.keep(credentials, in: built.options.data)
        return colleagues
    }

    private static func keep(_ credentials: [FirstRun.Credentials], in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let kept = FileManager.default.createFile(
            atPath: "\(folder)/\(credentialsFile)", contents: try encoder.encode(credentials),
            attributes: [.posixPermissions: 0o600])
        guard kept else { throw CocoaError(.fileWriteUnknown) }
    }

    private func addChannels() async throws -> [ChannelID] {
        try await built.store.write { tx in
            let greeting = "您好，欢迎来到喜鹊优选！想了解保险、课程还是商品？"
            let web = try built.channels.add(
                .init(name: "喜鹊优选官网", greeting: greeting), kind: .web, key: Self.webChannelKey, as: .system, in: tx)
            let app = try built.channels.add(
                .init(name: "喜鹊优选 App", greeting: greeting), kind: .app, key: "demo-app", as: .system, in: tx)
            let api = try built.channels.add(
                .init(name: "合作伙伴接口", greeting: greeting), kind: .api, key: "demo-api", as: .system, in: tx)
            return [web.id, app.id, api.id]
        }
    }

    private struct Node: Decodable {
        let code, trade, category, title_zh, title_en, condition, template: String
        let stage, legal_note: String?
        let priority: Int

        var draft: ScriptDraft {
            ScriptDraft(
                code: code, trade: trade, category: category, stage: stage, title: Phrase(zh: title_zh, en: title_en),
                condition: condition, template: template, priority: priority, legalNote: legal_note)
        }
    }

    private func addScripts() async throws {
        let nodes = try JSONDecoder().decode([Node].self, from: CompanyWords.file("scripts/scripts.json"))
        try await built.store.write { tx in
            _ = try built.scripts.import(nodes.map(\.draft), as: .system, in: tx)
        }
    }
}

/// A clock that history is written by, and a repeatable source of chance.
final class SeedClock: Sendable {
    private let time: Mutex<Timestamp>
    private let chance: Mutex<SeededChance>

    init(at start: Timestamp, seed: UInt64) {
        time = Mutex(start)
        chance = Mutex(SeededChance(seed: seed))
    }

    var ambience: Ambience {
        Ambience(now: { self.time.withLock { $0 } }, random: { self.chance.withLock { $0.next() } })
    }

    /// Time may stand still or go on; history is not written backwards within one conversation.
    func set(_ moment: Timestamp) { time.withLock { $0 = moment } }
}
