import Journey
import Store
import Testing

@testable import Scripts

/// What was offered, what was used, and how often the automatic answers failed, on real databases.
@Suite struct SuggestionLogTests {
    let log = SuggestionLog()
    let conversation = conversationID(1)

    private func facts(_ kind: String, in store: Store) async throws -> [FactEnvelope] {
        try await store.read { reader in
            try (0..<64).flatMap {
                try FactLog.read(partition: $0, after: 0, kinds: [kind], limit: 100, in: reader)
            }
        }
    }

    /// One node, suggested for message 1 of the conversation.
    private func suggested(in store: Store) async throws -> (node: ScriptNode, set: SuggestionSet) {
        let scripts = Scripts(attributes: try ScriptSchema())
        let (log, conversation) = (log, conversation)
        return try await store.write { tx in
            let node = try scripts.add(draft("A", say: "{{age}}岁正合适"), as: supervisor, in: tx)
            var context = ScriptContext()
            context.age = 5
            let set = try scripts.suggest(for: context, in: tx)
            #expect(try log.record(set, conversation: conversation, seq: 1, in: tx))
            return (node, set)
        }
    }

    @Test(
        "Suggestions are kept once for a message, told as a fact without their words, and read back whole",
        arguments: Base.available)
    func recorded(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (log, conversation) = (log, conversation)
        let (node, set) = try await suggested(in: store)
        #expect(try await store.write { try log.record(set, conversation: conversation, seq: 1, in: $0) } == false)
        let entry = try #require(try await store.read { try log.latest(conversation, in: $0) })
        #expect(entry.suggestions == set && entry.seq == 1)
        #expect(entry.suggestions.items.map(\.text) == ["5岁正合适"])
        let fact = try #require(try await facts(ScriptsSuggested.kind, in: store).first)
        let payload = try FactLog.decode(ScriptsSuggested.self, from: fact)
        #expect(fact.stream == FactStream.conversation(conversation))
        #expect(payload.offers.map(\.script) == [node.id])
        #expect(payload.policy == Playbook.policy && payload.propensity == 1)
        #expect(!fact.payload.contains("正合适"))
        #expect(try await facts(ScriptsSuggested.kind, in: store).count == 1)
    }

    @Test("A use is told once, with the place the script had among the suggestions", arguments: Base.available)
    func used(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (log, conversation) = (log, conversation)
        let (node, _) = try await suggested(in: store)
        let use = { @Sendable in
            try await store.write { try log.used(node.id, conversation: conversation, seq: 2, edited: true, in: $0) }
        }
        #expect(try await use())
        #expect(try await use() == false)
        let told = try await facts(ScriptUsed.kind, in: store)
        #expect(told.count == 1)
        let payload = try FactLog.decode(ScriptUsed.self, from: try #require(told.first))
        #expect(payload.edited && payload.suggestedSeq == 1 && payload.place == 1 && payload.code == "A")
    }

    @Test("A script that was not suggested may be used too; one that never was may not", arguments: Base.available)
    func usedUnasked(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let log = log
        let other = conversationID(2)
        let (node, _) = try await suggested(in: store)
        #expect(try await store.write { try log.used(node.id, conversation: other, seq: 1, edited: false, in: $0) })
        let payload = try FactLog.decode(
            ScriptUsed.self, from: try #require(try await facts(ScriptUsed.kind, in: store).first))
        #expect(payload.suggestedSeq == nil && payload.place == nil)
        let nobody = ScriptID(at: Timestamp(microseconds: 0), random: (9, 9))
        await #expect(throws: ScriptRefusal.unknown) {
            try await store.write { try log.used(nobody, conversation: other, seq: 2, edited: false, in: $0) }
        }
    }

    @Test("Failures count up, survive a restart, and begin anew after an answer or a person", arguments: Base.available)
    func failures(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let ledger = AnswerLedger()
        let conversation = conversation
        let reason = Phrase(zh: "因", en: "why")
        let count = { @Sendable (store: Store) in
            try await store.read { try ledger.failures(conversation, in: $0) }
        }
        #expect(try await count(store) == 0)
        try await store.write { tx in
            try ledger.settle(.rephrase("?", because: reason), of: conversation, in: tx)
            try ledger.settle(.rephrase("?", because: reason), of: conversation, in: tx)
            try ledger.settle(.rephrase("?", because: reason), of: conversationID(2), in: tx)
        }
        try await store.close()
        let reopened = try await database.open()
        #expect(try await count(reopened) == 2)
        try await reopened.write { try ledger.settle(.answer("!", because: reason), of: conversation, in: $0) }
        #expect(try await count(reopened) == 0)
        try await reopened.write { tx in
            try ledger.settle(.rephrase("?", because: reason), of: conversation, in: tx)
            try ledger.settle(.handOver(.needsPerson, because: reason), of: conversation, in: tx)
        }
        #expect(try await count(reopened) == 0)
        #expect(try await reopened.read { try ledger.failures(conversationID(2), in: $0) } == 1)
        try await reopened.close()
    }

    @Test("The published views show what the tables hold", arguments: Base.available)
    func views(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let (log, conversation) = (log, conversation)
        let (node, _) = try await suggested(in: store)
        try await store.write { tx in
            try log.used(node.id, conversation: conversation, seq: 2, edited: false, in: tx)
        }
        try await store.read { reader in
            let script = try #require(try reader.first("SELECT * FROM scripts_v1"))
            #expect(try script.get("code", as: String.self) == "A")
            let offered = try #require(try reader.first("SELECT * FROM suggestions_v1"))
            #expect(try offered.get("propensity", as: Double.self) == 1)
            let use = try #require(try reader.first("SELECT * FROM script_uses_v1"))
            #expect(try use.get("script", as: ScriptID.self) == node.id)
        }
    }
}
