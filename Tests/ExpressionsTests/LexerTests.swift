import Testing

@testable import Expressions

@Suite("Cutting conditions into tokens")
struct LexerTests {
    @Test("Tokens tile the text: each is what stands at its place, in order")
    func tiling() throws {
        var generator = RandomConditions(random: SeededRandom(seed: 17))
        var wrong: [String] = []
        for _ in 0..<1_000 {
            let text = generator.condition(depth: 2).ours
            let bytes = Array(text.utf8)
            var end = 0
            for token in try Lexer.tokens(of: text) {
                let between = bytes[end..<token.position.lowerBound]
                let same = String(decoding: bytes[token.position], as: UTF8.self) == token.source
                if !same || !between.allSatisfy(\.isSpace) { wrong.append(text) }
                end = token.position.upperBound
            }
            if end != bytes.count { wrong.append(text) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test(
        "The longest sign wins, and needs no space around it",
        arguments: [
            ("a<=b", ["a", "<=", "b"]), ("a<>b", ["a", "<>", "b"]), ("a!=b", ["a", "!=", "b"]),
            ("a==b", ["a", "==", "b"]),
            ("a>=-1", ["a", ">=", "-", "1"]), ("1.5.e", []), ("a.b", ["a", ".", "b"]), (".5", [".5"]), ("5.", ["5."]),
            ("1e3", ["1e3"]), ("1E-3", ["1E-3"]), ("1e", []), ("x1_y", ["x1_y"]), ("客户1级", ["客户1级"]),
            ("a\u{B}b", ["a", "b"]),
            ("''", ["''"]), ("'a''b'", ["'a''b'"]), ("'''", []), ("a!b", []), ("a|b", []), ("a~b", []), ("@a", []),
            ("a$", []),
        ] as [(String, [String])])
    func pieces(text: String, sources: [String]) {
        let tokens = (try? Lexer.tokens(of: text)) ?? []
        #expect(tokens.dropLast().map(\.source) == sources)
    }

    @Test("A text's quotes are undone")
    func quotes() throws {
        let kinds = try Lexer.tokens(of: "'O''Hare' '' '''' '“x”'").map(\.kind)
        #expect(kinds == [.text("O'Hare"), .text(""), .text("'"), .text("“x”"), .end])
    }

    @Test(
        "Full-width signs are named with their plain form",
        arguments: [
            ("（", "("), ("）", ")"), ("，", ","), ("＜", "<"), ("％", "%"), ("　", " "), ("≤", "<="), ("≠", "<>"),
            ("“", "'"), ("１", "1"),
        ])
    func fullWidth(sign: String, plain: String) throws {
        let complaint = try #require(throws: Complaint.self) { try Lexer.tokens(of: "a \(sign) b") }
        #expect(complaint.code == .fullWidthSymbol)
        #expect(complaint.suggestion == plain)
        #expect(complaint.position == 2..<(2 + sign.utf8.count))
    }
}

@Suite("LIKE patterns")
struct LikePatternTests {
    @Test(
        "Patterns match as SQL says",
        arguments: [
            ("", "", true), ("", "a", false), ("%", "", true), ("%%", "ab", true), ("_", "", false), ("_", "京", true),
            ("_", "😀", true),
            ("_", "e\u{301}", false), ("__", "e\u{301}", true), ("a%", "ABC", true), ("É%", "éa", false),
            ("%b%d", "abcd", true),
            ("%b%d", "abcde", false), ("a%b%c", "aXbYbZc", true), ("%aab", "aaab", true), ("a_c", "abbc", false),
            ("%_", "", false),
        ])
    func matching(pattern: String, text: String, matches: Bool) {
        #expect(LikePattern(ByteText(pattern), escape: nil).matches(ByteText(text)) == matches)
    }

    @Test(
        "An escaped sign stands for itself; one at the end matches nothing",
        arguments: [
            ("a!%", "a%", true), ("a!%", "ab", false), ("!_!!", "_!", true), ("%!", "x!", false), ("%!", "", false),
            ("!a", "A", true),
        ])
    func escaping(pattern: String, text: String, matches: Bool) {
        #expect(LikePattern(ByteText(pattern), escape: "!").matches(ByteText(text)) == matches)
    }

    @Test("A wildcard may be the escape sign itself")
    func wildcardAsEscape() {
        #expect(LikePattern(ByteText("%%"), escape: "%").matches(ByteText("%")))
        #expect(!LikePattern(ByteText("%%"), escape: "%").matches(ByteText("x")))
        #expect(LikePattern(ByteText("__%"), escape: "_").matches(ByteText("_abc")))
    }
}

@Suite("What was probably meant")
struct ClosestTests {
    @Test(
        "One slip in three letters is forgiven",
        arguments: [
            ("custmer_level", "customer_level"), ("CUSTOMER_LEVEL", "customer_level"),
            ("cusotmer_level", "customer_level"),
            ("agee", "age"), ("aeg", "age"), ("客户等机", "客户等级"), ("xyz", nil), ("", nil), ("a", nil),
            ("region_of_customer", nil),
        ] as [(String, String?)])
    func slips(word: String, meant: String?) {
        #expect(Closest.match(word, among: ["customer_level", "age", "客户等级", "region"]) == meant)
    }

    @Test("The nearest wins, the earlier of two equally near")
    func nearest() {
        #expect(Closest.match("totals", among: ["total_", "total", "totalz"]) == "total_")
        #expect(Closest.match("tota", among: ["totals", "total"]) == "total")
    }

    @Test("The distance is symmetric, and zero only for the same word")
    func distance() {
        var random = SeededRandom(seed: 6)
        func word() -> [Unicode.Scalar] { (0..<random.below(6)).map { _ in random.pick(["a", "b", "客"]) } }
        for _ in 0..<500 {
            let a = word()
            let b = word()
            #expect(Closest.distance(a, b) == Closest.distance(b, a))
            #expect((Closest.distance(a, b) == 0) == (a == b))
            #expect(Closest.distance(a, b) <= max(a.count, b.count))
        }
    }
}
