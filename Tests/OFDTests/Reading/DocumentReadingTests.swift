import Foundation
import Testing

@testable import OFD

@Suite("Reading documents") struct DocumentReadingTests {
    @Test(
        "Every foreign sample opens, and its pages can be drawn",
        .enabled(if: Samples.isThere, "MAGPIE_DATA is not set"))
    func samples() throws {
        let files = try Samples.all()
        #expect(files.count >= 30)
        for (name, bytes) in files {
            let document = try OFDDocument(reading: bytes)
            for number in 1...document.pageCount {
                let drawing = try document.drawing(ofPage: number)
                #expect(drawing.svg.hasSuffix("</svg>\n"), "\(name)")
                // The only thing that samples have and browsers do not show.
                #expect(drawing.omissions.allSatisfy { $0.contains("JB2") || $0.contains("GBIG2") }, "\(name)")
            }
        }
    }

    @Test("Words come in reading order, pieces that touch as one")
    func order() throws {
        let second = HandMadePage.text("尾", x: 18, y: 10)
        let first = HandMadePage.text("头部", x: 10, y: 10, deltas: "DeltaX=\"4\"")
        let apart = HandMadePage.text("远", x: 60, y: 10.3)
        let above = HandMadePage.text("上", x: 30, y: 2)
        let page = try HandMadePage.document(second + apart + first + above).page(1)
        #expect(page.text == "上\n头部尾 远")
    }

    @Test("Templates lie under a page or over it, annotations on top")
    func templates() throws {
        let tpl =
            "<ofd:Page \(HandMadePage.namespace)><ofd:Content><ofd:Layer ID=\"20\">\(HandMadePage.text("底"))"
            + "</ofd:Layer></ofd:Content></ofd:Page>"
        var package = HandMadePage.package(
            "", common: "<ofd:TemplatePage ID=\"30\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>",
            files: ["Doc_0/Tpls/Tpl_0/Content.xml": Data(tpl.utf8)])
        for (order, expected) in [("Background", ["底", "面"]), ("Foreground", ["面", "底"])] {
            package["Doc_0/Pages/Page_0/Content.xml"] = Data(
                ("<ofd:Page \(HandMadePage.namespace)><ofd:Template TemplateID=\"30\" ZOrder=\"\(order)\"/>"
                    + "<ofd:Content>"
                    + "<ofd:Layer ID=\"2\">\(HandMadePage.text("面"))</ofd:Layer></ofd:Content></ofd:Page>").utf8)
            let objects = try OFDDocument(package).page(1).objects
            let texts = objects.compactMap { if case .text(let text) = $0 { text.lines[0].text } else { nil } }
            #expect(texts == expected)
        }
    }

    @Test("Distances between characters, with repetitions and with too few or too many")
    func deltas() {
        #expect(NumberList.deltas("1 g 3 2 4", countMax: 9) == [1, 2, 2, 2, 4])
        #expect(NumberList.deltas("g 1000000000 1", countMax: 4) == [1, 1, 1, 1])
        #expect(NumberList.deltas("g -5 1 x nan", countMax: 4) == [0, 0])
        #expect(NumberList.deltas(nil, countMax: 4) == [])
    }

    @Test("Paths are read as far as they make sense")
    func paths() {
        #expect(PathData("M 0 0 L 1 2 3 4 C").steps.map(\.command) == ["M", "L", "L", "C"])
        #expect(PathData("S 0 0 B 1 2 3 4 5 6 Q 1 2 3 4 A 1 1 0 1 0 5 5").steps.count == 4)
        #expect(PathData("M 0 0 L 1").steps.count == 1)
        #expect(PathData("X 0 0").steps.isEmpty)
        #expect(SVGPath.data(PathData("L 1 1 M 0 0 L 2 2 A 1 1 0 1 0.5 5 5 C")) == "M 0 0 L 2 2 A 1 1 0 1 1 5 5 Z")
    }

    @Test("Colours: three numbers, one, four, hexadecimal, by a parameter that stands on another")
    func colours() throws {
        let resources =
            "<ofd:DrawParams><ofd:DrawParam ID=\"5\" LineWidth=\"2\"><ofd:StrokeColor Value=\"9 8 7\"/></ofd:DrawParam>"
            + "<ofd:DrawParam ID=\"6\" Relative=\"5\"><ofd:FillColor Value=\"#FF #0 0\"/></ofd:DrawParam>"
            + "</ofd:DrawParams>"
        func paint(_ attributes: String, _ children: String = "") throws -> Paint? {
            let path =
                "<ofd:PathObject ID=\"9\" Boundary=\"0 0 9 9\" \(attributes)>\(children)"
                + "<ofd:AbbreviatedData>M 0 0 L 1 1</ofd:AbbreviatedData></ofd:PathObject>"
            let objects = try HandMadePage.document(path, resources: resources).page(1).objects
            if case .path(let path) = objects.first { return path.paint } else { return nil }
        }
        let related = try #require(try paint("DrawParam=\"6\" Fill=\"true\""))
        #expect(related.lineWidth == 2 && related.stroke?.red == 9 && related.fill?.red == 255)
        #expect(try paint("")?.fill == nil && paint("")?.stroke == .black)
        #expect(try paint("Stroke=\"false\"")?.stroke == nil)
        #expect(try paint("", "<ofd:StrokeColor Value=\"128\"/>")?.stroke?.green == 128)
        #expect(try paint("", "<ofd:StrokeColor Value=\"0 255 255 0\"/>")?.stroke?.red == 255)
        #expect(try paint("", "<ofd:StrokeColor Value=\"1 2 3\" Alpha=\"51\"/>")?.stroke?.opacity == 0.2)
    }

    @Test("A parameter that stands on itself ends")
    func cyclicParameters() throws {
        let resources = "<ofd:DrawParam ID=\"5\" Relative=\"6\"/><ofd:DrawParam ID=\"6\" Relative=\"5\"/>"
        let page = try HandMadePage.document(
            HandMadePage.text("字", attributes: "DrawParam=\"5\""), resources: resources)
        #expect(try page.page(1).text == "字")
    }
}

/// The public samples, where they are.
enum Samples {
    static var folder: String? { ProcessInfo.processInfo.environment["MAGPIE_DATA"] }
    static var isThere: Bool { folder.map { FileManager.default.fileExists(atPath: "\($0)/data/ofd") } ?? false }

    static func all() throws -> [(name: String, bytes: Data)] {
        guard let folder else { return [] }
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("ofd-samples-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        for archive in ["ofdjs_samples", "ofdrw_samples"] {
            let unpacking = Process()
            unpacking.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            unpacking.arguments = ["tar", "xzf", "\(folder)/data/ofd/\(archive).tar.gz", "-C", place.path]
            try unpacking.run()
            unpacking.waitUntilExit()
        }
        var found: [(String, Data)] = []
        for root in [place.path, "\(folder)/protocols/vectors/ofd"] {
            for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init()
            where path.hasSuffix(".ofd") {
                found.append((path, try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)"))))
            }
        }
        return found
    }
}
