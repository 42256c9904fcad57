import Testing

@testable import Perception

/// Labels and values on forms.
@Suite struct SheetTests {
    private let name = FormLabel("名称")
    private let kind = FormLabel("类型")
    private let person = FormLabel("法定代表人", "负责人")

    private func value(_ label: FormLabel, _ lines: [TextLine], goesOn: Bool = false) -> String? {
        Sheet(lines).value(after: label, stops: [name, kind, person], goesOn: goesOn)?.text
    }

    @Test("A value stands behind its label, in the same box or in the next")
    func beside() {
        #expect(value(name, [Typed.line("名称：某某公司", x: 0, y: 0)]) == "某某公司")
        #expect(value(name, [Typed.line("名称", x: 0, y: 0), Typed.line("某某公司", x: 100, y: 3)]) == "某某公司")
        #expect(value(name, [Typed.line("某某公司", x: 0, y: 0)]) == nil)
    }

    @Test("A label whose characters stand far apart is one label")
    func spaced() {
        let lines = [
            Typed.line("名", x: 0, y: 0), Typed.line("称", x: 80, y: 0), Typed.line("某某公司", x: 150, y: 0),
        ]
        #expect(value(name, lines) == "某某公司")
    }

    @Test("Long labels bear one misread character, short ones none")
    func misread() {
        #expect(value(person, [Typed.line("法定代衰人王五", x: 0, y: 0)]) == "王五")
        #expect(value(person, [Typed.line("负责人王五", x: 0, y: 0)]) == "王五")
        #expect(value(name, [Typed.line("各称某某公司", x: 0, y: 0)]) == nil)
    }

    @Test("The next label, a wide gap and whatever stands in the labels' column end a value")
    func ends() {
        let row = [
            Typed.line("名称", x: 0, y: 0), Typed.line("某某公司", x: 100, y: 0), Typed.line("类型", x: 300, y: 0),
            Typed.line("独资", x: 380, y: 0),
        ]
        #expect(value(name, row) == "某某公司" && value(kind, row) == "独资")
        let gap = [
            Typed.line("名称", x: 0, y: 0), Typed.line("某某公司", x: 100, y: 0), Typed.line("他栏", x: 600, y: 0),
        ]
        #expect(value(name, gap) == "某某公司")
        let column = [
            Typed.line("名称", x: 0, y: 0), Typed.line("某某公司", x: 100, y: 0), Typed.line("炎型", x: 0, y: 50),
            Typed.line("独资", x: 100, y: 50),
        ]
        #expect(value(name, column, goesOn: true) == "某某公司")
    }

    @Test("A value goes on in the lines flush below it, and only there")
    func continuation() {
        let lines = [
            Typed.line("名称", x: 0, y: 0), Typed.line("某某股份有限", x: 100, y: 0), Typed.line("责任公司", x: 100, y: 44),
            Typed.line("别的", x: 400, y: 44), Typed.line("下一段", x: 100, y: 160),
        ]
        #expect(value(name, lines, goesOn: true) == "某某股份有限责任公司")
        #expect(value(name, lines) == "某某股份有限")
        let inOneBox = [Typed.line("名称某某股份有限", x: 0, y: 0), Typed.line("责任公司", x: 75, y: 44)]
        #expect(value(name, inOneBox, goesOn: true) == "某某股份有限责任公司")
    }

    @Test("Characters keep their line and confidence through cutting and joining")
    func snippets() throws {
        let first = Snippet(line: Typed.line("号码：12３", x: 0, y: 0, confidence: 0.9), index: 4)
        #expect(first.text == "号码:123")
        let digits = try #require(first.part(#/[0-9]+/#))
        #expect(digits.snippet.text == "123" && digits.snippet.lines == [4] && digits.rest.isEmpty)
        let second = Snippet(line: Typed.line("A B", x: 0, y: 0, confidence: 0.7), index: 5)
        let both = digits.snippet + second
        #expect(both.text == "123AB" && both.lines == [4, 5] && both.confidence == 0.7)
        #expect(both.replacing(["A": "4"]).filter(\.isNumber).text == "1234")
        #expect(Snippet().confidence == 0 && Snippet().isEmpty)
        #expect(Punctuation.chinese("甲(乙),丙") == "甲（乙），丙" && Punctuation.chinese("a(b)") == "a(b)")
    }
}
