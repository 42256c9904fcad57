import Foundation
import Testing

@testable import Perception

/// Synthetic cards (drawn by Benchmarks/cards.py, nobody's) through the real networks, from file to decision.
@Suite(.enabled(if: Installed.folder != nil, "OCR is not installed: run make perception"))
struct SyntheticCardTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    @Test("The README's first example")
    func firstExample() throws {
        let file = folder.appending(path: "id-front.webp")
        let reader = DocumentReader(try #require(Installed.reader))

        let picture = try Picture(decoding: Data(contentsOf: file))
        let reading = try reader.read(picture, as: .idFront)

        let label = try #require(try LabelledPicture.all(in: folder).first { $0.file == "id-front.webp" })
        #expect(reading.fields["name"]?.value == label.fields["name"])
        #expect(reading.accepted && reading.reasons.isEmpty)
        #expect(reading.page.lines.count >= 8)
    }

    @Test("Every labelled card is read exactly, turned or askew as it lies, and accepted")
    func cards() throws {
        let reader = DocumentReader(try #require(Installed.reader))
        let labels = try LabelledPicture.all(in: folder).filter { $0.kind != .idFront }
        #expect(labels.count == 2)
        for label in labels {
            let bytes = try Data(contentsOf: folder.appending(path: label.file))
            let reading = try reader.read(Picture(decoding: bytes), as: label.kind)
            let score = ReadingScore(reading, against: label)
            #expect(score.exactFields == score.fields && score.accepted == 1, "\(label.file): \(reading.reasons)")
        }
    }

    @Test("A card as small as a thumbnail goes to a person")
    func small() throws {
        let bytes = try Data(contentsOf: folder.appending(path: "id-front.webp"))
        let thumbnail = try Picture(decoding: bytes).fitted(longerSide: 330)
        let reading = try DocumentReader(try #require(Installed.reader)).read(thumbnail, as: .idFront)
        #expect(!reading.accepted && !reading.reasons.isEmpty)
    }

    @Test("The wrong side of a card is not accepted as the right one")
    func wrongSide() throws {
        let bytes = try Data(contentsOf: folder.appending(path: "bank-card-askew.jpg"))
        let reading = try DocumentReader(try #require(Installed.reader)).read(Picture(decoding: bytes), as: .idBack)
        #expect(!reading.accepted && reading.reasons.contains("authority: not found"))
    }
}
