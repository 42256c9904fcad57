import Testing

@testable import Expressions

@Suite("Evaluating typed conditions")
struct EvaluationTests {
    /// 2026-01-31T00:00:00+08:00.
    static let january31: Int64 = 1_769_788_800_000_000
    static let day: Int64 = 86_400_000_000

    @Test(
        "Amounts are written in major units and compared exactly",
        arguments: [
            ("total>=99.50", Truth.true), ("total>99.5", .false), ("total=99.5", .true), ("total*2=199", .true),
            ("total+0.50=100", .true), ("total BETWEEN 99 AND 99.50", .true), ("total IN (1, 99.50)", .true),
            ("-total=-99.5", .true),
            ("99.5 = total", .true), ("100 > total AND 99 < total", .true), ("0.5*total>49.74", .true),
        ])
    func money(text: String, truth: Truth) throws {
        #expect(try Shop.truth(text, ["total": .money(minor: 9950, currency: "CNY")]) == truth)
    }

    @Test("An amount in another currency, or a value of another kind, counts as missing and is reported")
    func refusedValues() throws {
        let schema = try Shop.schema()
        let context = Context(
            [
                "total": .money(minor: 9950, currency: "USD"), "age": "35", "is_member": 1, "name": "a\u{0}b",
                "other": 3,
                "tags": .set(["x"]), "score": .real(.nan), "region": nil,
            ], for: schema)
        #expect(context.refused == ["age", "is_member", "name", "total"])
        let compiled = try Condition.parse("total>1").check(against: schema).compile()
        #expect(compiled.evaluate(context) == .unknown)
        #expect(try Shop.truth("score IS NULL", ["score": .real(.nan)]) == .true)
    }

    @Test(
        "Times are compared as instants, in the schema's zone when none is written",
        arguments: [
            ("last_order='2026-01-31'", Truth.true), ("last_order='2026-01-30T16:00:00Z'", .true),
            ("last_order='2026-01-31 00:00'", .true), ("last_order='2026-01-31T01:00:00.000000+09:00'", .true),
            ("last_order>'2026-01-30 23:59:59.999999'", .true), ("last_order<'2026-01-31'", .false),
            ("DAYS_SINCE(last_order)=10", .true), ("DAYS_SINCE(last_order)>10", .false), ("last_order<NOW()", .true),
            ("'2026-01-31' = last_order", .true), ("'2026-02-01' <= last_order", .false),
        ])
    func times(text: String, truth: Truth) throws {
        let now = Self.january31 + 10 * Self.day + 5
        #expect(try Shop.truth(text, ["last_order": .time(microseconds: Self.january31)], now: now) == truth)
    }

    @Test("Without a given time, what needs the present is unknown; the future is a negative number of days")
    func present() throws {
        let order: [String: Value] = ["last_order": .time(microseconds: Self.january31)]
        #expect(try Shop.truth("DAYS_SINCE(last_order)>1", order) == .unknown)
        #expect(try Shop.truth("DAYS_SINCE(last_order)=-1", order, now: Self.january31 - 1) == .true)
        #expect(
            try Shop.truth("DAYS_SINCE(last_order)>0", ["last_order": .time(microseconds: .min)], now: .max) == .true)
    }

    @Test("Sets are asked for members; texts for parts")
    func sets() throws {
        let values: [String: Value] = ["tags": .set(["new", "北京"]), "region": "北京市朝阳区"]
        #expect(try Shop.truth("CONTAINS(tags,'北京') AND LENGTH(tags)=2", values) == .true)
        #expect(try Shop.truth("CONTAINS(tags,'ne')", values) == .false)
        #expect(try Shop.truth("CONTAINS(region,'朝阳')", values) == .true)
        #expect(try Shop.truth("CONTAINS(tags,'new')", [:]) == .unknown)
    }

    @Test("Canonically equivalent texts are different texts, as in the database")
    func bytes() throws {
        #expect(try Shop.truth("name='é'", ["name": "e\u{301}"]) == .false)
        #expect(try Shop.truth("name IN ('é','x')", ["name": "e\u{301}"]) == .false)
        #expect(try Shop.truth("name LIKE 'é'", ["name": "e\u{301}"]) == .false)
    }

    @Test("A context laid out for another schema is read by name, and only where the kind agrees")
    func otherSchema() throws {
        let other = try Schema([Attribute("age", .number), Attribute("region", .number), Attribute("is_member", .bool)])
        let context = Context(["age": 20, "region": 3, "is_member": true], for: other)
        let schema = try Shop.schema()
        func truth(_ text: String) throws -> Truth {
            try Condition.parse(text).check(against: schema).compile().evaluate(context)
        }
        #expect(try truth("age=20 AND is_member") == .true)
        #expect(try truth("region IS NULL") == .true)
    }

    @Test("A pattern made to explode is matched in good time")
    func hostilePattern() throws {
        let text = Value.text(String(repeating: "a", count: 5_000))
        let pattern = String(repeating: "%a", count: 200) + "b"
        let start = ContinuousClock.now
        #expect(try Shop.truth("name LIKE '\(pattern)'", ["name": text]) == .false)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("Conditions that strict checking accepts mean the same without types")
    func strictEqualsUntyped() throws {
        let names = RandomConditions.columns
        let strict = try Schema(
            names.map { Attribute($0, ["age", "score", "amount"].contains($0) ? .number : .text()) })
        let untyped = try Schema.sqlite(names)
        var generator = RandomConditions(random: SeededRandom(seed: 99))
        var accepted = 0
        var wrong: [String] = []
        while accepted < 3_000 {
            let condition = try Condition.parse(generator.condition(depth: generator.random.below(3)).ours)
            guard let checked = try? condition.check(against: strict) else { continue }
            accepted += 1
            let free = try condition.check(against: untyped).compile()
            let bound = checked.compile()
            for _ in 0..<3 {
                let context = Context(generator.row(), for: strict)
                let values = zip(names, context.cells).map { ($0, Value($1)) }
                let same = Context(Dictionary(uniqueKeysWithValues: values), for: untyped)
                if bound.evaluate(context) != free.evaluate(same) { wrong.append(condition.text) }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }
}

extension Value {
    fileprivate init(_ cell: Cell) {
        self =
            switch cell {
            case .integer(let value): .integer(value)
            case .real(let value): .real(value)
            case .text(let text): .text(text.string)
            case .null, .set: .null
            }
    }
}
