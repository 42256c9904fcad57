import Testing

@testable import Expressions

@Suite("Looking a rule over before it is saved")
struct RuleReviewTests {
    private func rule(_ id: String, _ text: String, priority: Int = 0) throws -> Rule<Int> {
        Rule(id: id, condition: try Condition.parse(text).check(against: Shop.schema()), priority: priority, payload: 0)
    }

    private func contradiction(_ text: String) throws -> String? {
        let schema = try Shop.schema()
        let term = try Condition.parse(text).check(against: schema).term
        return Footprint(Footprint.conjuncts(of: term), schema: schema).contradiction
    }

    @Test(
        "Contradictions are found, with the part that leaves nobody",
        arguments: [
            ("customer_level='VIP' AND customer_level='NORMAL'", "customer_level = 'NORMAL'"),
            ("age>60 AND age<18", "age < 18"), ("age>=18 AND age<18", "age < 18"),
            ("age BETWEEN 60 AND 18", "age BETWEEN 60 AND 18"),
            ("age=17 AND age>18", "age > 18"), ("age>18 AND age IN (1,2)", "age IN (1, 2)"),
            ("region IN ('a','b') AND region NOT IN ('b','a','c')", "region NOT IN ('b', 'a', 'c')"),
            ("age IS NULL AND age>1", "age > 1"), ("name IS NULL AND name LIKE 'x%'", "name LIKE 'x%'"),
            ("is_member AND NOT is_member", "NOT is_member"), ("is_member AND is_member=FALSE", "is_member = FALSE"),
            ("age>1 AND FALSE", "FALSE"), ("NULL AND age>1", "NULL"),
            ("(age>1 OR is_member) AND NOT (age>1 OR is_member)", "NOT (age > 1 OR is_member)"),
        ])
    func contradictions(text: String, predicate: String) throws {
        #expect(try contradiction(text) == predicate)
    }

    @Test(
        "What can hold is left alone",
        arguments: [
            "age>18 AND age<19", "age<>5 AND age=6", "CONTAINS(tags,'a') AND CONTAINS(tags,'b')", "age>=18 AND age<=18",
            "(age>1 OR is_member) AND (NOT age>1 OR is_member)", "region IN ('a','b') AND region<>'a'", "TRUE",
            "age IS NULL",
        ])
    func possible(text: String) throws {
        #expect(try contradiction(text) == nil)
    }

    @Test("A rule another always precedes is shadowed; an equal one is undecided; a rule apart is neither")
    func findings() throws {
        var set = RuleSet<Int>(schema: try Shop.schema())
        for rule in try [
            rule("adult", "age>=18", priority: 5), rule("vip", "customer_level='VIP' AND score>1"),
            rule("normal", "customer_level='NORMAL' AND score>1"),
            rule("level", "customer_level IN ('VIP','SVIP')", priority: 1),
        ] {
            try set.add(rule)
        }
        let found = try set.review(rule("x", "age BETWEEN 20 AND 30 AND customer_level='VIP'"))
        guard case .shadowed("adult", let older?) = found.first, case .shadowed("level", _?) = found.dropFirst().first,
            case .undecidedOrder("vip", let both?) = found.last
        else {
            Issue.record("\(found)")
            return
        }
        #expect(found.count == 3)
        #expect(older.values["customer_level"] == "VIP")
        let somebody = Context(both.values, for: try Shop.schema())
        #expect(set.matches(somebody).map(\.id).contains("vip"))
        #expect(both.text(in: .chinese).contains("客户等级为“VIP”"))
        #expect(try set.review(rule("x", "age<18 AND customer_level='NORMAL' AND is_member")) == [])
        #expect(try set.review(rule("vip", "customer_level='NORMAL' AND score<=1")) == [])
        #expect(try set.review(rule("x", "age>1 AND age<0")) == [.neverFires(predicate: "age < 0")])
        #expect(try set.review(rule("x", "age>20 AND customer_level='VIP'"), limit: 1).count == 1)
    }

