import Journey
import Testing

@testable import Scripts

@Suite struct PlaybookTests {
    private func playbook(_ drafts: [ScriptDraft], schema: ScriptSchema? = nil) throws -> Playbook {
        var playbook = Playbook(schema: try schema ?? ScriptSchema())
        let nodes = drafts.enumerated().map { number, draft in
            ScriptNode(
                id: ScriptID(at: Timestamp(microseconds: 0), random: (0, UInt64(number) << 2)), draft: draft,
                version: 1, updatedAt: Timestamp(microseconds: 0))
        }
        playbook.learn(nodes.map { ($0.id, $0) }, revision: 1)
        return playbook
    }

    private func child(budget: Int? = nil) -> ScriptContext {
        var context = ScriptContext()
        (context.age, context.budget) = (5, budget)
        return context
    }

    @Test("The founding document's example: VIP and premium, filled in and explained")
    func foundingExample() throws {
        let playbook = try playbook([
            draft("VIP", when: "customer_level='VIP' AND product_type='premium'", say: "{{customer_name}}，您好")
        ])
        var context = ScriptContext()
        (context.customerLevel, context.productType, context.customerName) = ("VIP", "premium", "王女士")
        let found = playbook.suggest(for: context)
        #expect(found.items.map(\.text) == ["王女士，您好"])
        let why = try #require(found.items.first?.why)
        #expect(why.count == 2)
        #expect(why[0].zh.contains("客户等级") && why[0].zh.contains("VIP") && why[0].en.contains("customer level"))
        #expect(why[1].zh.contains("产品类型") && why[1].en.contains("premium"))
        context.productType = "basic"
        #expect(playbook.suggest(for: context).items.isEmpty)
    }

    @Test("Priority, then specificity, then code decides the order; the score tells the same")
    func order() throws {
        let playbook = try playbook([
            draft("D", when: "age<18", category: "d", priority: 90),
            draft("C", when: "age<18", category: "c", priority: 50),
            draft("B", when: "age<18 AND budget>100", category: "b", priority: 50),
            draft("A", when: "age<18 AND budget>100", category: "a", priority: 50),
        ])
        let items = playbook.suggest(for: child(budget: 3000)).items
        #expect(items.map(\.code) == ["D", "A", "B", "C"])
        #expect(items.map(\.score) == items.map(\.score).sorted(by: >))
        #expect(items[2].score > items[3].score)
    }

    @Test("At most two of a category, at most the limit; what fitted too is named with the cause")
    func diversity() throws {
        let playbook = try playbook(
            (1...4).map { draft("N\($0)", category: "needs", priority: 90 - $0) }
                + [draft("P1", category: "price"), draft("O1", say: "{{budget}}元", category: "other", priority: 99)]
                + (1...4).map { draft("X\($0)", category: "x\($0)", priority: 10 - $0) })
        let found = playbook.suggest(for: child())
        #expect(found.items.map(\.code) == ["N1", "N2", "P1", "X1", "X2"])
        let causes = Dictionary(uniqueKeysWithValues: found.passedOver.map { ($0.code, $0.because) })
        #expect(causes == ["O1": .unfilled, "N3": .category, "N4": .category, "X3": .limit, "X4": .limit])
        #expect(found.policy == Playbook.policy && found.propensity == 1)
    }

    @Test("An open place without a default keeps a script from being offered; with one it is filled")
    func unfilled() throws {
        let playbook = try playbook([
            draft("OPEN", say: "{{customer_name}}好", category: "a"),
            draft("SHUT", say: "{{customer_name|default:'您'}}好", category: "b"),
        ])
        #expect(playbook.suggest(for: child()).items.map(\.text) == ["您好"])
    }

    @Test("A customer's name cannot smuggle in a place to fill")
    func smuggling() throws {
        let playbook = try playbook([draft("NAME", say: "{{customer_name}}好")])
        var context = child()
        context.customerName = "{{budget}}"
        let text = try #require(playbook.suggest(for: context).items.first?.text)
        #expect(!text.contains("{{") && !text.contains("}}"))
    }

    @Test("A node that went wrong is set aside and named; the others go on")
    func faulty() throws {
        let playbook = try playbook([draft("BAD", when: "agee<18"), draft("GOOD")])
        #expect(playbook.count == 1)
        #expect(playbook.faulty["BAD"]?.first?.suggestion == "age")
        #expect(playbook.suggest(for: child()).items.map(\.code) == ["GOOD"])
    }

    @Test("Changes come in one by one: changed, removed, switched off, codes exchanged")
    func changes() throws {
        var playbook = try playbook([draft("A"), draft("B", category: "b")])
        let ids = (0...1).map { ScriptID(at: Timestamp(microseconds: 0), random: (0, UInt64($0) << 2)) }
        func node(_ index: Int, _ draft: ScriptDraft) -> ScriptNode {
            ScriptNode(id: ids[index], draft: draft, version: 2, updatedAt: Timestamp(microseconds: 0))
        }
        playbook.learn([(ids[0], node(0, draft("B", say: "甲"))), (ids[1], node(1, draft("A", say: "乙")))], revision: 2)
        #expect(playbook.suggest(for: child()).items.map(\.text) == ["乙", "甲"])
        playbook.learn([(ids[0], nil), (ids[1], node(1, draft("A", active: false)))], revision: 3)
        #expect(playbook.suggest(for: child()).items.isEmpty)
        #expect(playbook.count == 0 && playbook.revision == 3)
    }

