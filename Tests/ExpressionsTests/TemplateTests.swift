import Testing

@testable import Expressions

@Suite("Filling templates")
struct TemplateTests {
    private func render(
        _ text: String, _ values: [String: Value], escaping: TextEscaping = .none, language: Language = .chinese
    ) throws -> String {
        try Template.parse(text).render(
            with: Context(values, for: Shop.schema()), escaping: escaping, language: language)
    }

    @Test("Values go in, and the default where there is none")
    func filling() throws {
        let text = "您好，{{name|default:'客户'}}！您是 {{ customer_level }}。"
        #expect(try render(text, ["name": "王先生", "customer_level": "VIP"]) == "您好，王先生！您是 VIP。")
        #expect(try render(text, ["customer_level": "VIP"]) == "您好，客户！您是 VIP。")
        #expect(try render(text, ["name": "", "customer_level": "VIP"]) == "您好，客户！您是 VIP。")
        #expect(try render("{{name|default:'it''s | ok'}}{{ name | default: '' }}", [:]) == "it's | ok")
    }

    @Test("Every kind of value is written for people")
    func kinds() throws {
        let values: [String: Value] = [
            "total": .money(minor: -123_456_789, currency: "CNY"),
            "last_order": .time(microseconds: EvaluationTests.january31),
            "is_member": true, "tags": .set(["b", "a"]), "age": 35, "score": .real(2.50),
        ]
        let text = "{{total}} {{last_order}} {{is_member}} {{tags}} {{age}} {{score}}"
        #expect(try render(text, values) == "-¥1,234,567.89 2026-01-31 00:00 是 a、b 35 2.5")
        #expect(try render(text, values, language: .english) == "-¥1,234,567.89 2026-01-31 00:00 yes a, b 35 2.5")
        #expect(try render("{{total}}", ["total": .money(minor: 5, currency: "CNY")]) == "¥0.05")
    }

    @Test("Places without value or default are all listed, and nothing is rendered")
    func unfilled() throws {
        let error = try #require(throws: Template.Unfilled.self) {
            try render("{{name}}{{age}}{{region|default:'x'}}", ["age": 1])
        }
        #expect(error.complaints.map(\.code) == [.unfilled])
        #expect(error.complaints.map(\.position) == [0..<8])
        #expect(error.complaints[0].message(in: .chinese) == "“name”没有值，也没有默认值。")
    }

    @Test("A variable the schema does not know is named when the template is saved")
    func unknown() throws {
        let complaints = try Template.parse("{{nmae}} {{age}} {{zzzzzzz|default:'x'}}").complaints(
            against: Shop.schema())
        #expect(complaints.map(\.code) == [.unknownAttribute, .unknownAttribute])
        #expect(complaints.map(\.suggestion) == ["name", nil])
        #expect(complaints.map(\.position) == [0..<8, 17..<40])
    }

    @Test(
        "Braces that are no place are refused",
        arguments: [
            ("{{name", Complaint.Code.unclosedPlaceholder), ("x}}", .strayBraces), ("{{}}", .badPlaceholder),
            ("{{a b}}", .badPlaceholder), ("{{{name}}}", .badPlaceholder), ("{{name|upper}}", .badPlaceholder),
            ("{{name|default:x}}", .badPlaceholder), ("{{name|default:'{{a}}'}}", .badPlaceholder),
            ("{{name|default:'x}}", .unclosedPlaceholder), ("{{name|default:'a' 'b'}}", .badPlaceholder),
            ("{{and}}", .badPlaceholder),
        ] as [(String, Complaint.Code)])
    func refused(text: String, code: Complaint.Code) throws {
        let complaint = try #require(throws: Complaint.self) { try Template.parse(text) }
        #expect(complaint.code == code)
        #expect(complaint.position.upperBound <= text.utf8.count)
    }

    @Test("Values and defaults are escaped for their channel, the template's own text is not")
    func escaping() throws {
        let text = "<b>{{name|default:'<\"&''>'}}</b>"
        #expect(try render(text, ["name": "<i>\"&'"], escaping: .html) == "<b>&lt;i&gt;&quot;&amp;&#39;</b>")
        #expect(try render(text, [:], escaping: .html) == "<b>&lt;&quot;&amp;&#39;&gt;</b>")
        #expect(try render("{{name}}", ["name": "a\"\\\n\t\u{1}"], escaping: .json) == "a\\\"\\\\\\n\\t\\u0001")
    }

    @Test("Nothing that looks like a place ever reaches a customer")
    func noBracesSurvive() throws {
        let pieces = ["{", "}", "{{", "}}", "a", "{\u{301}", " ", "{{name}}", "'", "|default:'x'"]
        var random = SeededRandom(seed: 8)
        var rendered = 0
        for _ in 0..<20_000 {
            func mix(_ random: inout SeededRandom) -> String {
                (0..<random.below(6)).map { _ in random.pick(pieces) }.joined()
            }
            guard let template = try? Template.parse(mix(&random) + "{{name|default:'x'}}" + mix(&random)) else {
                continue
            }
            let context = Context(["name": .text(mix(&random))], for: try Shop.schema())
            guard let text = try? template.render(with: context) else { continue }
            let scalars = Array(text.unicodeScalars)
            let doubled = zip(scalars, scalars.dropFirst()).contains { $0 == $1 && ($0 == "{" || $0 == "}") }
            #expect(!doubled, "\(template.text) → \(text)")
            rendered += 1
        }
        #expect(rendered > 1_000)
    }

    @Test("Limits of templates")
    func limits() throws {
        let long = String(repeating: "x", count: ExpressionLimits.templateBytesMax)
        #expect(throws: Never.self) { try Template.parse(long) }
        #expect(throws: Complaint.self) { try Template.parse(long + "x") }
        let places = String(repeating: "{{a}}", count: ExpressionLimits.placeholdersMax)
        #expect(try Template.parse(places).placeholders.count == ExpressionLimits.placeholdersMax)
        #expect(throws: Complaint.self) { try Template.parse(places + "{{a}}") }
    }
}