    @Test(
        "What holds for everyone is told, with what must be known for it",
        arguments: [
            ("age>18 OR age<=18", RuleCensus.always(onceKnown: ["age"])),
            ("age>18 OR age<=18 OR age IS NULL", .always(onceKnown: [])), ("TRUE", .always(onceKnown: [])),
            ("NOT (age>5 AND age<3)", .always(onceKnown: ["age"])),
            ("is_member OR NOT is_member", .always(onceKnown: ["is_member"])),
            ("customer_level IN ('VIP','SVIP') OR customer_level='NORMAL'", .always(onceKnown: ["customer_level"])),
            ("(age>5 OR is_member) AND (age<=5 OR is_member) AND NOT is_member", .never),
            ("total>=0.01 AND total<0.02 AND total<>0.01", .never), ("total>0.01 AND total<0.03", .sometimes),
            ("CONTAINS(tags,'a') AND NOT CONTAINS_ANY(tags,'a','b')", .never),
            ("CONTAINS_ALL(tags,'a','b') AND CONTAINS_ANY(tags,'c','d')", .sometimes),
            ("product_type<>'a'", .sometimes), ("age+1>age", .notCounted), ("name LIKE '%'", .notCounted),
        ])
    func census(text: String, expected: RuleCensus) throws {
        let schema = try Shop.schema()
        #expect(RuleCensus(try Condition.parse(text).check(against: schema), schema) == expected)
    }

    @Test("Two spellings of one condition are duplicates")
    func duplicates() throws {
        var set = RuleSet<Int>(schema: try Shop.schema())
        try set.add(rule("old", "age>=18 AND customer_level='VIP'"))
        #expect(try set.review(rule("new", "customer_level IN ('VIP') AND 18<=age")) == [.duplicate(of: "old")])
    }

    @Test("The census agrees with random customers")
    func censusNeverWrong() throws {
        let schema = try Shop.schema()
        var generator = RandomRules(random: SeededRandom(seed: 17))
        var counted = 0
        for _ in 0..<300 {
            let condition = try Condition.parse(generator.condition()).check(against: schema)
            let census = RuleCensus(condition, schema)
            if census == .notCounted { continue }
            counted += 1
            let compiled = condition.compile()
            for _ in 0..<20 {
                let context = Context(generator.customer(), for: schema)
                let truth = compiled.evaluate(context)
                if census == .never { #expect(truth != .true, "\(condition.text)") }
                if census == .always(onceKnown: []) { #expect(truth == .true, "\(condition.text)") }
            }
        }
        #expect(counted > 100)
    }

    @Test("Findings have a sentence in each language")
    func sentences() {
        let finding = RuleFinding.neverFires(predicate: "age < 18")
        #expect(finding.text(in: .chinese) == "这条规则永远不会触发：age < 18 与其他条件矛盾或永远不成立。")
        #expect(RuleFinding.shadowed(by: "r1", example: nil).text(in: .english) == "Rule r1 always fires before it.")
        #expect(RuleFinding.undecidedOrder(with: "r1", example: nil).text(in: .chinese).contains("r1"))
    }

    @Test("No customer ever proves a finding wrong")
    func neverWrong() throws {
        let schema = try Shop.schema()
        var generator = RandomRules(random: SeededRandom(seed: 41))
        let conditions = try (0..<400).map { _ in try Condition.parse(generator.condition()).check(against: schema) }
        let footprints = conditions.map { Footprint(Footprint.conjuncts(of: $0.term), schema: schema) }
        let compiled = conditions.map { $0.compile() }
        let implied = conditions.indices.map { left in
            conditions.indices.filter { right in
                Footprint.conjuncts(of: conditions[right].term).allSatisfy { footprints[left].implies($0, schema) }
            }
        }
        #expect(footprints.contains { $0.contradiction != nil })
        #expect(implied.joined().count > conditions.count + 100)
        var wrong: Set<String> = []
        for _ in 0..<500 {
            let context = Context(generator.customer(), for: schema, now: 8 * 86_400_000_000)
            let fired = compiled.map { $0.evaluate(context) == .true }
            for left in conditions.indices where fired[left] {
                if footprints[left].contradiction != nil { wrong.insert(conditions[left].text) }
                for right in implied[left] where !fired[right] {
                    wrong.insert("\(conditions[left].text) ⇒ \(conditions[right].text)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.sorted().prefix(5))")
    }
}
