import ArgumentParser
import Foundation
import Perception

/// `magpie ocr`: reads the text of a picture, or the fields of a document.
struct OCR: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocr", abstract: "Read a picture: the fields of a document, or all its text.")
    @Argument(help: "The picture: JPEG, PNG or WebP.") var file: String
    @Option(help: "What it shows: \(Self.kinds).", transform: Self.kind) var kind: DocumentKind = .text
    @Option(help: "Threads for each network.") var threads = 2
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let picture = try CommandFile.picture(file)
        let reader = DocumentReader(try TextReader(PerceptionFolder.find(), threads: threads))
        let reading = try reader.read(picture, as: kind, today: .today)
        print(json ? try Printed.json(Report(reading)) : Self.text(reading))
    }

    private static let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")

    private static func kind(_ word: String) throws -> DocumentKind {
        guard let kind = DocumentKind(rawValue: word) else { throw ValidationError("--kind is one of \(kinds).") }
        return kind
    }

    private static func text(_ reading: DocumentReading) -> String {
        let fields = reading.fields.sorted { $0.key < $1.key }
            .map {
                "\($0.key): \($0.value.value) (\(Int(($0.value.confidence * 100).rounded())) %)"
            }
        let verdict = reading.accepted ? ["accepted"] : ["ask a person:"] + reading.reasons.map { "  \($0)" }
        return (fields + verdict).joined(separator: "\n")
    }

    struct Report: Encodable {
        let kind: DocumentKind
        let accepted: Bool
        let fields: [String: DocumentField]
        let reasons: [String]
        let lines: [Line]

        struct Line: Encodable {
            let text: String
            let confidence: Double
            /// Corners in the upright picture: top left, top right, bottom right, bottom left, each x and y.
            let box: [[Double]]
        }

        init(_ reading: DocumentReading) {
            kind = reading.kind
            accepted = reading.accepted
            fields = reading.fields
            reasons = reading.reasons
            lines = reading.page.lines.map { line in
                let place = line.place
                let corners = [place.topLeft, place.topRight, place.bottomRight, place.bottomLeft]
                return Line(text: line.text, confidence: line.confidence, box: corners.map { [$0.x, $0.y] })
            }
        }
    }
}

extension CommandFile {
    static func picture(_ path: String) throws -> Picture {
        guard FileManager.default.isReadableFile(atPath: path) else { throw ValidationError("\(path) cannot be read.") }
        return try naming(path, in: PictureFailure.self) { try Picture(contentsOf: URL(fileURLWithPath: path)) }
    }
}