    @Test("Changed a hundred times piece by piece, the book is the one compiled at once", arguments: 1...5)
    func incremental(seed: UInt64) throws {
        var chance = SeededChance(seed: seed)
        var book = Playbook(schema: try ScriptSchema())
        var standing: [ScriptID: ScriptNode] = [:]
        let conditions = ["age<18", "age>=18", "budget>100", "age<18 AND budget>100", "agee<1", "trade='retail'"]
        for revision in 1...100 {
            let number = UInt64.random(in: 0..<12, using: &chance)
            let id = ScriptID(at: Timestamp(microseconds: 0), random: (0, number << 2))
            let written = draft(
                "N\(number)", when: conditions.randomElement(using: &chance) ?? "",
                say: Bool.random(using: &chance) ? "{{budget}}元" : "好", category: "c\(number % 4)",
                priority: Int.random(in: 0...3, using: &chance), active: Int.random(in: 0...3, using: &chance) > 0)
            let isRemoval = Int.random(in: 0...4, using: &chance) == 0
            standing[id] =
                isRemoval
                ? nil : ScriptNode(id: id, draft: written, version: 1, updatedAt: Timestamp(microseconds: 0))
            book.learn([(id, standing[id])], revision: Int64(revision))
        }
        var fresh = Playbook(schema: try ScriptSchema())
        fresh.learn(standing.map { ($0.key, $0.value) }, revision: 100)
        #expect(book.count == fresh.count && book.faulty == fresh.faulty)
        for budget in [nil, 50, 500] {
            for age in [nil, 5, 40] {
                var context = ScriptContext()
                (context.age, context.budget, context.trade) = (age, budget, "retail")
                #expect(book.suggest(for: context) == fresh.suggest(for: context))
            }
        }
    }

    @Test("Every node of the demo company is right under its own intents and products")
    func demoIsRight() throws {
        let playbook = try playbook(try Demo.drafts(), schema: try Demo.schema())
        #expect(playbook.faulty == [:])
        #expect(playbook.count == 80)
    }

    @Test("Whatever is known of a conversation: no open place, at most five, two of a category, every one explained")
    func anyContext() throws {
        let drafts = try Demo.drafts()
        let playbook = try playbook(drafts, schema: try Demo.schema())
        var chance = SeededChance(seed: 11)
        var offered = Set<String>()
        let products = try Demo.firstColumn("products_lexicon.tsv")
        let intents = try Demo.firstColumn("intents/intents.tsv")
        for _ in 0..<2000 {
            let found = playbook.suggest(for: randomContext(products, intents, &chance))
            #expect(found.items.count <= 5)
            #expect(Dictionary(grouping: found.items, by: \.category).values.allSatisfy { $0.count <= 2 })
            #expect(found.items.map(\.score) == found.items.map(\.score).sorted(by: >))
            for item in found.items {
                #expect(!item.text.contains("{{") && !item.text.contains("}}") && !item.why.isEmpty)
                offered.insert(item.code)
            }
        }
        // The contexts are wide enough to reach nearly all of the book.
        #expect(offered.count >= drafts.count * 3 / 4)
    }

    private func randomContext(
        _ products: [String], _ intents: [String], _ chance: inout SeededChance
    ) -> ScriptContext {
        var context = ScriptContext()
        context.trade = ["insurance", "education", "retail", nil].randomElement(using: &chance) ?? nil
        context.product = products.randomElement(using: &chance)
        context.intent = intents.randomElement(using: &chance)
        context.customerLevel = ["normal", "silver", "gold", "VIP", nil].randomElement(using: &chance) ?? nil
        context.stage = ["lead", "qualified", "proposal", "won", "lost", nil].randomElement(using: &chance) ?? nil
        context.productType = Bool.random(using: &chance) ? "premium" : nil
        context.confidence = Double.random(in: 0...1, using: &chance)
        context.age = Bool.random(using: &chance) ? Int.random(in: 0...90, using: &chance) : nil
        context.budget = Bool.random(using: &chance) ? Int.random(in: 0...20_000, using: &chance) : nil
        context.orderAmount = Bool.random(using: &chance) ? Int.random(in: 0...20_000, using: &chance) : nil
        context.hour = Int.random(in: 0...23, using: &chance)
        context.visits = Int.random(in: 0...9, using: &chance)
        context.region = ["广东", "四川", "辽宁", nil].randomElement(using: &chance) ?? nil
        context.channel = "web"
        context.customerName = ["王女士", "", "{{age}}", nil].randomElement(using: &chance) ?? nil
        return context
    }
}
