import ArgumentParser
import Foundation
import Journey
import Perception

extension Evaluate {
    /// `magpie evaluate ocr`: reads a folder of labelled pictures and compares.
    struct OCR: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ocr",
            abstract: "Read labelled pictures of documents; prints exact fields, acceptance and time.",
            discussion: """
                The folder holds pictures and labels.jsonl, a JSON object a line: file, kind, condition, fields (and \
                texts, to measure lines); or beside each picture a .json file of its name.
                """)
        @Option(help: "Folder of pictures and labels.") var dir: String
        @Option(help: "Threads for each network.") var threads = 2
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            let folder = URL(fileURLWithPath: dir)
            let labels = try CommandFile.naming(dir, in: MeasuringFailure.self) { try LabelledPicture.all(in: folder) }
            let reader = DocumentReader(try TextReader(PerceptionFolder.find(), threads: threads))
            let clock = ContinuousClock()
            var rows: [ReadingEvaluation.Row] = []
            for (index, label) in labels.enumerated() {
                let start = clock.now
                let picture = try CommandFile.picture(folder.appending(path: label.file).path)
                let reading = try reader.read(picture, as: label.kind, today: .today)
                rows.append(.init(label: label, reading: reading, duration: clock.now - start))
                if (index + 1) % 50 == 0 {
                    Printed.aside("\(index + 1) of \(labels.count) pictures …")
                }
            }
            print(try Printed.json(ReadingEvaluation(rows)))
        }
    }
}

extension CalendarDate {
    /// Today in China, where the documents come from.
    static var today: CalendarDate? {
        let seconds = Double(Ambience.live.now().microseconds) / 1_000_000
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 8 * 3_600) ?? .gmt
        let day = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
        guard let year = day.year, let month = day.month, let number = day.day else { return nil }
        return CalendarDate(year: year, month: month, day: number)
    }
}
