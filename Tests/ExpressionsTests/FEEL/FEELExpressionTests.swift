import Foundation
import Testing

@testable import Expressions

@Suite("FEEL: what expressions come to")
struct FEELExpressionTests {
    /// The value as FEEL writes it.
    private func value(_ text: String, _ context: FEELContext = [:]) throws -> String {
        try FEELExpression(text).evaluate(context, at: FEELDateTime(text: "2026-11-28T12:00:00Z")).value.description
    }

    @Test(
        "Numbers are decimal, with 34 digits",
        arguments: [
            ("0.1 + 0.2", "0.3"), ("1 / 3", "0.3333333333333333333333333333333333"),
            ("decimal(2 ** 0.5 * 2 ** 0.5, 30)", "2"),
            ("10 - 2 - 3", "5"), ("-2 ** 2", "4"), ("1 / 0", "null"), ("decimal(1.115, 2)", "1.12"),
            ("decimal(2.5, 0)", "2"), ("floor(-1.5)", "-2"), ("modulo(-12, 5)", "3"), ("12E-1", "1.2"),
            ("round half up(5.5, 0)", "6"), ("round half down(5.5, 0)", "5"), ("sqrt(16)", "4"), ("1 + null", "null"),
            ("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
        ])
    func numbers(text: String, expected: String) throws { #expect(try value(text) == expected) }

    @Test(
        "Unknown is neither true nor false",
        arguments: [
            ("true and null", "null"), ("false and null", "false"), ("true or null", "true"), ("false or null", "null"),
            ("not(null)", "null"), ("null = null", "true"), ("null = 1", "false"), ("1 = \"1\"", "null"),
            ("1 < null", "null"), ("5 between 1 and 5", "true"), ("5 in (1..5)", "false"), ("5 in [1..5]", "true"),
            ("null in (null, 2)", "true"), ("if null then 1 else 2", "2"), ("if \"x\" then 1 else 2", "null"),
        ])
    func ternary(text: String, expected: String) throws { #expect(try value(text) == expected) }

    @Test(
        "Lists, contexts, rounds and filters",
        arguments: [
            ("[1,2,3][item > 1]", "[2, 3]"), ("[1,2,3][-1]", "3"), ("[{a: 1}, {a: 2}].a", "[1, 2]"),
            ("[{a: 1, b: \"x\"}, {a: 2, b: \"y\"}][a = 2].b", "[\"y\"]"), ("{a: 1, b: a + 1}.b", "2"),
            ("for x in 1..3, y in [10, 20] return x * y", "[10, 20, 20, 40, 30, 60]"),
            ("for i in 3..1 return i", "[3, 2, 1]"),
            ("for i in 1..5 return if i <= 2 then i else partial[-1] + partial[-2]", "[1, 2, 3, 5, 8]"),
            ("some x in [1,2] satisfies x > 1", "true"), ("every x in [] satisfies x > 1", "true"),
            ("(function(a: number, b: number) a * b)(6, 7)", "42"),
            ("sort([3,1,2], function(x, y) x > y)", "[3, 2, 1]"),
            ("substring(\"微信客服\", 3)", "\"客服\""), ("string length(\"👍好\")", "2"),
            ("split(\"a;b\", \";\")", "[\"a\", \"b\"]"),
            ("replace(\"139-1234\", \"(\\\\d)-\", \"$1 \")", "\"139 1234\""),
            ("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"),
        ])
    func collections(text: String, expected: String) throws { #expect(try value(text) == expected) }

    @Test(
        "Days, times and durations",
        arguments: [
            ("date(\"2024-02-29\") + duration(\"P1Y\")", "2025-02-28"),
            ("date(\"2026-03-01\") - date(\"2026-02-01\")", "P28D"), ("@\"2026-11-28\" < @\"2026-12-01\"", "true"),
            ("date and time(\"2026-11-28T23:30:00+08:00\") = date and time(\"2026-11-28T15:30:00Z\")", "true"),
            ("date(\"2026-02-30\")", "null"), ("day of week(date(\"2026-11-28\"))", "\"Saturday\""),
            ("years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))", "P1Y8M"),
            ("duration(\"PT90M\").hours", "1"), ("today()", "2026-11-28"), ("date(\"2026-11-28\").weekday", "6"),
            ("time(\"08:00:00\") + duration(\"PT17H\")", "01:00:00"), ("week of year(date(\"2021-01-01\"))", "53"),
        ])
    func calendar(text: String, expected: String) throws { #expect(try value(text) == expected) }

    @Test("Names of several words are read when they are known")
    func names() throws {
        let words = FEELVocabulary(names: FEELNames(["monthly income", "monthly", "a-b"]))
        let context: FEELContext = ["monthly income": 100, "monthly": 1, "a-b": 5]
        #expect(try FEELExpression("monthly income * 12", words).evaluate(context).value == 1_200)
        #expect(try FEELExpression("a-b + monthly", words).evaluate(context).value == 6)
        #expect(try FEELExpression("年龄 + 1").evaluate(["年龄": 17]).value == 18)
    }

    @Test("What has no value says why")
    func complaints() throws {
        let outcome = try FEELExpression("price * amount").evaluate(["price": 3])
        #expect(outcome.value == .null)
        #expect(outcome.complaints == ["nothing is called “amount”"])
    }

    @Test(
        "What is no FEEL is refused with its place",
        arguments: [
            ("1 +", 3), ("(1", 2), ("\"abc", 0), ("if a then b", 11), ("[1, 2", 5), ("for x in", 8), ("a b c", 2),
            ("/* x", 0), ("年 + )", 6), ("{a 1}", 4),
        ])
    func faults(text: String, position: Int) throws {
        let fault = try #require(throws: FEELFault.self) { try FEELExpression(text) }
        #expect(fault.position == position, "\(fault)")
    }

    @Test(
        "A fault says what is wrong in both languages, and what may have been meant",
        arguments: [
            ("1 +", "文本提前结束。", "The text ends too early.", nil),
            ("(1", "这里缺少 )。文本提前结束。", ") is missing. The text ends too early.", nil),
            ("\"abc", "文本缺少右边的双引号。", "The closing quote is missing.", nil),
            ("[1..5", "区间没有结束。文本提前结束。", "The range has no end. The text ends too early.", nil),
            (
                "level = “VIP”", "这里不应出现““”。您是不是想写 \"？",
                "““” is not expected here. Did you mean \"?", "\""
            ),
            ("1 ≠ 2", "这里不应出现“≠”。您是不是想写 !=？", "“≠” is not expected here. Did you mean !=?", "!="),
            ("true & false", "这里不应出现“&”。您是不是想写 and？", "“&” is not expected here. Did you mean and?", "and"),
            ("1 ≤ 2", "这里不应出现“≤”。您是不是想写 <=？", "“≤” is not expected here. Did you mean <=?", "<="),
        ] as [(String, String, String, String?)])
    func messages(text: String, chinese: String, english: String, suggestion: String?) throws {
        let fault = try #require(throws: FEELFault.self) { try FEELExpression(text) }
        #expect(fault.message(in: .chinese) == chinese)
        #expect(fault.message(in: .english) == english)
        #expect(fault.suggestion == suggestion)
        #expect(fault.description == "at byte \(fault.position): \(english)")
    }

    @Test("Every kind of fault has a sentence of its own in each language", arguments: Language.allCases)
    func everyKind(language: Language) {
        let texts = FEELFault.Code.allCases.map { FEELFault($0, at: 0, "8", found: "x").message(in: language) }
        #expect(Set(texts).count == texts.count)
        #expect(
            texts.allSatisfy { text in text.unicodeScalars.contains { $0.value > 0x4E00 } == (language == .chinese) })
    }
}
