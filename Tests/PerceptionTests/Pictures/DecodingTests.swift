import Foundation
import Testing

@testable import Perception

@Suite struct DecodingTests {
    /// The colour in the middle of each quarter: top left, top right, bottom left, bottom right.
    private func quarters(_ picture: Picture) -> [String] {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            let at = (picture.height * y / 4 * picture.width + picture.width * x / 4) * 3
            let strong = picture.pixels[at..<(at + 3)].map { $0 > 127 }
            switch (strong[0], strong[1], strong[2]) {
            case (true, false, false): return "red"
            case (false, true, false): return "green"
            case (false, false, true): return "blue"
            case (true, true, true): return "white"
            default: return "other"
            }
        }
    }

    @Test(
        "JPEG, PNG and WebP give the same picture", arguments: [TinyPictures.jpeg, TinyPictures.png, TinyPictures.webp])
    func formats(bytes: Data) throws {
        let picture = try Picture(decoding: bytes)
        #expect((picture.width, picture.height) == (16, 8))
        #expect(quarters(picture) == ["red", "green", "blue", "white"])
    }

    @Test(
        "A camera held for a quarter turn: the picture is turned clockwise",
        arguments: [TinyPictures.turnedJPEG, TinyPictures.turnedPNG, TinyPictures.turnedWebP])
    func orientation(bytes: Data) throws {
        let picture = try Picture(decoding: bytes)
        #expect((picture.width, picture.height) == (8, 16))
        #expect(quarters(picture) == ["blue", "red", "white", "green"])
    }

    @Test("Transparent pictures are laid on paper that their ink shows on")
    func transparency() throws {
        let dark = try Picture(decoding: TinyPictures.darkInk)
        #expect(dark.pixels[0] == 255 && dark.pixels[(dark.width + 2) * 3] < 30)
        let light = try Picture(decoding: TinyPictures.lightInk)
        #expect(light.pixels[0] == 0 && light.pixels[(light.width + 2) * 3] > 230)
    }

    @Test("Formats that are not read say so by name")
    func refusals() {
        #expect(throws: PictureFailure.unsupported("GIF")) { try Picture(decoding: TinyPictures.gif) }
        #expect(throws: PictureFailure.unsupported("BMP")) { try Picture(decoding: TinyPictures.bmp) }
        #expect(throws: PictureFailure.unsupported("animated WebP")) {
            try Picture(decoding: TinyPictures.animatedWebP)
        }
        #expect(throws: PictureFailure.unsupported("CMYK JPEG")) { try Picture(decoding: TinyPictures.cmykJPEG) }
        #expect(throws: PictureFailure.unknownFormat) { try Picture(decoding: Data("hello".utf8)) }
        #expect(throws: PictureFailure.unknownFormat) { try Picture(decoding: Data()) }
    }

    @Test("Larger JPEG pictures than wanted are decoded smaller")
    func scaled() throws {
        let picture = try Picture(decoding: TinyPictures.jpeg, longerSideWanted: 8)
        #expect((picture.width, picture.height) == (8, 4))
    }

    @Test("All eight orientations keep every pixel, and each undoes its counterpart")
    func orientations() throws {
        let picture = try #require(Picture(width: 3, height: 2, pixels: Array(0..<18)))
        let pairs: [(ExifOrientation, ExifOrientation)] = [
            (.upright, .upright), (.mirrored, .mirrored), (.halfTurn, .halfTurn),
            (.halfTurnMirrored, .halfTurnMirrored), (.transposed, .transposed), (.quarterTurn, .threeQuarterTurn),
            (.transversed, .transversed), (.threeQuarterTurn, .quarterTurn),
        ]
        for (there, back) in pairs {
            #expect(picture.upright(there).pixels.sorted() == picture.pixels.sorted())
            #expect(picture.upright(there).upright(back) == picture)
        }
        #expect(picture.turned(quarters: 1) == picture.upright(.quarterTurn))
        #expect(picture.turned(quarters: -1).turned(quarters: 5) == picture)
    }
}
