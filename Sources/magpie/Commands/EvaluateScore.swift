import ArgumentParser
import Foundation
import Learning

/// The files and columns of a score.
struct ScoreData: ParsableArguments {
    @Option(help: "Training data: CSV with a header; commas, semicolons or tabs.") var train: String
    @Option(help: "The column with the outcome: yes/no, true/false or 1/0.") var label: String
    @Option(help: "Columns not to learn from, with commas between.") var exclude: String?

    /// - Parameter leaks: columns that are known only afterwards; left out unless asked for.
    func table(_ file: String, leaks: Set<String>, including: Bool) throws -> ScoreTable {
        let named = Set((exclude ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        return try CommandFile.naming(file, in: LearningFailure.self) {
            try ScoreTable(
                csv: CommandFile.text(file), label: label, excluding: including ? named : named.union(leaks))
        }
    }
}

/// The shared part of `magpie evaluate lead` and `magpie evaluate health`.
struct ScoreMeasurement: ParsableArguments {
    @OptionGroup var data: ScoreData
    @Option(help: "Test data with the same columns; without it the training data are cross-validated.") var test:
        String?
    @Option(help: "Parts of the cross-validation.") var folds = 5
    @Flag(help: "Learn also from columns that are known only after the outcome.") var withLeaks = false
    @Flag(help: "Print one JSON object (the default).") var json = false

    func validate() throws {
        guard folds > 1 else { throw ValidationError("--folds is 2 or more.") }
    }

    func run(leaks: Set<String>) throws {
        let table = try data.table(data.train, leaks: leaks, including: withLeaks)
        for column in table.excluded where leaks.contains(column) {
            let why = "is known only after the outcome and was left out (--with-leaks takes it in)"
            Printed.aside("“\(column)” \(why)")
        }
        Printed.aside("training on \(table.rows.count) rows …")
        let trial = ScoreTrial(table)
        let clock = ContinuousClock()
        let asked = try test.map { file in
            let asked = try data.table(file, leaks: leaks, including: withLeaks)
            guard asked.columns == table.columns else {
                throw ValidationError("\(file) has other columns than \(data.train).")
            }
            return asked
        }
        let report = try CommandFile.naming(data.train, in: LearningFailure.self) {
            try asked.map { try trial.asking($0, clock: clock) } ?? trial.crossValidated(folds: folds, clock: clock)
        }
        for column in report.suspicious {
            let why = "nearly tells the outcome alone: is it known beforehand?"
            Printed.aside("“\(column)” \(why)")
        }
        print(try Printed.json(report))
    }
}

extension Evaluate {
    /// `magpie evaluate lead`: who will buy.
    struct Lead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a score for leads and measure it: auc, topDecileLift, brier.",
            discussion: "A column named duration (of the call that closed the deal) is left out: it gives the end away."
        )
        @OptionGroup var measurement: ScoreMeasurement

        func run() async throws { try measurement.run(leaks: ["duration"]) }
    }

    /// `magpie evaluate health`: who will leave.
    struct Health: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a score for customers who leave and measure it: auc, topDecileLift, brier.")
        @OptionGroup var measurement: ScoreMeasurement

        func run() async throws { try measurement.run(leaks: []) }
    }
}

extension Train {
    /// `magpie train lead`.
    struct Lead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Train a score for leads.")
        @OptionGroup var data: ScoreData
        @Option(help: "The model file to write.") var out: String

        func run() async throws { try ScoreTraining(data: data, out: out).run(leaks: ["duration"]) }
    }

    /// `magpie train health`.
    struct Health: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Train a score for customers who leave.")
        @OptionGroup var data: ScoreData
        @Option(help: "The model file to write.") var out: String

        func run() async throws { try ScoreTraining(data: data, out: out).run(leaks: []) }
    }
}

/// Trains a score and writes it.
private struct ScoreTraining {
    let data: ScoreData
    let out: String

    private struct Report: Encodable {
        let rows: Int
        let features: Int
        let treeShare: Double
        let file: String
    }

    func run(leaks: Set<String>) throws {
        try CommandFile.checkWritable(out)
        let table = try data.table(data.train, leaks: leaks, including: false)
        Printed.aside("training on \(table.rows.count) rows …")
        let model = try CommandFile.naming(data.train, in: LearningFailure.self) { try ScoreModel.train(table) }
        try CommandFile.write(model.encoded(), to: out)
        print(
            try Printed.json(
                Report(
                    rows: table.rows.count, features: model.encoding.features.count, treeShare: model.treeShare,
                    file: out)))
    }
}
