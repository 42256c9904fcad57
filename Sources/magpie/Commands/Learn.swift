import ArgumentParser
import Foundation
import Learning

/// `magpie train …`: makes models from data.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Train a model from data.", subcommands: [Intent.self])

    struct Intent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train an intent classifier from lines of label, tab, text, or CLINC150's JSON.")
        @Option(help: "Training data: TSV or CLINC150's JSON.") var train: String
        @Option(help: "Development data for confidence and threshold, TSV.") var dev: String?
        @Option(help: "The model file to write.") var out: String
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let data = try IntentData(train: train, dev: dev)
            FileHandle.standardError.write(Data("training on \(data.trial.train.count) rows …\n".utf8))
            let start = ContinuousClock().now
            let classifier = try TextClassifier.train(
                data.trial.train, outOfScope: data.trial.outOfScopeTrain, development: data.trial.development)
            try classifier.write(to: URL(fileURLWithPath: out))
            let report = Report(
                rows: data.trial.train.count, labels: classifier.labels.count, model: classifier.version, file: out,
                trainSeconds: (ContinuousClock().now - start) / .seconds(1))
            print(json ? try Printed.json(report) : "\(out): \(report.labels) labels from \(report.rows) rows")
        }

        struct Report: Encodable {
            let rows: Int
            let labels: Int
            let model: String
            let file: String
            let trainSeconds: Double
        }
    }
}

/// `magpie evaluate …`: measures on data that was not learned from.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on data it has not seen, or rules on contexts.",
        subcommands: [Intent.self, Rules.self])

    struct Intent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train on one file and measure on another; prints accuracy, macroF1, calibration and speed.")
        @Option(help: "Training data: TSV, or CLINC150's JSON (then its own splits are used).") var train: String
        @Option(help: "Development data, TSV.") var dev: String?
        @Option(help: "Test data: TSV, or the same JSON.") var test: String
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            var data = try IntentData(train: train, dev: dev)
            try data.readTest(test)
            FileHandle.standardError.write(Data("training on \(data.trial.train.count) rows …\n".utf8))
            print(try Printed.json(data.trial.run(clock: ContinuousClock()).evaluation))
        }
    }
}

/// The files of a training or a measurement.
private struct IntentData {
    var trial: TextTrial

    init(train: String, dev: String?) throws {
        if train.hasSuffix(".json") {
            trial = TextTrial(try IntentBenchmark(clinc150: Self.read(train)))
        } else {
            trial = TextTrial(train: try LabelledText.rows(tsv: Self.read(train)), test: [])
        }
        if let dev { trial.development = .init(rows: try LabelledText.rows(tsv: Self.read(dev))) }
    }

    /// The test part: of CLINC150's JSON its own, of a TSV every row.
    mutating func readTest(_ file: String) throws {
        if file.hasSuffix(".json") {
            let benchmark = try IntentBenchmark(clinc150: Self.read(file))
            trial.test = benchmark.test
            trial.outOfScopeTest = benchmark.outOfScopeTest
        } else {
            trial.test = try LabelledText.rows(tsv: Self.read(file))
            trial.outOfScopeTest = []
        }
    }

    private static func read(_ file: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("\(file) cannot be read.")
        }
        return data
    }
}

/// How commands print.
enum Printed {
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
