import Foundation
import Testing

@testable import Perception

/// Pictures made to hurt: small files that ask for much, and damaged ones.
@Suite struct PictureLimitTests {
    /// A PNG header that promises a size, followed by next to nothing.
    private func png(width: UInt32, height: UInt32) -> Data {
        var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        func chunk(_ name: String, _ content: [UInt8]) {
            let named = Array(name.utf8) + content
            file.append(contentsOf: big(UInt32(content.count)) + named + big(checksum(named)))
        }
        chunk("IHDR", big(width) + big(height) + [8, 2, 0, 0, 0])
        chunk("IDAT", [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01])
        chunk("IEND", [])
        return file
    }

    /// CRC-32 as PNG has it (ISO 3309).
    private func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }

    private func isTooLarge(_ bytes: Data, _ limits: PictureLimits = .init()) -> Bool {
        do {
            _ = try Picture(decoding: bytes, limits: limits)
            return false
        } catch {
            if case .tooLarge = error { return true }
            return false
        }
    }

    @Test("A gigabyte of bitmap in a hundred bytes of PNG is refused by its header")
    func bombs() {
        #expect(png(width: 16_000, height: 24_000).count < 200)
        #expect(isTooLarge(png(width: 16_000, height: 24_000)))
        #expect(isTooLarge(png(width: 16_384, height: 16_384)))
        #expect(isTooLarge(png(width: 100_000, height: 1)))
    }

    @Test("A JPEG and a WebP whose headers promise a huge picture are refused as well")
    func otherBombs() throws {
        var jpeg = TinyPictures.jpeg
        let frame = try #require(jpeg.range(of: Data([0xFF, 0xC0])))
        jpeg.replaceSubrange((frame.lowerBound + 5)..<(frame.lowerBound + 9), with: [0xFF, 0x00, 0xFF, 0x00])
        #expect(isTooLarge(jpeg))
        var webp = TinyPictures.webp
        let stream = try #require(webp.range(of: Data("VP8L".utf8)))
        // 14 bits each of width and height less one.
        webp.replaceSubrange((stream.lowerBound + 9)..<(stream.lowerBound + 13), with: [0xFF, 0xFF, 0xFF, 0x0F])
        #expect(isTooLarge(webp))
    }

    @Test("Limits count bytes, sides and pixels")
    func limits() {
        #expect(isTooLarge(TinyPictures.png, PictureLimits(fileBytesMax: 20)))
        #expect(isTooLarge(TinyPictures.png, PictureLimits(sidePixelsMax: 15)))
        #expect(isTooLarge(TinyPictures.png, PictureLimits(pixelsMax: 127)))
        #expect(!isTooLarge(TinyPictures.png, PictureLimits(sidePixelsMax: 16, pixelsMax: 128)))
    }

    @Test("A file is refused by its size before it is read, and one that is not there by name")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "picture-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try TinyPictures.png.write(to: file)
        #expect(try Picture(contentsOf: file).width == 16)
        #expect(throws: PictureFailure.tooLarge("89 bytes, at most 88")) {
            try Picture(contentsOf: file, limits: PictureLimits(fileBytesMax: 88))
        }
        #expect(throws: PictureFailure.unreadable("absent.png")) {
            try Picture(contentsOf: file.deletingLastPathComponent().appending(path: "absent.png"))
        }
    }

    @Test("A picture that ends early or has no pixels is damaged")
    func truncated() {
        #expect(throws: PictureFailure.self) { try Picture(decoding: self.png(width: 64, height: 64)) }
        #expect(throws: PictureFailure.self) { try Picture(decoding: self.png(width: 0, height: 5)) }
        for bytes in [TinyPictures.jpeg, TinyPictures.png, TinyPictures.webp] {
            #expect(throws: PictureFailure.self) { try Picture(decoding: bytes.prefix(bytes.count / 2)) }
        }
    }

    @Test("Damaged files are refused or decoded, never more", arguments: 0..<6)
    func fuzz(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        let originals = [
            TinyPictures.jpeg, TinyPictures.png, TinyPictures.webp, TinyPictures.turnedJPEG, TinyPictures.turnedPNG,
            TinyPictures.turnedWebP,
        ]
        let limits = PictureLimits(pixelsMax: 100_000)
        for _ in 0..<150 {
            let picture = try? Picture(decoding: chance.damaged(originals[seed]), limits: limits)
            #expect(picture.map { $0.pixels.count == $0.width * $0.height * 3 } ?? true)
            let noise = Data(originals[seed].prefix(12)) + chance.data(60)
            _ = try? Picture(decoding: noise, limits: limits)
        }
    }
}
