import Testing

@testable import Expressions

@Suite("Functions of texts, sets, times and regions")
struct FunctionTests {
    /// 2026-01-31 00:30 in Beijing, a Saturday there and still Friday in London.
    static let moment: Int64 = 1_769_790_600_000_000

    @Test(
        "Known answers",
        arguments: [
            ("STARTS_WITH(name,'张')", true), ("STARTS_WITH(name,'三')", false), ("ENDS_WITH(name,'三')", true),
            ("STARTS_WITH(name,'')", true), ("TRIM(' a  ')='a'", true), ("LENGTH(TRIM('  '))=0", true),
            ("ABS(score)=2.5", true), ("ABS(0-3)=3", true), ("CONTAINS_ANY(tags,'x','新')", true),
            ("CONTAINS_ANY(tags,'x','y')", false), ("CONTAINS_ALL(tags,'新','老')", true),
            ("CONTAINS_ALL(tags,'新','x')", false), ("YEAR(last_order)=2026", true), ("MONTH(last_order)=1", true),
            ("DAY(last_order)=31", true), ("WEEKDAY(last_order)=6", true), ("HOUR(last_order)=0", true),
            ("HOURS_SINCE(last_order)=25", true), ("MINUTES_SINCE(last_order)=1500", true),
            ("DAYS_SINCE(last_order)=1", true),
            ("IN_REGION(region,'440000')", true), ("IN_REGION(region,'44')", true),
            ("IN_REGION(region,'440300')", true),
            ("IN_REGION(region,'440305')", true), ("IN_REGION(region,'440306')", false),
            ("IN_REGION(region,'310000')", false), ("IN_REGION('广东/深圳/南山','广东/深圳')", true),
            ("IN_REGION('广东/深圳','广东/深')", false), ("IN_REGION('广东','广东')", true),
            ("IN_REGION('440000','440300')", false), ("IN_REGION('100000','10')", true),
        ])
    func known(text: String, holds: Bool) throws {
        let values: [String: Value] = [
            "name": "张三", "score": -2.5, "tags": .set(["新", "老"]), "last_order": .time(microseconds: Self.moment),
            "region": "440305",
        ]
        let now = Self.moment + 25 * 3_600_000_000
        #expect(try Shop.truth(text, values, now: now) == (holds ? .true : .false))
    }

    @Test(
        "A missing value leaves the answer unknown",
        arguments: [
            "STARTS_WITH(name,'a')", "HOUR(last_order)=1", "CONTAINS_ANY(tags,'a','b')", "CONTAINS_ALL(tags,'a','b')",
            "IN_REGION(region,'44')", "ABS(score)>0", "TRIM(name)='a'", "HOURS_SINCE(last_order)>1",
        ])
    func missing(text: String) throws {
        #expect(try Shop.truth(text, [:], now: 0) == .unknown)
    }

    @Test(
        "Arguments of the wrong kind or number are complaints",
        arguments: [
            ("HOUR(age)=1", Complaint.Code.typeMismatch), ("STARTS_WITH(age,'1')", .typeMismatch),
            ("CONTAINS_ANY(age,'a','b')", .typeMismatch), ("ABS(name)>1", .typeMismatch),
            ("IN_REGION(region,1)", .typeMismatch),
            ("HOUR()=1", .wrongArguments), ("CONTAINS_ANY(tags)", .wrongArguments),
            ("IN_REGION(region)", .wrongArguments),
            ("STARTS_WIHT(name,'a')", .unknownFunction),
        ])
    func wrong(text: String, code: Complaint.Code) throws {
        do {
            #expect(try Shop.complaints(text).first?.code == code)
        } catch let complaint as Complaint {
            #expect(complaint.code == code)
        }
    }

    @Test("An amount keeps its currency under ABS")
    func amounts() throws {
        let debt: [String: Value] = ["total": .money(minor: -9_950, currency: "CNY")]
        #expect(try Shop.truth("ABS(total) = 99.50", debt) == .true)
    }

    @Test("Weekdays and hours before 1970 and far away")
    func calendar() {
        #expect(Moment.Civil(0, zoneOffsetSeconds: 0).weekday == 4)
        #expect(Moment.Civil(-1, zoneOffsetSeconds: 0).weekday == 3)
        #expect(Moment.Civil(-1, zoneOffsetSeconds: 0).hour == 23)
        for moment in [Int64.min, .max] {
            let date = Moment.Civil(moment, zoneOffsetSeconds: 0)
            #expect((1...7).contains(date.weekday))
            #expect((0...23).contains(date.hour))
        }
    }
}
