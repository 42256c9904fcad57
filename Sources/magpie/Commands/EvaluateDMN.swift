import ArgumentParser
import Expressions
import Foundation

extension Evaluate {
    /// `magpie evaluate dmn`: models against the test cases of the DMN TCK.
    struct DMN: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dmn", abstract: "Run the DMN TCK's test cases; prints passed and total for each level.",
            discussion: """
                The folder is the kit's TestCases: a folder for each level, in it a folder for each model with its \
                tests. A case that wants an error passes when the result is null, which is what FEEL makes of errors.
                """)
        @Option(help: "The kit's folder TestCases.") var tck: String
        @Option(help: "What now() and today() say, as 2026-11-28T12:00:00Z.") var now = "2026-11-28T12:00:00Z"
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            guard let moment = FEELDateTime(text: now) else { throw ValidationError("\(now) is no date and time.") }
            var levels: [String: ConformanceTrial.Report] = [:]
            for level in try Folder.names(tck) where Folder.isFolder("\(tck)/\(level)") {
                var report = ConformanceTrial.Report()
                for name in try Folder.names("\(tck)/\(level)") where Folder.isFolder("\(tck)/\(level)/\(name)") {
                    report.merge(try measure("\(tck)/\(level)/\(name)", at: moment))
                }
                if report.total > 0 { levels[level] = report }
            }
            guard !levels.isEmpty else { throw ValidationError("\(tck) holds no test cases.") }
            print(try Printed.json(levels))
        }

        /// All tests of one folder; the model of a test is the one whose name its own begins with.
        private func measure(_ folder: String, at moment: FEELDateTime) throws -> ConformanceTrial.Report {
            let files = try Folder.names(folder)
            let models = files.filter { $0.hasSuffix(".dmn") }
            let imports = try models.map { try CommandFile.data("\(folder)/\($0)") }
            var report = ConformanceTrial.Report()
            for file in files where file.hasSuffix(".xml") && file.contains("-test-") {
                guard let model = models.first(where: { file.hasPrefix($0.dropLast(4)) }) ?? models.first else {
                    continue
                }
                let cases = try ConformanceCases(CommandFile.data("\(folder)/\(file)"))
                do {
                    let read = try DecisionModel(dmn: CommandFile.data("\(folder)/\(model)"), imports: imports)
                    report.merge(ConformanceTrial(cases, of: read, file: file).run(at: moment))
                } catch let refusal as DecisionRefusal {
                    report.merge(cases.failures(because: refusal, file: file))
                }
            }
            return report
        }
    }
}
