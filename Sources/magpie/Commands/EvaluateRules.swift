import ArgumentParser
import Expressions
import Foundation

extension Evaluate {
    /// `magpie evaluate rules`: which rules fire for which context, and how fast.
    struct Rules: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run rules over contexts; prints what fired, in order, and how fast.",
            discussion: """
                Rules are CSV with the columns rule_id, condition and priority; contexts are JSON lines, one object \
                each. Values compare as in SQLite; a rule fires only when its condition is true.
                """)
        @Option(help: "Rules: CSV with rule_id, condition, priority.") var rules: String
        @Option(help: "Contexts: one JSON object a line.") var contexts: String
        @Option(help: "What NOW() stands for, in seconds since 1970 UTC.") var now: Double?
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            do {
                let table = try RuleTable(csv: CommandFile.text(rules))
                let lines = try ContextLines(CommandFile.text(contexts))
                let moment = now.map { Int64($0 * 1e6) }
                print(try Printed.json(RuleTrial(table, over: lines).run(clock: ContinuousClock(), now: moment)))
            } catch let fault as RuleTable.Fault {
                throw ValidationError("\(rules): \(fault)")
            } catch let fault as ContextLines.Fault {
                throw ValidationError("\(contexts): \(fault)")
            }
        }
    }
}
