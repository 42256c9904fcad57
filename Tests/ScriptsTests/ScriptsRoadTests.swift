import Journey
import Store
import Testing

@testable import Scripts

/// Through the doors, on real databases.
@Suite(.serialized) struct ScriptsRoadTests {
    private var child: ScriptContext {
        var context = ScriptContext()
        context.age = 5
        return context
    }

    @Test("Only a supervisor or administrator writes scripts", arguments: Base.available)
    func rights(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        let node = try await store.write { try scripts.add(draft("A"), as: supervisor, in: $0) }
        await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) {
            try await store.write { try scripts.add(draft("B"), as: plainAgent, in: $0) }
        }
        await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) {
            try await store.write { try scripts.change(node.id, to: draft("C"), as: plainAgent, in: $0) }
        }
        await #expect(throws: ScopeRefusal.roleNeeded(.supervisor)) {
            try await store.write { try scripts.remove(node.id, as: plainAgent, in: $0) }
        }
        #expect(try await store.read { try scripts.list(in: $0).map(\.draft.code) } == ["A"])
    }

    @Test(
        "A wrong condition is refused with its place, a sentence and what was meant; nothing is kept",
        arguments: Base.available)
    func wrongCondition(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        let wrong = draft("A", when: "trade='insurance' AND agee<18", say: "{{bugdet}}元")
        let refusal = await #expect(throws: ScriptRefusal.self) {
            try await store.write { try scripts.add(wrong, as: supervisor, in: $0) }
        }
        guard case .wrong(let complaints)? = refusal else {
            Issue.record("another refusal: \(String(describing: refusal))")
            return
        }
        #expect(complaints.map(\.part) == [.condition, .template])
        #expect(complaints[0].start == 22 && complaints[0].end == 26)
        #expect(complaints.map(\.suggestion) == ["age", "budget"])
        #expect(complaints == scripts.check(condition: wrong.condition, template: wrong.template))
        #expect(refusal?.field == "condition" && refusal?.reason == .badInput)
        #expect(refusal?.sentence.zh.contains("agee") == true)
        #expect(try await store.read { try scripts.list(in: $0) }.isEmpty)
    }

    @Test(
        "All sorts of wrong texts are refused, never a crash",
        arguments: [
            ("", "好"), ("age <", "好"), ("age < '18'", "好"), ("intent = NULL", "好"), ("customer_level='vvip'", "好"),
            ("age<18", "{{age"), ("age<18", "{{}}"), ("age<18", "}}"), ("age<18", "{{age|upper}}"),
            ("age<18 AND", "{{nobody}}"), (String(repeating: "(", count: 5000), "好"), ("年龄<18", "好"), ("age＜18", "好"),
        ])
    func wrongTexts(condition: String, template: String) async throws {
        let database = TemporaryDatabase(.sqlite)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        let complaints = scripts.check(condition: condition, template: template)
        #expect(!complaints.isEmpty && complaints.allSatisfy { !$0.message.zh.isEmpty && $0.start <= $0.end })
        await #expect(throws: ScriptRefusal.wrong(complaints)) {
            let wrong = draft("A", when: condition, say: template)
            _ = try await store.write { try scripts.add(wrong, as: supervisor, in: $0) }
        }
    }

    @Test("Fields are kept within their limits", arguments: Base.available)
    func limits(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        await #expect(throws: InputRefusal.empty(field: "template")) {
            try await store.write { try scripts.add(draft("A", say: " "), as: supervisor, in: $0) }
        }
        await #expect(throws: InputRefusal.tooLong(field: "code", charactersMax: 60)) {
            let long = draft(String(repeating: "A", count: 61))
            try await store.write { try scripts.add(long, as: supervisor, in: $0) }
        }
        await #expect(throws: ScriptRefusal.badPriority(max: 1000)) {
            try await store.write { try scripts.add(draft("A", priority: -1), as: supervisor, in: $0) }
        }
    }

    @Test("A code is one node's; a change must have seen the last one", arguments: Base.available)
    func conflicts(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        let (first, second) = try await store.write { tx in
            (try scripts.add(draft("A"), as: supervisor, in: tx), try scripts.add(draft("B"), as: supervisor, in: tx))
        }
        await #expect(throws: ScriptRefusal.codeTaken("A")) {
            try await store.write { try scripts.add(draft("A"), as: supervisor, in: $0) }
        }
        await #expect(throws: ScriptRefusal.codeTaken("A")) {
            try await store.write { try scripts.change(second.id, to: draft("A"), as: supervisor, in: $0) }
        }
        let changed = try await store.write {
            try scripts.change(first.id, to: draft("A", say: "您好"), seen: 1, as: supervisor, in: $0)
        }
        #expect(changed.version == 2)
        await #expect(throws: ScriptRefusal.changedMeanwhile(version: 2)) {
            try await store.write { try scripts.change(first.id, to: draft("A"), seen: 1, as: supervisor, in: $0) }
        }
        try await store.write { try scripts.remove(first.id, as: supervisor, in: $0) }
        await #expect(throws: ScriptRefusal.unknown) {
            try await store.write { try scripts.change(first.id, to: draft("A"), as: supervisor, in: $0) }
        }
        // The code of a removed node is free again.
        _ = try await store.write { try scripts.add(draft("A"), as: supervisor, in: $0) }
    }

    @Test(
        "A change is offered at once, in this process and in another one that reads the same database",
        arguments: Base.available)
    func otherProcess(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let schema = try ScriptSchema()
        let here = Scripts(attributes: schema)
        let there = Scripts(attributes: schema)
        let child = child
        let offered = { @Sendable (scripts: Scripts) in
            try await store.read { try scripts.suggest(for: child, in: $0).items.map(\.text) }
        }
        let node = try await store.write { try here.add(draft("A", say: "甲"), as: supervisor, in: $0) }
        #expect(try await offered(here) == ["甲"])
        #expect(try await offered(there) == ["甲"])
        _ = try await store.write { try here.change(node.id, to: draft("A", say: "乙"), as: supervisor, in: $0) }
        #expect(try await offered(there) == ["乙"])
        try await store.write { try here.remove(node.id, as: supervisor, in: $0) }
        #expect(try await offered(there) == [])
        #expect(try await offered(here) == [])
    }

    @Test("A change that is undone is not offered, even if its own transaction looked", arguments: Base.available)
    func undone(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        struct Undo: Error {}
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        let child = child
        await #expect(throws: Undo.self) {
            try await store.write { tx in
                _ = try scripts.add(draft("A"), as: supervisor, in: tx)
                #expect(try scripts.suggest(for: child, in: tx).items.count == 1)
                throw Undo()
            }
        }
        #expect(try await store.read { try scripts.suggest(for: child, in: $0).items }.isEmpty)
        _ = try await store.write { try scripts.add(draft("B", say: "乙"), as: supervisor, in: $0) }
        #expect(try await store.read { try scripts.suggest(for: child, in: $0).items.map(\.text) } == ["乙"])
    }

    @Test(
        "The demo's nodes come in once, changes only where something changed, and all survive a restart",
        arguments: Base.available)
    func demoAndRestart(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let drafts = try Demo.drafts()
        let store = try await database.open()
        let scripts = Scripts(attributes: try Demo.schema())
        #expect(try await store.write { try scripts.import(drafts, as: .system, in: $0) } == 80)
        #expect(try await store.write { try scripts.import(drafts, as: .system, in: $0) } == 0)
        var changed = drafts
        changed[0].priority += 1
        let again = changed
        #expect(try await store.write { try scripts.import(again, as: .system, in: $0) } == 1)
        let before = try await store.read { try scripts.list(limit: 100, in: $0) }
        try await store.close()

        let reopened = try await database.open()
        let restarted = Scripts(attributes: try Demo.schema())
        #expect(try await reopened.read { try restarted.list(limit: 100, in: $0) } == before)
        #expect(Set(before.map(\.draft.code)) == Set(drafts.map(\.code)))
        #expect(before.first { $0.draft.code == drafts[0].code }?.version == 2)
        var context = ScriptContext()
        (context.trade, context.product, context.intent) = ("insurance", "重疾险", "buy_insurance")
        (context.age, context.budget, context.stage) = (5, 3000, "lead")
        let asked = context
        let found = try await reopened.read { try restarted.suggest(for: asked, in: $0) }
        #expect(found.items.first?.code == "INS.CI.NEEDS.001")
        #expect(found.items.contains { $0.text.contains("3000元") })
        try await reopened.close()
    }

    @Test("The list is searched in either case, takes % as it is, and goes on after a code", arguments: Base.available)
    func list(on base: Base) async throws {
        let database = TemporaryDatabase(base)
        let store = try await database.open()
        let scripts = Scripts(attributes: try ScriptSchema())
        try await store.write { tx in
            let drafts = [
                draft("A", say: "Hello"), draft("B", say: "打9%折", category: "price"), draft("C", say: "HELLO"),
            ]
            for draft in drafts { _ = try scripts.add(draft, as: supervisor, in: tx) }
        }
        let codes = { @Sendable (search: ScriptSearch, after: String) in
            try await store.read { try scripts.list(search, after: after, limit: 2, in: $0).map(\.draft.code) }
        }
        #expect(try await codes(ScriptSearch(text: "hello"), "") == ["A", "C"])
        #expect(try await codes(ScriptSearch(text: "%"), "") == ["B"])
        #expect(try await codes(ScriptSearch(category: "price"), "") == ["B"])
        #expect(try await codes(ScriptSearch(trade: "retail"), "") == [])
        #expect(try await codes(ScriptSearch(), "") == ["A", "B"])
        #expect(try await codes(ScriptSearch(), "B") == ["C"])
    }
}
