import Testing

@testable import Expressions

@Suite("Reading conditions")
struct ParserTests {
    @Test("The founding document's condition is read")
    func founding() throws {
        let condition = try Condition.parse("customer_level='VIP' AND product_type='premium'")
        #expect(condition.canonicalText == "customer_level = 'VIP' AND product_type = 'premium'")
    }

    @Test(
        "Operators bind as in SQL",
        arguments: [
            ("a=1 OR b=2 AND c=3", "a=1 OR (b=2 AND c=3)"),
            ("NOT age>18", "NOT (age>18)"),
            ("NOT a=1 AND b=2", "(NOT a=1) AND b=2"),
            ("a BETWEEN 1 AND 2 AND b=3", "(a BETWEEN 1 AND 2) AND b=3"),
            ("a+1*2=3", "(a+(1*2))=3"),
            ("1-2-3=x", "((1-2)-3)=x"),
            ("-a*b=1", "(-a)*b=1"),
            ("a AND (b AND c)", "a AND b AND c"),
            ("x not in (1,2)", "(x NOT IN (1,2))"),
            ("a == 1", "a = 1"), ("a != 1", "a <> 1"),
            ("case when a then b else c end = 1", "(CASE WHEN (a) THEN (b) ELSE (c) END) = 1"),
        ])
    func precedence(text: String, same: String) throws {
        #expect(try Condition.parse(text).term == Condition.parse(same).term)
    }

    @Test(
        "What is wrong is said with its place",
        arguments: [
            ("", Complaint.Code.empty, 0..<0), ("   ", .empty, 0..<3),
            ("customer_level='VIP' AND", .expectedOperand, 24..<24),
            ("customer_level=='VIP", .unclosedText, 16..<20),
            ("(age>1", .unclosedBracket, 0..<1),
            ("age >> ", .expectedOperand, 5..<6),
            ("DROP TABLE x", .unexpectedPart, 5..<10),
            ("1;2", .unexpectedCharacter, 1..<2),
            ("a='VIP' -- c", .commentRefused, 8..<10), ("a /* */ = 1", .commentRefused, 2..<4),
            ("a IN ()", .emptyList, 5..<7), ("a IN (1", .unclosedBracket, 5..<6),
            ("a IN (1 2)", .unexpectedPart, 8..<9),
            ("a = 1 = 2", .chainedComparison, 6..<7), ("a < b < c", .chainedComparison, 6..<7),
            ("a = 1 IS NULL", .chainedComparison, 6..<8),
            ("a = \"VIP\"", .doubleQuotes, 4..<9), ("a ＝ 1", .fullWidthSymbol, 2..<5),
            ("a = ‘x’", .fullWidthSymbol, 4..<7),
            ("a = 12ab", .badNumber, 4..<8), ("a = 1.2.3", .badNumber, 4..<9), ("a = 0x10", .badNumber, 4..<8),
            ("a LIKE 'x' ESCAPE '!!'", .badEscape, 18..<22), ("a LIKE 'x' ESCAPE b", .badEscape, 18..<19),
            ("FOO(a)", .unknownFunction, 0..<3), ("LENGTH(a,b)=1", .wrongArguments, 0..<6),
            ("COALESCE(a)=1", .wrongArguments, 0..<8), ("a IS 3", .expectedWord, 5..<6),
            ("CASE a END", .expectedWord, 5..<6),
            ("a BETWEEN 1 OR 2", .expectedWord, 12..<14), ("a = AND", .expectedOperand, 4..<7),
            ("a.=1", .expectedOperand, 2..<3),
            ("a = 'x\u{0}'", .unexpectedCharacter, 6..<7), ("北京 = 'x' 客户", .unexpectedPart, 13..<19),
        ] as [(String, Complaint.Code, Range<Int>)])
    func complaints(text: String, code: Complaint.Code, position: Range<Int>) throws {
        let complaint = try #require(throws: Complaint.self) { try Condition.parse(text) }
        #expect(complaint.code == code)
        #expect(complaint.position == position)
        #expect(complaint.message(in: .chinese) != complaint.message(in: .english))
    }

    @Test("Mistyped signs and functions come with what was meant")
    func suggestions() {
        func suggestion(_ text: String) -> String? {
            do { _ = try Condition.parse(text) } catch { return error.suggestion }
            return nil
        }
        #expect(suggestion("a ＝ 1") == "=")
        #expect(suggestion("a ≥ 1") == ">=")
        #expect(suggestion("a = \"it's\"") == "'it''s'")
        #expect(suggestion("COALECSE(a, 1) = 1") == "COALESCE")
    }

