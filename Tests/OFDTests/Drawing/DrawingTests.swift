import Foundation
import Markup
import Testing

@testable import OFD

@Suite("Drawing pages") struct DrawingTests {
    @Test("The drawing is well-formed, has the paper's size in millimetres and every character's place")
    func text() throws {
        let svg = try HandMadePage.document(HandMadePage.text("甲A乙", deltas: "DeltaX=\"4 2.5\"")).svg(ofPage: 1)
        let root = try Element.parse(Data(svg.utf8))
        #expect(root.attribute("width") == "100mm" && root.attribute("viewBox") == "0 0 100 80")
        let text = try #require(root.descendants("text").first)
        #expect(text.attribute("x") == "0 4 6.5" && text.attribute("y") == "4")
        #expect(svg.contains(">甲<tspan style=\"font-feature-settings:'hwid'\">A</tspan>乙</text>"))
        #expect(root.descendants("g").first?.attribute("transform") == "translate(10 10)")
    }

    @Test("A character beyond the basic plane takes two places, as SVG counts them")
    func astral() throws {
        let svg = try HandMadePage.document(HandMadePage.text("𠮷甲", deltas: "DeltaX=\"4\"")).svg(ofPage: 1)
        #expect(svg.contains("x=\"0 0 4\""))
    }

    @Test("A picture without a mapping fills its box, with one it follows the mapping")
    func pictures() throws {
        let media = "<ofd:MultiMedia ID=\"8\" Type=\"Image\"><ofd:MediaFile>p.png</ofd:MediaFile></ofd:MultiMedia>"
        func svg(_ matrix: String) throws -> String {
            let image = "<ofd:ImageObject ID=\"9\" ResourceID=\"8\" Boundary=\"1 2 30 20\" \(matrix)/>"
            let package = HandMadePage.package(
                image, resources: media, files: ["Doc_0/Res/p.png": PictureFileTests.png(3, 2)])
            return try OFDDocument(package).svg(ofPage: 1)
        }
        #expect(try svg("").contains("<image width=\"30\" height=\"20\""))
        let mapped = try svg("CTM=\"30 0 0 20 0 0\"")
        #expect(mapped.contains("matrix(30 0 0 20 0 0)") && mapped.contains("<image width=\"1\" height=\"1\""))
    }

    @Test("What cannot be drawn is named once")
    func omissions() throws {
        let image = "<ofd:ImageObject ID=\"9\" ResourceID=\"8\" Boundary=\"1 2 30 20\"/>"
        let drawing = try HandMadePage.document(image + image).drawing(ofPage: 1)
        #expect(drawing.omissions == ["picture 8 is not in the package"])
    }

    @Test("Seals of all parties lie on the page where they signed")
    func seals() throws {
        let parties = try Parties.ready()
        let document = try OFDDocument(reading: parties.signed(by: 3))
        let drawings = try (1...document.pageCount).map { try document.svg(ofPage: $0) }
        let counts = drawings.map { $0.components(separatedBy: "data:image/png").count - 1 }
        #expect(counts == [0, 3])
        #expect(drawings[1].contains("<image x=\"145\" y=\"205\" width=\"40\" height=\"40\""))
    }

    @Test("Fonts that a document only names are looked for under their names on all systems")
    func families() {
        #expect(FontFamilies.families("宋体", isSerif: true).hasPrefix("'宋体', SimSun"))
        #expect(FontFamilies.families("Microsoft YaHei", isSerif: false).contains("SimHei"))
        #expect(FontFamilies.families("Sans Serif", isSerif: false).contains("sans-serif"))
        #expect(FontFamilies.families("", isSerif: true).hasPrefix("SimSun"))
    }

    @Test("Letters of a Chinese typeface that the file only names are asked for in half width, others are not")
    func halfWidth() {
        func font(_ name: String, file: String? = nil) -> DocumentResources.Font {
            DocumentResources.Font(
                name: name, family: nil, isBold: false, isItalic: false, isSerif: true, file: file)
        }
        let song = font("宋体")
        let others = [font("Times New Roman"), font("宋体", file: "Doc_0/Res/s.ttf"), nil]
        let half = "<tspan style=\"font-feature-settings:'hwid'\">"
        #expect(HalfWidthLatin.marked("号 MP&1（a）", in: song) == "号 \(half)MP&amp;1</tspan>（\(half)a</tspan>）")
        for font in others { #expect(HalfWidthLatin.marked("号 M", in: font) == "号 M") }
    }

    @Test("A contract written here is read back word for word")
    func roundTrip() throws {
        let words = ["第一条　服务", "甲方应付 300,000.00 元（含税）。", "Delivery: 2026-12-01"]
        let blocks = words.map { FlowBlock.paragraph(Paragraph($0)) }
        let package = try FlowDocument(title: "题", blocks: blocks).package(createdAt: PagesTests.moment)
        let bytes = try package.written(compression: .deflated)
        let document = try OFDDocument(reading: bytes)
        #expect(document.title == "题" && document.pageCount == 1)
        #expect(try document.page(1).text == words.joined(separator: "\n"))
    }
}
