import Foundation
import Testing

@testable import OFD

@Suite("Pictures in documents") struct PictureFileTests {
    /// A PNG's head with the given size; the pixels are never looked at.
    static func png(_ wide: UInt8, _ high: UInt8) -> Data {
        Data(
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
                0, 0, 0, wide, 0, 0, 0, high,
            ])
    }

    @Test("Sizes are read from the heads of PNG and JPEG")
    func sizes() throws {
        let png = try PictureFile(Self.png(30, 20))
        #expect(png.format == .png && png.pixelsWide == 30 && png.pixelsHigh == 20)
        let jpeg = try PictureFile(
            Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0]))
        #expect(jpeg.format == .jpeg && jpeg.pixelsWide == 30 && jpeg.pixelsHigh == 20)
    }

    @Test("Nothing else is taken", arguments: [Data(), Data("GIF89a".utf8), Data([0xFF, 0xD8, 0xFF]), png(0, 9)])
    func refused(bytes: Data) {
        #expect(throws: LayoutRefusal.self) { try PictureFile(bytes) }
    }

    @Test("A picture keeps its shape and stays inside column and page")
    func fitting() throws {
        let tall = FlowPicture(try PictureFile(Self.png(10, 40)), width: 500)
        #expect(tall.slab(width: 100, pageHeight: 200).height == 200)
        let slab = FlowPicture(try PictureFile(Self.png(40, 10)), width: 80).slab(width: 100, pageHeight: 200)
        guard case .picture(let x, _, let width, let height, _) = slab.items[0] else { throw Missing() }
        #expect(x == 10 && width == 80 && height == 20)
    }

    private struct Missing: Error {}

    @Test("A picture used twice is one file, and the drawing shows it")
    func shared() throws {
        let picture = FlowBlock.picture(FlowPicture(try PictureFile(Self.png(4, 4)), width: 20))
        let package = try FlowDocument(title: "t", blocks: [picture, picture]).package(createdAt: PagesTests.moment)
        #expect(package.paths.filter { $0.contains("/Res/") }.count == 1)
        let svg = try OFDDocument(package).svg(ofPage: 1)
        #expect(svg.components(separatedBy: "data:image/png;base64,").count == 3)
    }
}
