import Testing

@testable import Expressions

@Suite("Explaining why a rule fired or not")
struct ExplanationTests {
    private func explain(_ text: String, _ values: [String: Value]) throws -> Explanation {
        let schema = try Shop.schema()
        return try Condition.parse(text).check(against: schema).compile().explain(Context(values, for: schema))
    }

    @Test("A rule that fired names every value that made it fire")
    func fired() throws {
        let explanation = try explain(
            "customer_level='VIP' AND age>=18 AND (score>5 OR is_member)",
            ["customer_level": "VIP", "age": 35, "is_member": true])
        #expect(explanation.truth == .true)
        #expect(explanation.findings.map(\.predicate) == ["customer_level = 'VIP'", "age >= 18", "is_member"])
        #expect(
            explanation.text(in: .chinese)
                == "符合：客户等级为“VIP”，满足 customer_level = 'VIP'；年龄为35，满足 age >= 18；is_member为是，满足 is_member。")
        #expect(
            explanation.text(in: .english)
                == "Holds: customer_level is “VIP”, which meets customer_level = 'VIP'"
                + "; age is 35, which meets age >= 18; "
                + "is_member is yes, which meets is_member."
        )
    }

    @Test("A rule that did not fire gives the first reason only")
    func firstReason() throws {
        let explanation = try explain(
            "customer_level='VIP' AND age>=18 AND total>100",
            ["customer_level": "VIP", "age": 17, "total": .money(minor: 1, currency: "CNY")])
        #expect(explanation.findings.map(\.predicate) == ["age >= 18"])
        #expect(explanation.text(in: .chinese) == "不符合：年龄为17，要求 age >= 18。")
        #expect(explanation.text(in: .english) == "Does not hold: age is 17, but age >= 18 is required.")
    }

    @Test("A missing value is said to be missing")
    func missing() throws {
        let explanation = try explain("age>=18 AND score>1", ["score": 0])
        #expect(explanation.text(in: .chinese) == "不符合：年龄没有值，无法判断 age >= 18。")
        #expect(explanation.text(in: .english) == "Does not hold: age is not known, so age >= 18 cannot be told.")
    }

    @Test("Of alternatives that all failed, each is named")
    func alternatives() throws {
        let explanation = try explain("age>60 OR score>1 AND is_member", ["age": 17, "score": 2, "is_member": false])
        #expect(explanation.findings.map(\.predicate) == ["age > 60", "is_member"])
        #expect(
            explanation.text(in: .english).hasPrefix("Does not hold: every alternative fails: age is 17, but age > 60"))
    }

    @Test("Below NOT the requirement is turned round")
    func negation() throws {
        let refused = try explain("NOT customer_level='VIP'", ["customer_level": "VIP"])
        #expect(refused.text(in: .chinese) == "不符合：客户等级为“VIP”，要求不满足 customer_level = 'VIP'。")
        let passed = try explain("NOT (age>60 OR is_member)", ["age": 20, "is_member": false])
        #expect(passed.findings.map(\.predicate) == ["age > 60", "is_member"])
        #expect(passed.findings.allSatisfy { $0.truth == .false && $0.wanted == .false })
    }

    @Test("Amounts, times and sets are written for people")
    func values() throws {
        let explanation = try explain(
            "total>2000 OR last_order>'2026-02-01' OR CONTAINS(tags,'x')",
            [
                "total": .money(minor: 123_456, currency: "CNY"),
                "last_order": .time(microseconds: EvaluationTests.january31),
                "tags": .set(["b", "a"]),
            ])
        let texts = explanation.findings.flatMap(\.seen).compactMap { $0.text[.chinese] }
        #expect(texts == ["¥1,234.56", "2026-01-31 00:00", "a、b"])
    }

    @Test("The findings always agree with the outcome, whatever the condition")
    func agreement() throws {
        let schema = try Shop.schema()
        var generator = RandomRules(random: SeededRandom(seed: 77))
        for _ in 0..<3_000 {
            let compiled = try Condition.parse(generator.condition()).check(against: schema).compile()
            let context = Context(generator.customer(), for: schema, now: 0)
            let explanation = compiled.explain(context)
            #expect(explanation.truth == compiled.evaluate(context))
            #expect(!explanation.findings.isEmpty)
            let fired = explanation.truth == .true
            #expect(explanation.findings.allSatisfy { ($0.truth == $0.wanted) == fired }, "\(compiled.checked.text)")
            #expect(Language.allCases.allSatisfy { !explanation.text(in: $0).isEmpty })
        }
    }

    @Test("A rule set explains one rule by id, or its first few in order")
    func ruleSet() throws {
        let schema = try Shop.schema()
        let rules = try [("a", "age>18", 1), ("b", "age>1", 2), ("c", "age>5", 0)].map { id, text, priority in
            Rule(id: id, condition: try Condition.parse(text).check(against: schema), priority: priority, payload: ())
        }
        let set = try RuleSet(schema: schema, rules)
        let context = Context(["age": 10], for: schema)
        #expect(set.explain(id: "a", context)?.truth == .false)
        #expect(set.explain(id: "x", context) == nil)
        #expect(set.explanations(context, limit: 2).map(\.rule.id) == ["b", "a"])
        #expect(set.explanations(context, limit: 2).map(\.explanation.truth) == [.true, .false])
    }
}
