import Analytics
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

@testable import magpie

/// The road's first stages in one store, and a clock that goes on by a second with each look.
private struct Road: Sendable {
    let store: Store
    let conversations = Conversations(live: .nobody)
    let customers = Customers()
    let agent: Agent
    let channel: Channel

    static func with(_ body: (Road) async throws -> Void) async throws {
        let time = Mutex(Timestamp(microseconds: 1_800_000_000_000_000))
        let ambience = Ambience(
            now: {
                time.withLock { time in
                    time = time.adding(seconds: 1)
                    return time
                }
            }, random: Ambience.live.random)
        let name = "arrows_" + Ambience.live.id(of: EntrySubject.self).description
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema =
            Staff.schema + Channels.schema + Customers.schema + Conversations.schema + Understanding.schema
            + Analytics.schema
        let store = try await Store(
            .sqlite(path: folder.appending(path: "test.db").path), migrations: schema, ambience: ambience)
        let (agent, channel) = try await store.write { tx in
            (
                try Staff().addAgent(AgentDraft(login: "han", name: "韩"), as: .system, in: tx),
                try Channels().add(.init(name: "官网"), kind: .web, as: .system, in: tx)
            )
        }
        do {
            try await body(Road(store: store, agent: agent, channel: channel))
        } catch {
            try await store.close()
            throw error
        }
        try await store.close()
    }

    /// From hello to won, each step in a transaction of its own.
    func travel(_ name: String, pays amount: Int64) async throws {
        let (conversations, customers, agent, channel) = (conversations, customers, agent, channel)
        let customer = try await store.write {
            try customers.arrive(channel: channel.id, externalID: name, verified: false, in: $0)
        }
        let hello = try await store.write {
            try conversations.accept(
                "你好", clientId: "1", from: customer, named: name, on: channel.id, in: $0)
        }
        let id = hello.conversation
        for (seq, label, kind) in [(Int64(1), "greeting", IntentKind.social), (2, "buy", .sales)] {
            let intent = Intent(label: label, name: Phrase(zh: label, en: label), kind: kind)
            try await store.write { tx in
                _ = try conversations.accept(
                    label, clientId: "say/\(seq)", from: customer, named: name, on: channel.id, in: tx)
                try Understanding().record(
                    Interpretation(intent: intent, confidence: 0.9, model: "test"), conversation: id, seq: seq,
                    customer: customer, channel: channel.id, state: "bot", in: tx)
            }
        }
        let deal = try await store.write {
            try customers.openDeal(for: customer, conversation: id, as: .system, in: $0)
        }
        try await store.write { try conversations.handOver(id, because: .needsPerson, in: $0) }
        try await store.write {
            try conversations.assign(id, to: agent.id, named: agent.name, in: $0)
            try customers.setOwner(of: deal.id, to: agent.id, as: .system, in: $0)
        }
        try await store.write {
            _ = try conversations.reply(
                "您好", clientId: "\(name)", in: id, as: agent.colleague, named: agent.name, in: $0)
        }
        try await store.write {
            try customers.setAmount(of: deal.id, to: Money(minor: amount), as: .system, in: $0)
            try customers.moveDeal(deal.id, to: .won, as: .system, in: $0)
        }
        try await store.write { try conversations.resolve(id, as: .system, in: $0) }
    }

    func replay() async throws {
        try await store.replay([Arrow(FactsToFigures(analytics: Analytics(), changed: {}))])
    }

    func figures() async throws -> [Indicator: Double?] {
        try await store.read { reader in
            let window = Window(.week, now: reader.now, offsetSeconds: 0)
            let figures = try Figures().all(Selection(window: window, agents: nil, intent: "buy"), in: reader)
            return Dictionary(uniqueKeysWithValues: figures.map { ($0.kpi, $0.value) })
        }
    }
}

@Suite("From facts to figures")
struct FactsToFiguresTests {
    @Test("What has happened on the road is what the figures say, and a replay says it again")
    func road() async throws {
        try await Road.with { road in
            try await road.travel("li", pays: 10_000)
            try await road.travel("wang", pays: 30_000)
            try await road.replay()
            let figures = try await road.figures()
            #expect(figures[.conversations] == 2)
            #expect(figures[.resolved] == 2)
            #expect(figures[.waiting] == 0)
            #expect(figures[.handovers] == 1)
            #expect(figures[.automaticAnswers] == 0)
            #expect(figures[.conversion] == 1)
            #expect(figures[.amountWon] == 40_000)
            #expect(figures[.averageOrder] == 20_000)
            // Three of the customer's, “joined”, the agent's, “ended”.
            #expect(figures[.messages] == 12)
            let seconds = try #require(figures[.firstResponse] ?? nil)
            #expect(seconds > 0 && seconds < 60)
            try await road.replay()
            let again = try await road.figures()
            #expect(again == figures)
        }
    }

    @Test("Every kind that the arrow asks for says something, and no other does")
    func kinds() async throws {
        try await Road.with { road in
            try await road.travel("li", pays: 10_000)
            let arrow = FactsToFigures(analytics: Analytics(), changed: {})
            let facts = try await road.store.read { reader in
                try reader.query("SELECT kind, payload FROM fact").map { row in
                    FactEnvelope(
                        stream: "", partition: 0, position: 1, kind: try row.get("kind"), version: 1,
                        occurredAt: reader.now, recordedAt: reader.now, payload: try row.get("payload"))
                }
            }
            let asked = Set(arrow.kinds.map { $0.kind })
            for fact in facts {
                try expectSays(asked.contains(fact.kind), fact)
            }
            // Reopening needs a second day; everything else has been met on this road.
            #expect(asked.subtracting(facts.map(\.kind)) == [ConversationReopened.kind])
        }
    }

    private func expectSays(_ something: Bool, _ fact: FactEnvelope) throws {
        let happenings = try FactsToFigures.happenings(in: fact)
        #expect(happenings.isEmpty == !something, "\(fact.kind)")
    }
}
