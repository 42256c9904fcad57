import ArgumentParser
import Foundation
import Journey
import OFD

extension Evaluate {
    /// `magpie evaluate layout`: how long a contract takes from template to file.
    struct Layout: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "layout",
            abstract: "Measure the time from a template and its data to an OFD file, and back to pictures.")
        @Argument(help: "The template, XML.") var template: String
        @Argument(help: "The data, JSON.") var data: String
        @Option(help: "Seconds for each measurement.") var seconds = 2.0
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            guard (0.1...60).contains(seconds) else { throw ValidationError("--seconds is 0.1 to 60.") }
            let source = try ContractSource(template: template, data: data)
            let now = Ambience.live.now().date
            func made() throws -> Data { try source.document().package(createdAt: now).written(compression: .deflated) }
            let bytes = try ContractFile.about(template) { try made() }
            let document = try OFDDocument(reading: bytes)
            let report = Report(
                pages: document.pageCount, bytes: bytes.count,
                renderMilliseconds: try milliseconds { _ = try made() },
                drawMilliseconds: try milliseconds {
                    let document = try OFDDocument(reading: bytes)
                    for page in 1...document.pageCount { _ = try document.drawing(ofPage: page) }
                })
            print(try Printed.json(report))
        }

        /// The median of a piece of work's times, on one thread.
        private func milliseconds(_ work: () throws -> Void) throws -> Double {
            let start = Ambience.live.now()
            var times: [Double] = []
            while times.isEmpty || Ambience.live.now().seconds(since: start) < seconds {
                let begin = Ambience.live.now()
                try work()
                times.append(1000 * Ambience.live.now().seconds(since: begin))
            }
            return times.sorted()[times.count / 2]
        }

        struct Report: Encodable {
            let pages, bytes: Int
            let renderMilliseconds, drawMilliseconds: Double
        }
    }
}
