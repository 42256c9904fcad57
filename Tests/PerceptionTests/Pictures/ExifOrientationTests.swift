import Foundation
import Testing

@testable import Perception

@Suite struct ExifOrientationTests {
    private let turned: [(bytes: Data, format: PictureFormat)] = [
        (TinyPictures.turnedJPEG, .jpeg), (TinyPictures.turnedPNG, .png), (TinyPictures.turnedWebP, .webp),
    ]

    /// A WebP file that holds nothing but a TIFF structure.
    private func file(_ tiff: Data) -> Data {
        let length = Data((0..<4).map { UInt8(truncatingIfNeeded: tiff.count >> (8 * $0)) })
        return Data("RIFF....WEBPEXIF".utf8) + length + tiff
    }

    private func orientation(_ tiff: [UInt8]) -> ExifOrientation {
        ExifOrientation.find(in: file(Data(tiff)), format: .webp)
    }

    @Test("Both orders of bytes are read; an entry after others is found")
    func orders() {
        let other: [UInt8] = [0x01, 0x00, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0]
        let big: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2]
        #expect(orientation(big + other + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0]) == .halfTurn)
        let little: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]
        #expect(orientation(little + [0x12, 0x01, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0]) == .threeQuarterTurn)
    }

    @Test("A directory outside the file, one of 65,535 entries, and a value that is none leave the picture upright")
    func hostile() {
        #expect(orientation([0x4D, 0x4D, 0, 42, 0xFF, 0xFF, 0xFF, 0xFF]) == .upright)
        #expect(orientation([0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0xFF, 0xFF]) == .upright)
        #expect(orientation([0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0]) == .upright)
        #expect(orientation([]) == .upright && orientation([0x4D]) == .upright)
        // A chunk that says it is four gigabytes long.
        let endless = Data("RIFF....WEBPXXXX".utf8) + Data(repeating: 0xFF, count: 20)
        #expect(ExifOrientation.find(in: endless, format: .webp) == .upright)
    }

    @Test("Damaged notes are some orientation, and segments without end come to one", arguments: 0..<3)
    func fuzz(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        let (bytes, format) = turned[seed]
        #expect(ExifOrientation.find(in: bytes, format: format) == .quarterTurn)
        for _ in 0..<2_000 { _ = ExifOrientation.find(in: chance.damaged(bytes), format: format) }
        let empty = Data([0xFF, 0xD8]) + Data((0..<20_000).flatMap { _ in [0xFF, 0xE2, 0, 2] as [UInt8] })
        #expect(ExifOrientation.find(in: empty, format: .jpeg) == .upright)
    }
}
