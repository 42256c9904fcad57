import Foundation
import Testing

@testable import Expressions

@Suite("FEEL: bounds, and texts from strangers")
struct FEELLimitTests {
    @Test("Deep nesting is refused, not followed")
    func depth() {
        for (open, close) in [
            ("(", ")"), ("[", "]"), ("{a:", "}"), ("-", ""), ("not(", ")"), ("if true then ", " else 0"),
        ] {
            let text = String(repeating: open, count: 5_000) + "1" + String(repeating: close, count: 5_000)
            #expect(throws: FEELFault.self) { try FEELExpression(text) }
        }
        let chain = Array(repeating: "1", count: 20_000).joined(separator: "+")
        #expect(throws: FEELFault.self) { try FEELExpression(chain) }
    }

    @Test("Work without end comes to null with a reason")
    func endless() throws {
        let rounds = try FEELExpression("count(for a in 1..9999, b in 1..9999 return a)").evaluate()
        #expect(rounds.value == .null && !rounds.complaints.isEmpty)
        let recursion = try FEELExpression("{f: function(n) f(n + 1), x: f(1)}.x").evaluate(["f": .null])
        #expect(recursion.value == .null)
        let range = try FEELExpression("for a in 1..99999999999 return a").evaluate()
        #expect(range.value == .null)
        let text = try FEELExpression("string join(for a in 1..90000 return \"sixteen letters.\")").evaluate()
        #expect(text.value == .null && !text.complaints.isEmpty)
    }

    @Test("A pattern that backtracks without end is stopped")
    func pattern() throws {
        let text = "matches(\"" + String(repeating: "a", count: 60) + "!\", \"(a+)+$\")"
        let outcome = try FEELExpression(text).evaluate()
        #expect(outcome.value == .null || outcome.value == false)
    }

    @Test(
        "Values nested without end, or sharing their parts without end, are refused with a reason",
        arguments: [
            "{l: for i in 1..5000 return [partial[-1]], r: l[-1] = l[-1]}.r",
            "for i in 1..20000 return {a: partial[-1]}",
            "for i in 1..20000 return function() partial[-1]", "for i in 1..20000 return [function() partial[-1]]",
        ])
    func deepValues(text: String) throws {
        let outcome = try FEELExpression(text).evaluate()
        #expect(outcome.complaints.contains { $0.contains("nested deeper") || $0.contains("see each other") })
        #expect(outcome.value.description.count < 2_000_000)
    }

    /// `{x0: [1, 1], x1: [x0, x0], …, r: …}`: each name twice as large as the one before.
    private func doubling(_ levels: Int, _ result: String) -> String {
        let entries = (1...levels).map { "x\($0): [x\($0 - 1), x\($0 - 1)]" }.joined(separator: ", ")
        return "{x0: [1, 1], \(entries), r: \(result)}.r"
    }

    @Test(
        "A value small in memory that stands for an endless one is refused, whatever is done with it",
        arguments: [
            "x60 = x60", "string(x60)", "x60", "flatten(x60)", "list contains([x60], x60)", "distinct values(x60)",
        ])
    func sharedParts(result: String) throws {
        let outcome = try FEELExpression(doubling(60, result)).evaluate()
        #expect(outcome.complaints.contains { $0.contains("holds more") || $0.contains("steps") }, "\(outcome)")
    }

    @Test(
        "What goes through long lists and texts is paid for",
        arguments: [
            "{l: for i in 1..100000 return i, r: count(for i in 1..2000 return reverse(l))}.r",
            "{s: string join(for i in 1..60000 return \"aaaaaaaa\"), r: count(for i in 1..9000 return upper case(s))}.r",
            "{s: string join(for i in 1..60000 return \"aaaaaaaa\"), r: count(for i in 1..9000 return s + s)}.r",
            "{l: for i in 1..100000 return i, r: count(for i in 1..9000 return list contains(l, -1))}.r",
            "count(for i in 1..90000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\"))",
        ])
    func longArguments(text: String) throws {
        let outcome = try FEELExpression(text).evaluate()
        #expect(outcome.value == .null && outcome.complaints.contains { $0.contains("steps") })
    }

    @Test("A context of more entries than are read is refused")
    func entries() {
        let text = "{" + (0...1_000).map { "a\($0): 1" }.joined(separator: ", ") + "}"
        #expect(throws: FEELFault.self) { try FEELExpression(text) }
    }

