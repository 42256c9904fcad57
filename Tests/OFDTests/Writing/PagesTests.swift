import Foundation
import Markup
import Testing

@testable import OFD

@Suite("Pages") struct PagesTests {
    static let moment = Date(timeIntervalSince1970: 1_795_000_000)
    private let small = PageGeometry(width: 100, height: 80, top: 10, right: 10, bottom: 10, left: 10)

    private func words(_ page: PageComposer.Page) -> String {
        page.items.compactMap { item in
            if case .text(let text) = item { String(String.UnicodeScalarView(text.scalars)) } else { nil }
        }.joined(separator: "|")
    }

    @Test("A heading is never the last thing on a page")
    func headings() throws {
        for count in 1...12 {
            let filler = (0..<count).map { FlowBlock.paragraph(Paragraph("第\($0)段")) }
            let blocks = filler + [.paragraph(.heading([TextRun("标题")], level: 2)), .paragraph(Paragraph("正文"))]
            let pages = try FlowDocument(title: "t", page: small, blocks: blocks).composed()
            let home = pages.first { words($0).contains("标题") }
            #expect(home.map { words($0).hasSuffix("标题|正文") } == true, "\(count)")
        }
    }

    @Test("Nothing leaves the margins, whatever the order of blocks")
    func margins() throws {
        var chance = SystemRandomNumberGenerator.Seeded(3)
        let text = "甲方（委托方）应当按照 Service Level 条款，于 2026-12-01 前向乙方支付￥1,000.00元。"
        for _ in 0..<60 {
            let blocks: [FlowBlock] = (0..<12).map { number in
                switch Int.random(in: 0..<7, using: &chance) {
                case 0: .paragraph(.heading([TextRun(text)], level: 2))
                case 1: .space(Double.random(in: 0...30, using: &chance))
                case 2: .signature(SignatureSlot(name: "s\(number)", width: 30, height: 30))
                case 3: .rule
                case 4: .pageBreak
                case 5: .table(FlowTable(columns: [1, 2], rows: [[.init([.paragraph(Paragraph(text))]), .init([])]]))
                default: .paragraph(Paragraph(String(repeating: text, count: Int.random(in: 1...9, using: &chance))))
                }
            }
            for page in try FlowDocument(title: "t", page: small, blocks: blocks).composed() {
                for case .text(let text) in page.items {
                    #expect(text.baseline <= 70.001 && text.baseline - text.size * Typeface.ascent >= 9.999)
                    #expect(text.x >= 9.999 && text.x + text.advances.reduce(0, +) <= 90.001)
                }
                for field in page.fields { #expect(field.y >= 9.999 && field.y + field.slot.height <= 70.001) }
            }
        }
    }

    @Test("Page numbers are filled in, a break at the end opens no page")
    func numbers() throws {
        let footer = Paragraph("\(PageNumber.current)/\(PageNumber.total)")
        let blocks: [FlowBlock] = [.paragraph(Paragraph("一")), .pageBreak, .paragraph(Paragraph("二")), .pageBreak]
        let pages = try FlowDocument(title: "t", page: small, footer: footer, blocks: blocks).composed()
        #expect(pages.map(words) == ["一|1/2", "二|2/2"])
    }

    @Test("The same document at the same time gives the same bytes, another one another identifier")
    func deterministic() throws {
        func bytes(_ text: String) throws -> Data {
            try FlowDocument(title: "t", blocks: [.paragraph(Paragraph(text))]).package(createdAt: Self.moment)
                .written(compression: .stored)
        }
        #expect(try bytes("一") == bytes("一"))
        let identifiers = try ["一", "二"].map { text in
            try OFDDocument.element("OFD.xml", in: OFDPackage(reading: bytes(text))).descendants("DocID")[0].text
        }
        #expect(Set(identifiers).count == 2 && identifiers.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }

    @Test("The day of making is the day in China")
    func day() throws {
        // 2026-12-31 23:30 in China is still the 31st, half an hour later it is another year.
        let eve = Date(timeIntervalSince1970: 1_798_731_000)
        for (time, day) in [(eve, "2026-12-31"), (eve.addingTimeInterval(3600), "2027-01-01")] {
            let package = try FlowDocument(title: "t", blocks: []).package(createdAt: time)
            #expect(try OFDDocument.element("OFD.xml", in: package).descendants("CreationDate")[0].text == day)
        }
    }

    @Test("Fields need different names of letters and digits")
    func fields() {
        func package(_ names: [String]) throws -> OFDPackage {
            try FlowDocument(title: "t", blocks: names.map { .signature(SignatureSlot(name: $0)) })
                .package(createdAt: Self.moment)
        }
        #expect(throws: LayoutRefusal.field("buyer stands there twice")) { try package(["buyer", "buyer"]) }
        #expect(throws: LayoutRefusal.self) { try package(["a b"]) }
        #expect(throws: LayoutRefusal.self) { try package([""]) }
        #expect(throws: Never.self) { try package(["buyer", "甲方"]) }
    }

    @Test("Every object has its own number, and the greatest is stated")
    func identifiers() throws {
        let blocks: [FlowBlock] = (0..<40).map { .paragraph(Paragraph("第\($0)段 **粗** 体")) }
        let package = try FlowDocument(title: "t", blocks: blocks).package(createdAt: Self.moment)
        var ids: [Int] = []
        for path in package.paths where path != "OFD.xml" {
            let root = try OFDDocument.element(path, in: package)
            for name in ["Font", "Layer", "TextObject", "PathObject", "Page"] {
                ids += root.descendants(name).compactMap { $0.attribute("ID").flatMap(Int.init) }
            }
        }
        #expect(Set(ids).count == ids.count)
        let stated = try OFDDocument.element("Doc_0/Document.xml", in: package).descendants("MaxUnitID")[0].text
        #expect(Int(stated) == ids.max())
    }

    @Test("Numbers are written short and in thousandths of a millimetre")
    func numbersAsText() {
        #expect(
            [0, -0.0004, 1, 2.5, -3.1416, 210.0001].map(OFDMarkup.number) == ["0", "0", "1", "2.5", "-3.142", "210"])
        #expect(OFDMarkup.deltas([1, 1, 1, 2, 2, 3.5]) == "g 3 1 2 2 3.5")
    }
}
