import ArgumentParser
import Foundation
import Learning

extension Evaluate {
    /// `magpie evaluate dialogue`: moods over a conversation, fused or not, and when they escalate.
    struct Dialogue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the mood over conversations: fusion of text, voice and typing beside simpler ways.",
            discussion: """
                Planted conversations are made up and measure the instrument. Dialogues are JSON lines as in \
                Demo/emotion/dialogues.jsonl: those of odd number teach, those of even number are asked.
                """)
        @Option(help: "Rows for a classifier of emotions in texts: lines of label, tab, text.") var train: String?
        @Option(help: "Written dialogues, one JSON object a line.") var dialogues: String?
        @Option(help: "Seed of the planted conversations that are asked, above 2.") var seed: UInt64 = 2026
        @Flag(help: "One linear model only for texts: trains in seconds.") var quick = false
        @Flag(help: "Print one JSON object (the default).") var json = false

        func validate() throws {
            guard seed > 2 else { throw ValidationError("--seed is above 2: seeds 1 and 2 are learned from.") }
            guard train == nil || dialogues != nil else { throw ValidationError("--train needs --dialogues.") }
        }

        func run() async throws {
            var trial = DialogueTrial(seed: seed)
            trial.effort = quick ? .quick : .thorough
            if let train { trial.rows = try read(train, LabelledText.rows(tsv:)) }
            if let dialogues { trial.dialogues = try read(dialogues, LabelledDialogue.all(jsonLines:)) }
            let report = try trial.run(clock: ContinuousClock()) {
                Printed.aside("\($0) …")
            }
            print(try Printed.json(report))
        }

        private func read<Row>(_ file: String, _ rows: (Data) throws -> [Row]) throws -> [Row] {
            let read = try CommandFile.naming(file, in: LearningFailure.self) { try rows(CommandFile.data(file)) }
            guard !read.isEmpty else { throw ValidationError("\(file) holds no rows.") }
            return read
        }
    }
}
