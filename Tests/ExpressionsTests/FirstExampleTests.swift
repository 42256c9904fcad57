// Imported as any user imports it: what the README shows must need nothing internal.
import Expressions
import Testing

@Suite("The README's first example")
struct FirstExampleTests {
    private func schema() throws -> Schema {
        try Schema(
            [
                Attribute("customer_level", .text(known: ["VIP", "NORMAL"]), labels: [.chinese: "客户等级"]),
                Attribute("product_type", .text()),
                Attribute("age", .number, labels: [.chinese: "年龄"]),
                Attribute("total", .money(currency: "CNY")),
                Attribute("name", .text()),
            ], zoneOffsetSeconds: 8 * 3600)
    }

    @Test("Conditions are evaluated and explained as it says")
    func conditions() throws {
        let schema = try schema()
        let vip = try Condition.parse("customer_level='VIP' AND age>=18").check(against: schema).compile()
        let customer = Context(["customer_level": "VIP", "age": 17], for: schema)
        #expect(vip.evaluate(customer) == .false)
        #expect(vip.explain(customer).text(in: .chinese) == "不符合：年龄为17，要求 age >= 18。")
        do {
            _ = try Condition.parse("custmer_level='VIP'").check(against: schema)
            Issue.record("a mistyped name was accepted")
        } catch {
            #expect(error.position == 0..<13)
            #expect(
                error.message(in: .english)
                    == "There is no attribute “custmer_level”. Did you mean customer_level?")
        }
    }

    @Test("Rules and templates work as it says")
    func rulesAndTemplates() throws {
        let schema = try schema()
        let customer = Context(["customer_level": "VIP", "age": 17], for: schema)
        var rules = RuleSet<String>(schema: schema)
        try rules.add(Rule(id: "adult", condition: Condition.parse("age>=18").check(against: schema), payload: "…"))
        #expect(rules.matches(customer).isEmpty)
        #expect(rules.explain(id: "adult", customer)?.truth == .false)
        #expect(rules.matches(Context(["age": 18], for: schema)).map(\.payload) == ["…"])

        let greeting = try Template.parse("您好，{{name|default:'客户'}}！")
        #expect(greeting.complaints(against: schema).isEmpty)
        #expect(try greeting.render(with: customer) == "您好，客户！")
    }

    @Test("Decision tables decide, explain and are looked over as it says")
    func decisions() throws {
        let table = try DecisionTable(
            csv: #"""
                U,level,age,discount
                ,input,input,output
                1,"""VIP""",>=18,0.2
                2,"not(""VIP"")",-,0

                """#)
        let outcome = table.decide(["level": "VIP", "age": 17])
        #expect(outcome.value.isNull)
        #expect(table.explanation(of: 0, in: outcome, .chinese) == "规则 1 不适用：age 为 17，要求 >=18。")
        let findings = table.review().map { $0.text(of: table, in: .english) }
        #expect(findings == ["No rule applies to: level = \"VIP\", age = 17."])
    }
}