    @Test(
        "No number leaves that is none, and no remainder that is not exact",
        arguments: [
            "product([1e100, 1e100])", "modulo(1e40, 7)",
            "1e100 * 1e100",
            "2 ** 1000", "stddev([1e100, -1e100])", "1 / 0",
        ])
    func beyond(text: String) throws {
        let outcome = try FEELExpression(text).evaluate()
        #expect(outcome.value == .null && outcome.complaints.count == 1, "\(outcome)")
    }

    @Test("The same reason is told once, and null does not explain null")
    func reasons() throws {
        #expect(try FEELExpression("1 / 0 + 1").evaluate().complaints == ["division by zero"])
        #expect(try FEELExpression("for i in 1..50 return nobody").evaluate().complaints.count == 1)
        #expect(try FEELExpression("matches(\"a\", \"(\")").evaluate().complaints.first == "“(” is no pattern")
    }

    private static let pieces = [
        "1", "0.5", "\"甲\"", "a", "b", "null", "true", "+", "-", "*", "/", "**", "(", ")", "[", "]", "{", "}", ":", ",",
        "..",
        "<", "<=", "=", "!=", "and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every",
        "satisfies",
        "between", "instance of", "number", "function", "date", "@\"2026-01-01\"", "duration(\"P1D\")", ".", "item",
        "?", "x",
        "list", "sum", "count", "substring", "\\", "\"", "//", "/*", "*/", "🙂",
    ]

    @Test("Random pieces give a value or a fault with a place inside the text", arguments: [UInt64(1), 2, 3])
    func soup(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var evaluated = 0
        for _ in 0..<6_000 {
            let text = (0..<random.below(14) + 1).map { _ in random.pick(Self.pieces) }
                .joined(separator: random.chance(80) ? " " : "")
            do {
                _ = try FEELExpression(text).evaluate(["a": 2, "b": .list([1, "x", .null])])
                evaluated += 1
            } catch {
                #expect((0...text.utf8.count).contains(error.position))
            }
            if let tests = try? FEELTests(text) { _ = FEELRun().tests(tests, pass: 3, in: FEELScope([:])) }
        }
        #expect(evaluated > 50)
    }

    /// Values of every kind, some inside others.
    private func anything(_ random: inout SeededRandom, depth: Int = 0) -> FEELValue {
        switch random.below(depth > 2 ? 6 : 8) {
        case 0: .null
        case 1: .boolean(random.chance(50))
        case 2: .number(Decimal(random.below(2_000_001) - 1_000_000) / 1_000)
        case 3: .string(random.pick(["", "客户", "a\"b", "back\\slash", "two\nlines", "🙂"]))
        case 4: FEELDate(daysSince1970: random.below(40_000)).map { .date($0) } ?? .null
        case 5: FEELMonths(random.below(500) - 250).map { .months($0) } ?? .null
        case 6: .list((0..<random.below(4)).map { _ in anything(&random, depth: depth + 1) })
        default: .context(["甲": anything(&random, depth: depth + 1), "b c": anything(&random, depth: depth + 1)])
        }
    }

    @Test("JSON gives back numbers, texts, lists and contexts exactly")
    func json() throws {
        var random = SeededRandom(seed: 5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for _ in 0..<500 {
            let value = anything(&random)
            let back = try JSONDecoder().decode([FEELValue].self, from: encoder.encode([value]))
            #expect(try encoder.encode(back) == encoder.encode([value]))
            if value == withoutTimes(value) { #expect(back == [value]) }
        }
        let exact = try JSONDecoder().decode(FEELValue.self, from: Data("{\"a\": [0.1, 12345678901234567890]}".utf8))
        #expect(exact.description == "{a: [0.1, 12345678901234567890]}")
    }

    private func withoutTimes(_ value: FEELValue) -> FEELValue {
        switch value {
        case .date, .months: .null
        case .list(let items): .list(items.map(withoutTimes))
        case .context(let context):
            .context(context.entries.reduce(into: FEELContext()) { $0[$1.key] = withoutTimes($1.value) })
        default: value
        }
    }

    @Test("A value as FEEL writes it reads as the same value")
    func written() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<300 {
            let value = anything(&random)
            let isPlain = value == withoutTimes(value)
            guard isPlain else { continue }
            #expect(try FEELExpression(value.description).evaluate().value == value, "\(value)")
        }
    }
}
