import ArgumentParser
import Foundation
import Learning

/// The options of every command that trains a text classifier, and what it does.
struct TextTraining: ParsableArguments {
    @Option(help: "Training data: TSV of label, tab, text, or CLINC150's JSON.") var train: String
    @Option(help: "Development data for weights, confidence and threshold, TSV.") var dev: String?
    @Option(help: "Texts of no label, TSV; the label column is not read.") var outOfScope: String?
    @Option(name: .customLong("continue"), help: "A model that learns the rows too, instead of a new one.")
    var model: String?
    @Option(help: "With --continue: rows it learned from before, repeated so that they are not forgotten, TSV.")
    var replay: String?
    @Option(help: "The model file to write.") var out: String
    @Flag(help: "One linear model only: trains in seconds.") var quick = false
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if replay != nil, model == nil { throw ValidationError("--replay needs --continue.") }
    }

    func run(options: TextClassifier.Options? = nil) throws {
        let options = options ?? .init(effort: quick ? .quick : .thorough)
        try CommandFile.checkWritable(out)
        let trial = try TextData.trial(train: train, dev: dev, outOfScope: outOfScope)
        let replayed = try replay.map(TextData.rows) ?? []
        let old = try model.map(TextData.model)
        Printed.aside("training on \(trial.train.count) rows …")
        let start = ContinuousClock().now
        let classifier = try CommandFile.naming(train, in: LearningFailure.self) {
            try old?.updated(
                with: trial.train, replaying: replayed, outOfScope: trial.outOfScopeTrain,
                development: trial.development, options: options)
                ?? TextClassifier.train(
                    trial.train, outOfScope: trial.outOfScopeTrain, development: trial.development, options: options)
        }
        let seconds = (ContinuousClock().now - start) / .seconds(1)
        try CommandFile.write(classifier.encoded(), to: out)
        let report = Report(
            rows: trial.train.count, labels: classifier.labels.count,
            newLabels: old.map { Set(classifier.labels).subtracting($0.labels).count },
            confidenceIsCalibrated: old == nil ? trial.canCalibrate : nil, model: classifier.version,
            file: out, trainSeconds: seconds)
        print(json ? try Printed.json(report) : "\(out): \(report.labels) labels from \(report.rows) rows")
    }

    struct Report: Encodable {
        let rows: Int
        let labels: Int
        let newLabels: Int?
        /// Not said of a model that learned on.
        let confidenceIsCalibrated: Bool?
        let model: String
        let file: String
        let trainSeconds: Double
    }
}

/// The options of every command that measures a text classifier, and what it does.
struct TextMeasuring: ParsableArguments {
    @Option(help: "Training data: TSV of label, tab, text, or CLINC150's JSON (then its own splits are used).")
    var train: String
    @Option(help: "Development data for weights, confidence and threshold, TSV.") var dev: String?
    @Option(help: "Test data: TSV, or the same JSON.") var test: String
    @Option(help: "Texts of no label to learn from, TSV; the label column is not read.") var outOfScope: String?
    @Option(help: "Texts of no label to test with, TSV; the label column is not read.") var outOfScopeTest: String?
    @Flag(help: "One linear model only: trains in seconds.") var quick = false
    @Flag(help: "Print one JSON object (the default).") var json = false

    var effort: TextClassifier.Effort { quick ? .quick : .thorough }

    func run(options: TextClassifier.Options) throws {
        var trial = try TextData.trial(train: train, dev: dev, outOfScope: outOfScope)
        if test.hasSuffix(".json") {
            let benchmark = try TextData.benchmark(test)
            trial.test = benchmark.test
            trial.outOfScopeTest = benchmark.outOfScopeTest
        } else {
            trial.test = try TextData.rows(test)
            trial.outOfScopeTest = try outOfScopeTest.map(TextData.rows)?.map(\.text) ?? []
        }
        guard !trial.test.isEmpty else { throw ValidationError("\(test) holds no rows.") }
        Printed.aside("training on \(trial.train.count) rows …")
        let evaluation = try CommandFile.naming(train, in: LearningFailure.self) {
            try trial.run(options: options, clock: ContinuousClock()).evaluation
        }
        print(try Printed.json(evaluation))
    }
}

/// Rows of text from files.
enum TextData {
    static func trial(train: String, dev: String?, outOfScope: String?) throws -> TextTrial {
        var trial =
            train.hasSuffix(".json")
            ? TextTrial(try benchmark(train)) : TextTrial(train: try rows(train), test: [])
        if let dev { trial.development = .init(rows: try rows(dev)) }
        if let outOfScope { trial.outOfScopeTrain = try rows(outOfScope).map(\.text) }
        return trial
    }

    static func benchmark(_ file: String) throws -> IntentBenchmark {
        try CommandFile.naming(file, in: LearningFailure.self) {
            try IntentBenchmark(clinc150: CommandFile.data(file))
        }
    }

    static func model(_ file: String) throws -> TextClassifier {
        do {
            return try TextClassifier(contentsOf: URL(fileURLWithPath: file))
        } catch let failure as LearningFailure {
            throw ValidationError("\(file): \(failure)")
        } catch {
            throw ValidationError("\(file) cannot be read.")
        }
    }

    static func rows(_ file: String) throws -> [LabelledText] {
        try CommandFile.naming(file, in: LearningFailure.self) { try LabelledText.rows(tsv: CommandFile.data(file)) }
    }
}
