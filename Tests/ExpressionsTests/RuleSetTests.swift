import Testing

@testable import Expressions

@Suite("Rule sets")
struct RuleSetTests {
    let now: Int64 = 8 * 86_400_000_000

    private func rule(_ id: String, _ text: String, priority: Int = 0) throws -> Rule<Int> {
        Rule(id: id, condition: try Condition.parse(text).check(against: Shop.schema()), priority: priority, payload: 0)
    }

    private func context(_ values: [String: Value]) throws -> Context {
        Context(values, for: try Shop.schema(), now: now)
    }

    @Test("Rules come by priority, then specificity, then id")
    func order() throws {
        let vip = "customer_level='VIP'"
        let rules = [
            try rule("b", vip), try rule("a", vip), try rule("é", vip), try rule("Z", vip),
            try rule("special", "\(vip) AND age>18"), try rule("repeats", "\(vip) AND customer_level = 'VIP'"),
            try rule("late", "\(vip) AND age>18 AND is_member", priority: -1), try rule("first", "age>1", priority: 5),
            try rule("never", "age>100", priority: 9), try rule("unknown", "score>1", priority: 9),
        ]
        let set = try RuleSet(schema: Shop.schema(), rules)
        let matches = set.matches(try context(["customer_level": "VIP", "age": 30, "is_member": true]))
        #expect(matches.map(\.id) == ["first", "special", "Z", "a", "b", "repeats", "é", "late"])
        #expect(try set.first(context(["customer_level": "VIP", "age": 30]))?.id == "first")
        #expect(try set.first(context([:])) == nil)
    }

