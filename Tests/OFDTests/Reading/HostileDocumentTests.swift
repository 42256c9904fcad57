import Foundation
import Testing

@testable import OFD

@Suite("Documents that mean harm") struct HostileDocumentTests {
    @Test("Drawings inside drawings are counted, not unfolded without end")
    func composites() throws {
        // Each level holds the next one ten times: ten levels would be ten thousand million objects.
        var units = ""
        for level in 0..<12 {
            let inside = (0..<10).map { _ in
                "<ofd:CompositeObject ID=\"9\" Boundary=\"0 0 9 9\" ResourceID=\"\(101 + level)\"/>"
            }.joined()
            units +=
                "<ofd:CompositeGraphicUnit ID=\"\(100 + level)\"><ofd:Content>\(inside)</ofd:Content>"
                + "</ofd:CompositeGraphicUnit>"
        }
        let document = try HandMadePage.document(
            "<ofd:CompositeObject ID=\"9\" Boundary=\"0 0 9 9\" ResourceID=\"100\"/>", resources: units)
        #expect(throws: ReadingRefusal.self) { try document.page(1) }
    }

    @Test("A drawing that holds itself is refused")
    func cycle() throws {
        let unit =
            "<ofd:CompositeGraphicUnit ID=\"100\"><ofd:Content><ofd:CompositeObject ID=\"9\" Boundary=\"0 0 9 9\" "
            + "ResourceID=\"100\"/></ofd:Content></ofd:CompositeGraphicUnit>"
        let document = try HandMadePage.document(
            "<ofd:CompositeObject ID=\"9\" Boundary=\"0 0 9 9\" ResourceID=\"100\"/>", resources: unit)
        #expect(throws: ReadingRefusal.self) { try document.page(1) }
    }

    @Test("Missing files, document types and places outside the package are refused with their names")
    func refused() throws {
        var package = HandMadePage.package("")
        package["Doc_0/Pages/Page_0/Content.xml"] = nil
        #expect(throws: ReadingRefusal.missing("Doc_0/Pages/Page_0/Content.xml")) { try OFDDocument(package).page(1) }
        package["Doc_0/Document.xml"] = Data("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".utf8)
        #expect(throws: ReadingRefusal.self) { try OFDDocument(package) }
        package["OFD.xml"] = Data("<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>".utf8)
        #expect(throws: ReadingRefusal.self) { try OFDDocument(package) }
        #expect(throws: ReadingRefusal.self) { try OFDDocument(OFDPackage()) }
        #expect(throws: ReadingRefusal.self) { try OFDDocument(HandMadePage.package("")).page(2) }
    }

    @Test("Words and names cannot become markup in a drawing")
    func escaping() throws {
        let fonts = "<ofd:Fonts><ofd:Font ID=\"4\" FontName=\"x'&quot;&lt;script&gt;\"/></ofd:Fonts>"
        let text = HandMadePage.text("&lt;/text&gt;&lt;script&gt;1&lt;/script&gt;").replacing(
            "Font=\"3\"", with: "Font=\"4\"")
        let svg = try HandMadePage.document(text, resources: fonts).svg(ofPage: 1)
        #expect(!svg.contains("<script") && svg.contains("&lt;script&gt;"))
    }

    @Test("Changed bytes anywhere in the pages never bring anything but an answer or a refusal")
    func fuzz() throws {
        var chance = SystemRandomNumberGenerator.Seeded(11)
        let blocks: [FlowBlock] = [
            .paragraph(Paragraph(TextRun.marked("甲方 **粗** __线__"))), .signature(SignatureSlot(name: "a")),
            .table(FlowTable(columns: [1, 1], rows: [[.init([]), .init([.paragraph(Paragraph("格"))])]])),
        ]
        let package = try FlowDocument(title: "t", blocks: blocks).package(createdAt: PagesTests.moment)
        for _ in 0..<1_500 {
            var changed = package
            let path = package.paths.randomElement(using: &chance) ?? "OFD.xml"
            var bytes = [UInt8](package[path] ?? Data())
            for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
                let at = Int.random(in: bytes.indices, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + 9))
                default: bytes.insert(contentsOf: Array("-1e9 \"<".utf8), at: at)
                }
            }
            changed[path] = Data(bytes)
            #expect(drawn(changed)?.hasSuffix("</svg>\n") != false)
        }
    }

    /// The first page's drawing, unless the document is refused.
    private func drawn(_ package: OFDPackage) -> String? {
        guard let document = try? OFDDocument(package), document.pageCount > 0 else { return nil }
        return try? document.svg(ofPage: 1)
    }
}
