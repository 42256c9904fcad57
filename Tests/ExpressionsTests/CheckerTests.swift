import Testing

@testable import Expressions

@Suite("Checking conditions against a schema")
struct CheckerTests {
    @Test("A mistyped attribute is named, with its place and what was meant, in both languages")
    func unknownAttribute() throws {
        let complaint = try #require(Shop.complaints("age>1 AND custmer_level='VIP'").first)
        #expect(complaint.code == .unknownAttribute)
        #expect(complaint.position == 10..<23)
        #expect(complaint.suggestion == "customer_level")
        #expect(complaint.message(in: .chinese) == "没有名为“custmer_level”的属性。您是不是想写 customer_level？")
        #expect(
            complaint.message(in: .english)
                == "There is no attribute “custmer_level”. Did you mean customer_level?")
    }

    @Test("A name nothing like any attribute gets no suggestion")
    func farName() throws {
        #expect(try Shop.complaints("zzzzzz=1").first?.suggestion == nil)
    }

    @Test(
        "Only like meets like",
        arguments: [
            ("age='35'", Complaint.Code.typeMismatch), ("'10'<9", .typeMismatch), ("age=product_type", .typeMismatch),
            ("age BETWEEN 1 AND 'x'", .typeMismatch), ("age IN (1,'2')", .typeMismatch),
            ("age LIKE '3%'", .typeMismatch),
            ("age+'1'=2", .typeMismatch), ("is_member=1", .typeMismatch), ("total=age", .typeMismatch),
            ("total*total>1", .typeMismatch), ("total%2=0", .typeMismatch), ("total/total>1", .typeMismatch),
            ("last_order>5", .typeMismatch), ("last_order+1=last_order", .typeMismatch),
            ("-product_type=1", .typeMismatch),
            ("LOWER(age)='x'", .typeMismatch), ("COALESCE(age,'x')=1", .typeMismatch),
            ("DAYS_SINCE(age)>1", .typeMismatch),
            ("CONTAINS(age,'x')", .typeMismatch), ("LENGTH(age)=2", .typeMismatch), ("last_order=total", .typeMismatch),
            ("CASE WHEN is_member THEN 1 ELSE 'a' END=1", .typeMismatch),
            ("age", .notCondition), ("NOT age", .notCondition), ("age=1 AND product_type", .notCondition),
            ("1", .notCondition),
            ("'x'", .notCondition), ("CASE WHEN age THEN 1 END=1", .notCondition),
            ("age=NULL", .nullComparison), ("customer_level NOT IN ('VIP',NULL)", .nullComparison),
            ("tags='new'", .setComparison), ("tags IN ('a')", .setComparison),
            ("last_order>'yesterday'", .badTime), ("last_order>'2026-02-30'", .badTime),
            ("last_order IN ('2026-13-01')", .badTime),
            ("total>1.005", .badMoney), ("total>1e3", .badMoney), ("total>99999999999999999999", .badMoney),
            ("customer_level='vip'", .unknownValue), ("'vip'=customer_level", .unknownValue),
            ("1.005<total", .badMoney), ("'x'<last_order", .badTime), ("5=last_order", .typeMismatch),
            ("customer_level IN ('VIP','GOLD')", .unknownValue),
        ] as [(String, Complaint.Code)])
    func mismatches(text: String, code: Complaint.Code) throws {
        let complaints = try Shop.complaints(text)
        #expect(complaints.map(\.code) == [code])
        #expect(complaints.allSatisfy { $0.position.upperBound <= text.utf8.count && !$0.position.isEmpty })
        #expect(throws: Complaint.self) { try Condition.parse(text).check(against: Shop.schema()) }
    }

    @Test(
        "Right conditions pass",
        arguments: [
            "customer_level='VIP' AND product_type='premium'", "is_member", "NOT is_member", "is_member=TRUE",
            "is_member = (age > 18)", "CUSTOMER_LEVEL='VIP'", "total>=99.50", "total*2 > 2000", "total+100>=200.5",
            "-total<5",
            "0.8*total>1", "total/3>10", "COALESCE(total,0)>=100", "last_order>='2026-01-31'",
            "DAYS_SINCE(last_order)>30",
            "last_order<NOW()", "DAYS_SINCE('2026-01-01')>=0", "CONTAINS(tags,'new')", "CONTAINS(region,'京')",
            "LENGTH(tags)>2",
            "region=product_type", "customer_level LIKE 'V%'", "customer_level=product_type", "order.count>=1", "NULL",
            "age>18 AND NULL", "COALESCE(NULL,age)>1", "age IS NULL", "tags IS NOT NULL",
            "LOWER(customer_level)='vip'", "CASE WHEN is_member THEN customer_level ELSE 'NORMAL' END='VIP'",
            "CASE WHEN age>18 THEN TRUE ELSE is_member END", "COALESCE(is_member,FALSE)",
        ])
    func accepted(text: String) throws {
        #expect(try Shop.complaints(text).map { $0.message(in: .english) } == [])
    }

    @Test("A value that is not known is refused, with the one that was meant")
    func knownValues() throws {
        let complaint = try #require(Shop.complaints("customer_level='VPI'").first)
        #expect(complaint.suggestion == "'VIP'")
        #expect(complaint.message(in: .chinese) == "“VPI”不是“customer_level”的已知取值。您是不是想写 'VIP'？")
    }

    @Test("All complaints are listed, in the order of the text")
    func several() throws {
        let complaints = try Shop.complaints("nam='x' AND age='1' AND tags='y'")
        #expect(complaints.map(\.code) == [.unknownAttribute, .typeMismatch, .setComparison])
        #expect(complaints.map(\.position.lowerBound) == [0, 16, 24])
    }

    @Test("Untyped schemas refuse unknown names only")
    func untyped() throws {
        let schema = try Schema.sqlite(["age"])
        #expect(try Condition.parse("age='35' AND 1 AND age=NULL").complaints(against: schema).isEmpty)
        #expect(try Condition.parse("unknown_field=1").complaints(against: schema).map(\.code) == [.unknownAttribute])
    }

    @Test("Schemas refuse names no condition could say, and names given twice")
    func schemas() {
        for name in ["", "a b", "and", "1a", "a.", "a'", "CASE", "a..b", " a"] {
            #expect(throws: Schema.Fault.badName(name)) { try Schema([Attribute(name, .number)]) }
        }
        #expect(throws: Schema.Fault.duplicateName("AGE")) { try Schema.sqlite(["age", "AGE"]) }
        #expect(throws: Never.self) { try Schema.sqlite(["客户等级", "a.b_1", "_x"]) }
        let many = (0...ExpressionLimits.attributesMax).map { "a\($0)" }
        #expect(throws: Schema.Fault.tooManyAttributes) { try Schema.sqlite(many) }
    }

    @Test("Every kind of complaint has its own sentence in each language")
    func sentences() {
        for language in Language.allCases {
            let all = Complaint.Code.allCases.map { Complaint($0, at: 0..<1, "x", "y").message(in: language) }
            #expect(Set(all).count == all.count)
            #expect(zip(all, Complaint.Code.allCases).allSatisfy { $0 != $1.rawValue })
        }
    }
}
