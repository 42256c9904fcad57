import ArgumentParser
import Expressions
import Foundation
import Journey

/// `magpie decision …`: decision tables and models, asked, looked over and turned from one form into the other.
struct Decision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask, review and convert decision tables (CSV) and models (DMN).",
        subcommands: [Run.self, Review.self, Convert.self])

    /// Where a table or model comes from.
    struct Source: ParsableArguments {
        @Argument(help: "A decision table as CSV, or a DMN model.") var file: String
        @Option(help: "The decision of the model; not needed when there is only one.") var decision: String?
        @Option(name: .customLong("import"), help: "A model that the model imports; may be repeated.")
        var imports: [String] = []

        var isTable: Bool { !file.lowercased().hasSuffix(".dmn") && !file.lowercased().hasSuffix(".xml") }

        func model() throws -> DecisionModel {
            try CommandFile.naming(file, in: DecisionRefusal.self) {
                try DecisionModel(dmn: CommandFile.data(file), imports: imports.map { try CommandFile.data($0) })
            }
        }

        func name(in model: DecisionModel) throws -> String {
            if let decision {
                guard model.decisions.contains(decision) else {
                    throw ValidationError(
                        "\(file) has no decision “\(decision)”; there are \(model.decisions.joined(separator: ", ")).")
                }
                return decision
            }
            guard model.decisions.count == 1, let only = model.decisions.first else {
                throw ValidationError("--decision is needed: one of \(model.decisions.joined(separator: ", ")).")
            }
            return only
        }

        /// The table, also when it is inside a model.
        func table() throws -> DecisionTable {
            if isTable {
                return try CommandFile.naming(file, in: DecisionRefusal.self) {
                    try DecisionTable(csv: CommandFile.text(file))
                }
            }
            let model = try model()
            warn(model)
            let name = try name(in: model)
            guard let table = model.table(of: name) else { throw ValidationError("“\(name)” is no decision table.") }
            return table
        }

        /// Says on standard error which texts of a model are no FEEL.
        func warn(_ model: DecisionModel) {
            for fault in model.faults { Printed.aside("\(file): \(fault)") }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide for one object of inputs, or for each line of a file of them.",
            discussion: "Prints one JSON object for each: value, complaints, and for a table which rules applied.")
        @OptionGroup var source: Source
        @Option(help: "Inputs: JSON, one object a line; - for standard input.") var inputs: String
        @Option(help: "What now() and today() say, as 2026-11-28T12:00:00Z; the clock in UTC+8 unless given.")
        var now: String?
        @Flag(help: "Say of every rule why it applied or did not, in Chinese and English.") var explain = false
        @Flag(help: "Print JSON (the default).") var json = false

        func run() async throws {
            // The company's day is China's, as everywhere in the product.
            let here = Ambience.live.now().date.addingTimeInterval(8 * 3_600).ISO8601Format()
            let moment = FEELDateTime(text: now ?? here.replacing("Z", with: "+08:00"))
            guard let moment else { throw ValidationError("\(now ?? "now") is no date and time.") }
            let lines = try DecisionInputs(inputs).contexts
            if source.isTable {
                let table = try source.table()
                for line in lines {
                    let outcome = table.decide(table.adapted(line), at: moment)
                    try show(outcome.value, outcome.complaints, outcome, of: table)
                }
            } else {
                let model = try source.model()
                source.warn(model)
                let name = try source.name(in: model)
                let table = model.table(of: name)
                if explain, table == nil { throw ValidationError("--explain: “\(name)” is no decision table.") }
                for line in lines {
                    let inputs = model.adapted(line)
                    let outcome = try model.decide(name, inputs, at: moment)
                    try show(outcome.value, outcome.complaints, try model.explain(name, inputs, at: moment), of: table)
                }
            }
        }

        private func show(
            _ value: FEELValue, _ complaints: [String], _ outcome: DecisionTable.Outcome?, of table: DecisionTable?
        ) throws {
            var answer = Answer(value: value, complaints: complaints)
            if let table, let outcome {
                answer.rules = outcome.hits.map { table.rules[$0].id }
                if explain {
                    answer.explanations = Dictionary(
                        uniqueKeysWithValues: Expressions.Language.allCases.map { language in
                            let texts = table.rules.indices.compactMap {
                                table.explanation(of: $0, in: outcome, language)
                            }
                            return (language.rawValue, texts)
                        })
                }
            }
            print(try Printed.json(answer))
        }

        private struct Answer: Encodable {
            let value: FEELValue
            let complaints: [String]
            var rules: [String]?
            var explanations: [String: [String]]?
        }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find gaps, overlaps and rules without effect in a decision table, each with an example.")
        @OptionGroup var source: Source
        @Option(help: "Most gaps and most overlaps to report.") var limit = 20
        @Option(help: "zh-CN or en.") var language = "en"

        func run() async throws {
            guard let language = Expressions.Language(rawValue: language) else {
                throw ValidationError("--language is zh-CN or en.")
            }
            let table = try source.table()
            let findings = table.review(limit: limit)
            for finding in findings { print(finding.text(of: table, in: language)) }
            if findings.isEmpty { print(language == .chinese ? "没有发现问题。" : "Nothing was found.") }
        }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turn a decision table from CSV into DMN, or from DMN into CSV, by the ending of --out.")
        @OptionGroup var source: Source
        @Option(help: "The file to write: .dmn or .csv.") var out: String
        @Option(help: "What model and decision are called in DMN.") var name = "decision"

        func run() async throws {
            let isCSV = out.lowercased().hasSuffix(".csv")
            guard isCSV || out.lowercased().hasSuffix(".dmn") else {
                throw ValidationError("\(out): the file to write ends in .csv or .dmn.")
            }
            if !source.isTable, let fault = try source.model().faults.first {
                throw ValidationError("\(source.file): mend this first: \(fault)")
            }
            let table = try source.table()
            let data = isCSV ? Data(table.csv().utf8) : table.dmn(named: name)
            try CommandFile.write(data, to: out)
            print("\(table.rules.count) rules, \(data.count) bytes: \(out)")
        }
    }
}

/// Inputs of decisions as JSON: one object over several lines, or one a line.
private struct DecisionInputs {
    let contexts: [FEELContext]

    /// - Parameter path: a file, or `-` for standard input.
    init(_ path: String) throws {
        let text =
            path == "-"
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            : try CommandFile.text(path)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let filled = lines.indices.filter { !lines[$0].allSatisfy(\.isWhitespace) }
        guard !filled.isEmpty else { throw ValidationError("\(path): there are no inputs.") }
        if let whole = try? Self.context(text) {
            contexts = [whole]
            return
        }
        contexts = try filled.map { index in
            do { return try Self.context(String(lines[index])) } catch {
                throw ValidationError("\(path), line \(index + 1): \(Self.reason(error))")
            }
        }
    }

    private struct NoObject: Error {}

    private static func context(_ text: String) throws -> FEELContext {
        guard case .context(let context) = try JSONDecoder().decode(FEELValue.self, from: Data(text.utf8)) else {
            throw NoObject()
        }
        return context
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case is NoObject: "it is JSON, but no object."
        case DecodingError.dataCorrupted(let context):
            "it is no JSON that is read: \(context.debugDescription)"
        default: "it holds a value that is not read: numbers have at most 34 digits and 127 zeros."
        }
    }
}
