import Testing

@testable import OFD

@Suite("Paragraphs in lines") struct ParagraphTests {
    private func texts(_ paragraph: Paragraph, width: Double) -> [PlacedText] {
        ParagraphLayout(paragraph, width: width).slabs.flatMap(\.items).compactMap {
            if case .text(let text) = $0 { text } else { nil }
        }
    }

    private func end(_ text: PlacedText) -> Double { text.x + text.advances.reduce(0, +) }

    @Test("Justified lines end at the edge, the last one does not")
    func justified() {
        let lines = texts(Paragraph("甲方应当在本合同生效后五个工作日内向乙方支付 300,000.00 元，逾期的承担违约责任，并赔偿由此给对方造成的全部损失。"), width: 80)
        #expect(lines.count > 2)
        for line in lines.dropLast() { #expect(abs(end(line) - 80) < 1e-6) }
        #expect(end(lines[lines.count - 1]) < 80)
    }

    @Test("Centred and right-aligned lines lie where they should")
    func aligned() {
        var paragraph = Paragraph("标题")
        paragraph.alignment = .center
        let centred = texts(paragraph, width: 50)[0]
        #expect(abs((centred.x + end(centred)) / 2 - 25) < 1e-6)
        paragraph.alignment = .right
        #expect(abs(end(texts(paragraph, width: 50)[0]) - 50) < 1e-6)
    }

    @Test("The first line is indented, the marker of a list stands before it")
    func indents() {
        var paragraph = Paragraph("一二三四五六七八九十一二三四五六七八九十")
        paragraph.firstLineIndent = 2 * paragraph.size
        let lines = texts(paragraph, width: 40)
        #expect(lines[0].x == 7.4 && lines[1].x == 0)
        let item = Paragraph([TextRun("内容")], indent: 8, marker: "(1)")
        let (marker, text) = (texts(item, width: 40)[0], texts(item, width: 40)[1])
        #expect(end(marker) < text.x && text.x == 8)
    }

    @Test("Runs follow each other without a gap; no piece begins with a blank")
    func runs() {
        let pieces = texts(Paragraph(TextRun.marked("共 **三百** 元")), width: 80)
        #expect(pieces.map { String(String.UnicodeScalarView($0.scalars)) } == ["共 ", "三百", "元"])
        #expect(pieces.map(\.isBold) == [false, true, false])
        #expect(abs(end(pieces[0]) - pieces[1].x) < 1e-6)
        #expect(abs(end(pieces[1]) + 0.5 * 3.7 - pieces[2].x) < 1e-6)
    }

    @Test("Marks of bold and underlined text are taken in pairs only")
    func marks() {
        #expect(TextRun.marked("a**b**c") == [TextRun("a"), TextRun("b", isBold: true), TextRun("c")])
        #expect(TextRun.marked("__x__") == [TextRun("x", isUnderlined: true)])
        #expect(TextRun.marked("2**3") == [TextRun("2**3")])
        #expect(TextRun.marked("____") == [TextRun("____")])
        #expect(TextRun.marked("") == [])
    }

    @Test("Two lines stay together at the foot of a page and at its head")
    func together() {
        let slabs = ParagraphLayout(Paragraph(String(repeating: "字", count: 50)), width: 37).slabs
        #expect(slabs.map(\.keepsWithNext) == [true, false, false, true, false])
    }
}