    @Test("An id is taken once, a condition must be of the set's schema")
    func faults() throws {
        var set = try RuleSet(schema: Shop.schema(), [try rule("a", "age>1")])
        #expect(throws: RuleSetFault.duplicateID("a")) { try set.add(try rule("a", "age>2")) }
        let other = try Condition.parse("age>1").check(against: Schema.sqlite(["age"]))
        #expect(throws: RuleSetFault.otherSchema("x")) {
            try set.add(Rule(id: "x", condition: other, payload: 0))
        }
        #expect(set.count == 1 && set["a"] != nil && set["x"] == nil)
        #expect(set.remove(id: "x") == nil)
        #expect(set.remove(id: "a")?.id == "a")
        #expect(try set.count == 0 && set.matches(context(["age": 5])).isEmpty)
    }

    @Test(
        "The index finds what asking every rule finds, while rules come and go",
        arguments: [11, 12, 13, 14] as [UInt64])
    func equalsNaive(seed: UInt64) throws {
        let schema = try Shop.schema()
        var generator = RandomRules(random: SeededRandom(seed: seed))
        var set = RuleSet<Int>(schema: schema)
        var naive: [(id: String, compiled: CompiledCondition, rank: (Int, Int))] = []
        var hits = 0
        for step in 0..<2_000 {
            if !naive.isEmpty, generator.random.chance(30) {
                let gone = naive.remove(at: generator.random.below(naive.count))
                #expect(set.remove(id: gone.id)?.payload == Int(gone.id))
            } else {
                let checked = try Condition.parse(generator.condition()).check(against: schema)
                let priority = generator.random.below(3)
                naive.append(("\(step)", checked.compile(), (-priority, -checked.specificity)))
                try set.add(Rule(id: "\(step)", condition: checked, priority: priority, payload: step))
            }
            guard step.isMultiple(of: 10) else { continue }
            let context = Context(generator.customer(), for: schema, now: now)
            let wanted = naive.filter { $0.compiled.evaluate(context) == .true }.sorted {
                ($0.rank.0, $0.rank.1, $0.id) < ($1.rank.0, $1.rank.1, $1.id)
            }
            #expect(set.matches(context).map(\.id) == wanted.map(\.id))
            hits += wanted.count
        }
        #expect(hits > 1_000)
    }

    @Test("In untyped sets too, where texts lie above numbers", arguments: [21, 22] as [UInt64])
    func untypedEqualsNaive(seed: UInt64) throws {
        let schema = try Schema.sqlite(RandomConditions.columns)
        var generator = RandomConditions(random: SeededRandom(seed: seed))
        var set = RuleSet<Int>(schema: schema)
        var naive: [(id: String, compiled: CompiledCondition)] = []
        for step in 0..<1_500 {
            let text = (0...generator.random.below(3)).map { _ in "(\(generator.condition(depth: 1).ours))" }
            let checked = try Condition.parse(text.joined(separator: " AND ")).check(against: schema)
            naive.append(("\(step)", checked.compile()))
            try set.add(Rule(id: "\(step)", condition: checked, payload: step))
        }
        for _ in 0..<100 {
            let context = Context(generator.row(), for: schema)
            let wanted = Set(naive.filter { $0.compiled.evaluate(context) == .true }.map(\.id))
            #expect(Set(set.matches(context).map(\.id)) == wanted)
        }
    }

    @Test("A set whose rules are all taken out is as empty as a new one, and can be filled again")
    func emptying() throws {
        let schema = try Shop.schema()
        var generator = RandomRules(random: SeededRandom(seed: 31))
        var set = RuleSet<Int>(schema: schema)
        for round in 0..<3 {
            for number in 0..<300 { try set.add(try rule("\(round)-\(number)", generator.condition())) }
            for number in (0..<300).reversed() { set.remove(id: "\(round)-\(number)") }
            let context = Context(generator.customer(), for: schema, now: now)
            #expect(set.cost(context) == RuleIndex.Cost())
        }
    }

    @Test("Cost grows with the rules that fire, not with the rules there are")
    func cost() throws {
        let schema = try Schema([
            Attribute("level", .text()), Attribute("product", .text()), Attribute("age", .number),
            Attribute("total", .number),
        ])
        var set = RuleSet<Int>(schema: schema)
        for number in 0..<4_000 {
            let texts = [
                "level='L\(number % 10)' AND product='P\(number / 10)'",
                "total >= \(number * 10) AND total < \(number * 10 + 15)",
                "age > \(number)",
            ]
            for (kind, text) in texts.enumerated() {
                let condition = try Condition.parse(text).check(against: schema)
                try set.add(Rule(id: "\(kind)-\(number)", condition: condition, payload: number))
            }
        }
        let context = Context(["level": "L3", "product": "P7", "age": 5, "total": 20_003], for: schema)
        let fired = set.matches(context).map(\.id)
        #expect(fired.sorted() == ["0-73", "1-1999", "1-2000", "2-0", "2-1", "2-2", "2-3", "2-4"])
        #expect(set.cost(context) == RuleIndex.Cost(candidates: 8, predicates: 0))
    }

    @Test("A predicate many rules share is evaluated once")
    func shared() throws {
        var set = RuleSet<Int>(schema: try Shop.schema())
        for number in 0..<500 { try set.add(try rule("\(number)", "name LIKE '%x%' AND score + 1 > \(number % 3)")) }
        let context = try context(["name": "axb", "score": 10])
        #expect(set.matches(context).count == 500)
        #expect(set.cost(context) == RuleIndex.Cost(candidates: 500, predicates: 4))
    }

    @Test("Several demands on one attribute are met together or not at all")
    func sameAttribute() throws {
        let set = try RuleSet(
            schema: Shop.schema(),
            [
                rule("both", "CONTAINS(tags,'a') AND CONTAINS(tags,'b')"),
                rule("lists", "region IN ('x','y') AND region IN ('y','z')"),
                rule("never", "region='x' AND region='y'"),
            ])
        func ids(_ values: [String: Value]) throws -> [String] { try set.matches(context(values)).map(\.id) }
        #expect(try ids(["tags": .set(["a", "b", "c"]), "region": "y"]) == ["both", "lists"])
        #expect(try ids(["tags": .set(["b", "c"]), "region": "x"]) == [])
    }

    @Test("A rule with more listed combinations than the index takes still fires")
    func manyPaths() throws {
        let list = (0..<60).map { "'v\($0)'" }.joined(separator: ",")
        let set = try RuleSet(schema: Shop.schema(), [try rule("a", "name IN (\(list)) AND region IN (\(list))")])
        #expect(try set.matches(context(["name": "v59", "region": "v0"])).count == 1)
        #expect(try set.matches(context(["name": "v59", "region": "w"])).isEmpty)
    }
}

@Suite("Interval index")
struct IntervalIndexTests {
    @Test("A point meets exactly the intervals that contain it, while they come and go")
    func equalsNaive() {
        var random = SeededRandom(seed: 5)
        var index = IntervalIndex()
        var all: [Int: Interval] = [:]
        var wrong: [Double] = []
        func bound(_ random: inout SeededRandom) -> Double {
            random.chance(10)
                ? random.pick([0, -0.0, 1e-300, -1e15, 1e15])
                : Double(random.below(4_000) - 2_000) / random.pick([1, 4, 1000])
        }
        for step in 0..<6_000 {
            if random.chance(40), let (rule, interval) = all.first {
                index.remove(rule, interval)
                all[rule] = nil
            } else {
                let ends = [bound(&random), bound(&random)].sorted()
                let low = random.chance(20) ? -Double.infinity : ends[0]
                let high = low.isFinite && random.chance(20) ? Double.infinity : ends[1]
                all[step] = Interval(low: low, high: high)
                index.add(step, Interval(low: low, high: high))
            }
            let point = random.chance(5) ? random.pick([.infinity, -.infinity, 0]) : bound(&random)
            var found: [Int] = []
            index.forEach(containing: point) { found.append($0) }
            if found.sorted() != all.filter({ $0.value.contains(point) }).map(\.key).sorted() { wrong.append(point) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        for (rule, interval) in all { index.remove(rule, interval) }
        #expect(index.isEmpty)
    }
}
