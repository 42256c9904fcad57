import Conversations
import Customers
import Foundation
import Journey
import Routing
import Scripts
import Security
import Staff
import Store
import Understanding

/// What has happened at the demo company in the days before: told by the same doors that real visitors go through,
/// one transaction for each conversation.
struct DemoHistory {
    let built: Built
    let clock: SeedClock
    let colleagues: [Agent]
    let channels: [ChannelID]
    let size: DemoSeed.Size
    private var chance = SeededChance(seed: DemoSeed.seed + 1)
    private let bot = Author(kind: .bot, id: "magpie", name: "喜鹊助手")

    init(built: Built, clock: SeedClock, colleagues: [Agent], channels: [ChannelID], size: DemoSeed.Size) {
        self.built = built
        self.size = size
        self.clock = clock
        self.colleagues = colleagues
        self.channels = channels
    }

    /// A scripted dialogue of the demo's visitors.
    struct Dialogue: Decodable, Sendable {
        let trade: String
        let lines: [String]
        let outcome: String
        let amount_yuan: Int
        let reason: String?
    }

    /// One conversation to be written: everything about it is drawn before, so that writing it twice is the same.
    struct Episode: Sendable {
        let customer: CustomerID
        let name: String
        let channel: ChannelID
        let dialogue: Dialogue
        let at: Timestamp
        let agent: Agent
        let answerSeconds: [Double]
    }

    mutating func write(until now: Timestamp) async throws {
        let dialogues = try JSONDecoder().decode([Dialogue].self, from: CompanyWords.file("visitors.json"))
        let (quick, long) = (dialogues.filter { $0.trade == "general" }, dialogues.filter { $0.trade != "general" })
        let customers = try await arrivals(until: now)
        for day in 0..<size.days {
            let midnight = now.adding(seconds: -Double(size.days - day) * 86_400)
            let count = max(1, size.perDay + Int(chance.next() % 9) - 4)
            var moments = (0..<count).map { _ in 9.0 * 3600 + uniform() * 12 * 3600 }
            moments.sort()
            for (index, seconds) in moments.enumerated() {
                // Every third conversation is a quick question that needs no person.
                let pool = (day + index) % 3 == 0 ? quick : long
                let dialogue = pool[(day * 7 + index * 3) % pool.count]
                let customer = customers[Int(chance.next() % UInt64(customers.count))]
                let episode = Episode(
                    customer: customer.id, name: customer.name, channel: customer.channel, dialogue: dialogue,
                    at: midnight.adding(seconds: seconds), agent: pick(for: dialogue.trade),
                    answerSeconds: dialogue.lines.map { _ in 6 + uniform() * uniform() * 90 })
                guard episode.at < now.adding(seconds: -3600) else { continue }
                try await write(episode)
            }
        }
        clock.set(now)
    }

    private mutating func uniform() -> Double { Double(chance.next() >> 11) / Double(1 << 53) }

    private mutating func pick(for trade: String) -> Agent {
        let able = colleagues.filter { $0.role == .agent && $0.level(in: trade) != nil }
        let pool = able.isEmpty ? colleagues.filter { $0.role == .agent } : able
        return pool[Int(chance.next() % UInt64(pool.count))]
    }

    private mutating func arrivals(
        until now: Timestamp
    ) async throws -> [(id: CustomerID, name: String, channel: ChannelID)] {
        let words = built.words.company
        let levels: [CustomerLevel] = [.normal, .normal, .normal, .normal, .normal, .silver, .silver, .gold, .VIP]
        var arrived: [(id: CustomerID, name: String, channel: ChannelID)] = []
        for number in 0..<size.customers {
            let name =
                words.family_names[Int(chance.next() % UInt64(words.family_names.count))]
                + words.given_names[Int(chance.next() % UInt64(words.given_names.count))]
            let channel = channels[[0, 0, 0, 1, 1, 2][number % 6]]
            let (level, region) = (levels[Int(chance.next() % UInt64(levels.count))], province())
            clock.set(now.adding(seconds: -Double(size.days) * 86_400 + Double(number)))
            let phone = "1\(["38", "39", "50", "77", "86"][number % 5])\(10_000_000 + number * 7919 % 89_999_999)"
            let (customers, vault) = (built.customers, built.vault)
            let id = try await built.store.write { tx in
                let id = try customers.arrive(
                    channel: channel, externalID: "demo-\(number)", verified: true, name: name, region: region,
                    language: "zh", in: tx)
                let placeholder = try vault.seal(phone, as: .phone, for: id, in: tx)
                try customers.update(
                    id,
                    CustomerChange(level: level, phoneMasked: placeholder.masked, phonePlaceholder: placeholder.text),
                    as: .system, in: tx)
                return id
            }
            arrived.append((id, name, channel))
        }
        return arrived
    }

    private mutating func province() -> String {
        let provinces = built.words.company.provinces
        var mark = uniform() * provinces.reduce(0) { $0 + $1.weight }
        for province in provinces {
            mark -= province.weight
            if mark <= 0 { return province.name }
        }
        return provinces.first?.name ?? ""
    }

    private func write(_ episode: Episode) async throws {
        let (built, clock, bot) = (built, clock, bot)
        try await built.store.write { tx in
            try EpisodeWriter(built: built, clock: clock, bot: bot, episode: episode, tx: tx).write()
        }
    }
}
