import Foundation
import Journey
import Store
import Testing

@testable import Understanding

/// Through the door, on real databases.
@Suite struct UnderstandingRoadTests {
    let door = Understanding()
    let conversation = ConversationID(at: Timestamp(microseconds: 0), random: (0, 4))
    let customer = CustomerID(at: Timestamp(microseconds: 0), random: (0, 8))
    let channel = ChannelID(at: Timestamp(microseconds: 0), random: (0, 12))
    let intent = Intent(label: "buy_insurance", name: Phrase(zh: "购买保险", en: "Buy insurance"), kind: .sales)

    private func entity(_ kind: EntityKind, _ value: EntityValue) -> Entity {
        Entity(kind: kind, text: "词", value: value, start: 0, end: 1)
    }

    private func interpretation(_ entities: [Entity] = []) -> Interpretation {
        Interpretation(
            intent: intent, confidence: 0.875, alternatives: [.init(intent: intent, confidence: 0.125)],
            because: [.init(term: "买", weight: 0.5)], entities: entities, outOfScope: false, language: .english,
            model: "m1")
    }

    private func record(_ interpretation: Interpretation, seq: Int64, in store: Store) async throws -> Bool {
        let (door, conversation, customer, channel) = (door, conversation, customer, channel)
        return try await store.write {
            try door.record(
                interpretation, conversation: conversation, seq: seq, customer: customer, channel: channel,
                state: "bot", in: $0)
        }
    }

    private func facts(in store: Store) async throws -> [RequestUnderstood] {
        try await store.read { reader in
            try (0..<64).flatMap {
                try FactLog.read(partition: $0, after: 0, kinds: [RequestUnderstood.kind], limit: 99, in: reader)
            }.map { try FactLog.decode(RequestUnderstood.self, from: $0) }
        }
    }

    @Test(
        "An interpretation is kept once for a message and comes back whole after a restart", arguments: Base.available)
    func keptOnce(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (door, conversation) = (door, conversation)
        let first = interpretation([entity(.age, .number(5)), entity(.product, .text("重疾险"))])
        #expect(try await record(first, seq: 1, in: store))
        #expect(try await record(interpretation(), seq: 1, in: store) == false)
        #expect(try await record(interpretation(), seq: 3, in: store))
        try await store.close()

        let reopened = try await database.open()
        let kept = try await reopened.read { reader in
            (try door.find(conversation, seq: 1, in: reader), try door.latest(conversation, in: reader))
        }
        #expect(kept.0?.interpretation == first)
        #expect(kept.1?.seq == 3)
        #expect(try await facts(in: reopened).count == 2)
        try await reopened.close()
    }

    @Test(
        "The fact tells what was understood, with the particulars by kind and the state as given",
        arguments: Base.available)
    func fact(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        _ = try await record(
            interpretation([entity(.age, .number(5)), entity(.budget, .number(3000)), entity(.person, .text("child"))]),
            seq: 7, in: store)
        let told = try #require(try await facts(in: store).first)
        #expect(told.conversation == conversation && told.seq == 7)
        #expect(told.customer == customer && told.channel == channel)
        #expect(told.state == "bot" && told.intent == "buy_insurance" && told.intentKind == .sales)
        #expect(told.confidence == 0.875 && !told.outOfScope && told.language == .english && told.model == "m1")
        #expect(told.entities == ["age": .number(5), "budget": .number(3000), "person": .text("child")])
    }

    @Test(
        "Particulars gather over the conversation, the newest word holds, and months replace years",
        arguments: Base.available)
    func context(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (door, conversation) = (door, conversation)
        let particulars = { @Sendable in try await store.read { try door.context(conversation, in: $0) } }
        #expect(try await particulars() == Particulars())
        _ = try await record(
            interpretation([entity(.age, .number(5)), entity(.product, .text("重疾险"))]), seq: 1, in: store)
        _ = try await record(interpretation([entity(.budget, .number(3000))]), seq: 2, in: store)
        _ = try await record(interpretation(), seq: 3, in: store)
        _ = try await record(interpretation([entity(.budget, .number(5000))]), seq: 4, in: store)
        let gathered = try await particulars()
        #expect(gathered.age == 5 && gathered.budget == 5000 && gathered.product == "重疾险" && gathered.person == nil)
        _ = try await record(interpretation([entity(.ageMonths, .number(18))]), seq: 5, in: store)
        #expect(try await particulars().age == 1)
        #expect(try await particulars().values[.age] == nil)
    }

    @Test("A row that does not hold what it should is a clear failure", arguments: Base.available)
    func damagedRow(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (door, conversation) = (door, conversation)
        _ = try await record(interpretation(), seq: 1, in: store)
        try await store.write { try $0.execute("UPDATE understanding SET because = 'no json'") }
        await #expect(throws: StoreFailure.unexpectedValue(column: "because")) {
            try await store.read { try door.latest(conversation, in: $0) }
        }
    }

    @Test("The published view shows what the table holds", arguments: Base.available)
    func view(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        _ = try await record(interpretation(), seq: 1, in: store)
        try await store.read { reader in
            let row = try #require(try reader.first("SELECT * FROM understanding_v1"))
            #expect(try row.get("intent", as: String.self) == "buy_insurance")
            #expect(try row.get("confidence", as: Double.self) == 0.875)
            #expect(try row.get("out_of_scope", as: Bool.self) == false)
        }
    }
}
