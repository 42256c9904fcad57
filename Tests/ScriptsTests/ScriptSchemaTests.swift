import Foundation
import Journey
import Testing

@testable import Scripts

@Suite struct ScriptSchemaTests {
    @Test("Every attribute the founding document and the demo speak of is there, named in both languages")
    func attributes() throws {
        let schema = try ScriptSchema(intents: ["invoice"], products: ["重疾险"])
        let wanted: Set = [
            "customer_level", "product_type", "product", "intent", "confidence", "age", "budget", "channel", "stage",
            "region", "hour", "visits", "trade", "order_amount", "customer_name", "agent_name",
        ]
        #expect(Set(schema.attributes.map(\.name)) == wanted)
        #expect(schema.attributes.allSatisfy { !$0.label.zh.isEmpty && !$0.label.en.isEmpty })
        #expect(schema.attributes.first { $0.name == "intent" }?.values == ["invoice"])
        #expect(schema.attributes.first { $0.name == "product" }?.values == ["重疾险"])
    }

    @Test(
        "A condition of right names and kinds has no complaint",
        arguments: [
            "customer_level='VIP' AND product_type='premium'", "age BETWEEN 1 AND 17 OR age IS NULL",
            "intent IN ('invoice') AND NOT (hour>=21 OR hour<8)", "confidence<0.5", "region LIKE '广%'",
            "order_amount>=budget*2",
        ])
    func right(condition: String) throws {
        let schema = try ScriptSchema(intents: ["invoice"], products: [])
        #expect(schema.complaints(condition: condition, template: "{{age|default:'?'}}岁") == [])
    }

    @Test("A value outside the company's own list is refused, with the one that was meant")
    func knownValues() throws {
        let schema = try ScriptSchema(intents: ["invoice", "promotion"], products: ["重疾险"])
        let found = schema.complaints(condition: "intent='invoise'", template: "好")
        #expect(found.map(\.suggestion) == ["'invoice'"] || found.map(\.suggestion) == ["invoice"])
        #expect(schema.complaints(condition: "stage='closed'", template: "好").count == 1)
        #expect(try ScriptSchema().complaints(condition: "intent='anything'", template: "好").isEmpty)
    }

    @Test("Places are counted as browsers count, past Chinese characters and emoji")
    func positions() throws {
        let condition = "region='🙂广东' AND agee<5"
        let found = try #require(try ScriptSchema().complaints(condition: condition, template: "好").first)
        let units = Array(condition.utf16)
        #expect(String(decoding: units[found.start..<found.end], as: UTF16.self) == "agee")
        #expect(found.part == .condition && !found.message.en.isEmpty)
    }

    @Test("What is known of a conversation reaches conditions and templates under every name")
    func everyValue() throws {
        var context = ScriptContext()
        (context.customerLevel, context.trade, context.productType) = ("gold", "retail", "premium")
        (context.product, context.intent, context.confidence) = ("耳机", "ask_price", 0.75)
        (context.age, context.budget, context.channel) = (30, 500, "web")
        (context.stage, context.region, context.hour) = ("lead", "四川", 9)
        (context.visits, context.orderAmount) = (2, 499)
        (context.customerName, context.agentName) = ("王女士", "小林")
        let schema = try ScriptSchema()
        let template = schema.attributes.map { "{{\($0.name)}}" }.joined(separator: " ")
        let condition = schema.attributes.map { "\($0.name) IS NOT NULL" }.joined(separator: " AND ")
        var book = Playbook(schema: schema)
        let node = ScriptNode(
            id: ScriptID(at: Timestamp(microseconds: 0), random: (0, 0)),
            draft: draft("ALL", when: condition, say: template),
            version: 1, updatedAt: Timestamp(microseconds: 0))
        book.learn([(node.id, node)], revision: 1)
        #expect(
            book.suggest(for: context).items.map(\.text) == [
                "gold retail premium 耳机 ask_price 0.75 30 500 web lead 四川 9 2 499 王女士 小林"
            ])
        #expect(book.suggest(for: ScriptContext()).items.isEmpty)
    }

    @Test("Random texts are judged, never a crash; what passes can be offered without an open place", arguments: 1...4)
    func anyText(seed: UInt64) throws {
        var chance = SeededChance(seed: seed)
        let pieces = [
            "age", "budget", "trade", "'VIP'", "'", "=", "<", "18", "AND", "OR", "NOT", "(", ")", "IN", "NULL", "{{",
            "}}",
            "|default:'x'", "年龄", "🙂", "--", "%", "LIKE", " ", "IS", "\u{0}",
        ]
        let schema = try ScriptSchema()
        var context = ScriptContext()
        (context.age, context.trade) = (5, "retail")
        func text() -> String {
            (0..<Int.random(in: 0...9, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }
                .joined(separator: Bool.random(using: &chance) ? " " : "")
        }
        for _ in 0..<1500 {
            let (condition, template) = (text(), text())
            let complaints = schema.complaints(condition: condition, template: template)
            for complaint in complaints {
                let units = (complaint.part == .condition ? condition : template).utf16.count
                #expect(complaint.start >= 0 && complaint.start <= complaint.end && complaint.end <= units)
            }
            var book = Playbook(schema: schema)
            let node = ScriptNode(
                id: ScriptID(at: Timestamp(microseconds: 0), random: (0, 0)),
                draft: draft("R", when: condition, say: template), version: 1, updatedAt: Timestamp(microseconds: 0))
            book.learn([(node.id, node)], revision: 1)
            #expect(book.faulty.isEmpty == complaints.isEmpty)
            for item in book.suggest(for: context).items { #expect(!item.text.contains("{{")) }
        }
    }
}
