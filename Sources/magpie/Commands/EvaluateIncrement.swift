import ArgumentParser
import Foundation
import Learning

extension Evaluate {
    struct Increment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure learning month by month: some labels begin with few rows, and corrections come in.",
            discussion: """
                Without --labels or --domains, every fifth label is one that begins with few rows. Of a TSV without \
                --test, a quarter of the rows is set apart for the test.
                """)
        @Option(help: "TSV of label, tab, text, or CLINC150's JSON (then its own splits are used).") var train: String
        @Option(help: "Test data, TSV.") var test: String?
        @Option(help: "Labels that begin with few rows, separated by commas.") var labels: String?
        @Option(help: "JSON {domain: [label, …], …}; the first two of --slice's are meant without it.")
        var domains: String?
        @Option(help: "Domains whose labels begin with few rows, separated by commas.")
        var slice = "banking,credit_cards"
        @Option(help: "Accuracy on those labels to begin at, 0…1.") var start = 0.88
        @Option(help: "Months.") var rounds = 6
        @Flag(help: "One linear model only: trains in seconds.") var quick = false
        @Flag(help: "Print one JSON object (the default).") var json = false

        func validate() throws {
            guard (0...1).contains(start) else { throw ValidationError("--start is 0…1.") }
            guard (1...100).contains(rounds) else { throw ValidationError("--rounds is 1…100.") }
        }

        func run() async throws {
            var trial: IncrementTrial
            if train.hasSuffix(".json") {
                let sets = try TextData.benchmark(train)
                trial = IncrementTrial(
                    train: sets.train, development: sets.development, test: sets.test, slice: try chosen(sets.train))
            } else {
                let rows = try TextData.rows(train)
                trial = IncrementTrial(rows, test: try test.map(TextData.rows), slice: try chosen(rows))
            }
            trial.start = start
            trial.rounds = rounds
            let outcome = try CommandFile.naming(train, in: LearningFailure.self) {
                try trial.run(
                    options: .init(effort: quick ? .quick : .thorough), clock: ContinuousClock(),
                    progress: { Printed.aside("\($0) …") })
            }
            print(try Printed.json(outcome))
        }

        private func chosen(_ rows: [LabelledText]) throws -> Set<String> {
            let known = Set(rows.map(\.label)).sorted()
            var wanted: [String]
            if let labels {
                wanted = labels.split(separator: ",").map(String.init)
            } else if let domains {
                let data = try CommandFile.data(domains)
                guard let tree = try? JSONDecoder().decode([String: [String]].self, from: data) else {
                    throw ValidationError("\(domains) is no JSON object of lists of labels.")
                }
                wanted = slice.split(separator: ",").flatMap { tree[String($0)] ?? [] }
            } else {
                wanted = stride(from: 0, to: known.count, by: 5).map { known[$0] }
            }
            guard !wanted.isEmpty, Set(wanted).isSubset(of: known) else {
                throw ValidationError("Not every label that should begin with few rows occurs in \(train).")
            }
            return Set(wanted)
        }
    }
}