    @Test("Limits are refused just beyond, accepted just within")
    func limits() throws {
        let depth = ExpressionLimits.depthMax
        func nested(_ levels: Int) -> String {
            String(repeating: "(", count: levels) + "a" + String(repeating: ")", count: levels)
        }
        func code(_ text: String) -> Complaint.Code? {
            do { _ = try Condition.parse(text) } catch { return error.code }
            return nil
        }
        #expect(code(nested(depth)) == nil)
        #expect(code(nested(depth + 1)) == .tooDeep)
        #expect(code(nested(3000)) == .tooDeep)
        #expect(code(String(repeating: "NOT ", count: depth - 1) + "a") == nil)
        #expect(code(String(repeating: "NOT ", count: depth) + "a") == .tooDeep)
        #expect(code(String(repeating: "- ", count: 4000) + "a") == .tooDeep)
        #expect(code(Array(repeating: "1", count: depth).joined(separator: "+")) == nil)
        #expect(code(Array(repeating: "1", count: depth + 1).joined(separator: "+")) == .tooDeep)
        func list(_ count: Int) -> String {
            "a IN (" + Array(repeating: "1", count: count).joined(separator: ",") + ")"
        }
        #expect(code(list(ExpressionLimits.nodesMax - 2)) == nil)
        #expect(code(list(ExpressionLimits.nodesMax - 1)) == .tooManyParts)
        #expect(code(Array(repeating: "1", count: 2_001).joined(separator: "*")) == .tooDeep)
        let long = "a='" + String(repeating: "x", count: ExpressionLimits.conditionBytesMax - 4) + "'"
        #expect(code(long) == nil)
        #expect(code(long + " ") == .tooLong)
    }

    @Test("The canonical spelling of any condition reads back as the same condition")
    func canonicalRoundTrip() throws {
        var generator = RandomConditions(random: SeededRandom(seed: 7))
        var wrong: [String] = []
        for _ in 0..<5_000 {
            let text = generator.condition(depth: generator.random.below(6)).ours
            let condition = try Condition.parse(text)
            let again = try Condition.parse(condition.canonicalText)
            if again.term != condition.term || again.canonicalText != condition.canonicalText { wrong.append(text) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("Offsets convert to a browser's units")
    func utf16() throws {
        let text = "客户='😀' 多"
        let complaint = try #require(throws: Complaint.self) { try Condition.parse(text) }
        #expect(complaint.position == 14..<17)
        #expect(complaint.utf16Position(in: text) == 8..<9)
    }
}

@Suite("No text can break the parser")
struct ParserFuzzTests {
    /// Nothing crashed and every complaint lies within the text.
    private func holdsTogether(_ text: String) -> Bool {
        let all = 0...text.utf8.count
        func isWithin(_ position: Range<Int>) -> Bool {
            all.contains(position.lowerBound) && all.contains(position.upperBound)
        }
        do {
            guard isWithin(try Condition.parse(text).term.position) else { return false }
        } catch {
            let units = error.utf16Position(in: text)
            guard isWithin(error.position), units.upperBound <= text.utf16.count else { return false }
            guard Language.allCases.allSatisfy({ !error.message(in: $0).isEmpty }) else { return false }
        }
        do {
            return try Template.parse(text).placeholders.allSatisfy { isWithin($0.position) }
        } catch {
            return isWithin(error.position)
        }
    }

    @Test("20,000 random byte strings")
    func randomBytes() {
        var random = SeededRandom(seed: 1)
        var broken: [String] = []
        for _ in 0..<20_000 {
            let bytes = (0..<random.below(60)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            if !holdsTogether(text) { broken.append(text) }
        }
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }

    @Test("40,000 random rows of pieces that mean something")
    func randomPieces() {
        let pieces = [
            "a", " AND ", " OR ", "NOT ", "(", ")", "'x'", "'", "=", "<", ">", "1", ".5", "-", "--", "/*", " IN ",
            " BETWEEN ", " IS ", "NULL", " LIKE ", "ESCAPE", ",", "CASE ", "WHEN ", "THEN ", "ELSE ", "END ", "LENGTH",
            "客户",
            "（", "\u{0}", "\"", ";", "{{", "}}", "|default:", " ", "e\u{301}", "9223372036854775808", ".", "1e", "*",
            "%",
        ]
        var random = SeededRandom(seed: 2)
        var broken: [String] = []
        for _ in 0..<40_000 {
            let text = (0..<random.below(25)).map { _ in random.pick(pieces) }.joined()
            if !holdsTogether(text) { broken.append(text) }
        }
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }

    @Test("10,000 right conditions with a byte changed, dropped or doubled")
    func mutations() {
        var generator = RandomConditions(random: SeededRandom(seed: 3))
        var broken: [String] = []
        for _ in 0..<10_000 {
            var bytes = Array(generator.condition(depth: 3).ours.utf8)
            let at = generator.random.below(bytes.count)
            switch generator.random.below(3) {
            case 0: bytes[at] = UInt8(generator.random.below(256))
            case 1: bytes.remove(at: at)
            default: bytes.insert(bytes[at], at: at)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if !holdsTogether(text) { broken.append(text) }
        }
        #expect(broken.isEmpty, "\(broken.prefix(5))")
    }
}
