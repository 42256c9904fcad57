import ArgumentParser
import Learning

extension Train {
    /// `magpie train emotion`: what texts express.
    struct Emotion: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train a classifier of the emotion in texts from lines of label, tab, text.")
        @OptionGroup var training: TextTraining

        func run() async throws { try training.run(options: .emotion(effort: training.quick ? .quick : .thorough)) }
    }
}

extension Evaluate {
    /// `magpie evaluate emotion`: what texts or voices express.
    struct Emotion: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train on the emotions of one file of texts, or of voices, and measure on another's.",
            discussion: """
                Texts are lines of label, tab, text. With --audio, voices: WAV files named as in EMO-DB, one speaker \
                left out after the other, or --train and --test lists of label, tab, file, tab, speaker.
                """)
        @Option(help: "Training data: lines of label, tab, text.") var train: String?
        @Option(help: "Development data for weights, confidence and threshold, TSV.") var dev: String?
        @Option(help: "Test data, in the same form.") var test: String?
        @Option(help: "A folder of WAV files: measure voices instead of texts.") var audio: String?
        @Flag(help: "One linear model only: trains in seconds.") var quick = false
        @Flag(help: "Print one JSON object (the default).") var json = false

        func validate() throws {
            guard (train == nil) == (test == nil) else { throw ValidationError("--train and --test go together.") }
            guard audio != nil || train != nil else {
                throw ValidationError("--train and --test are needed, or --audio.")
            }
        }

        func run() async throws {
            if let audio {
                let measured = try CommandFile.naming(train ?? audio, in: LearningFailure.self) {
                    try VoiceMeasurement(audio: audio, train: train, test: test)
                }
                print(try Printed.json(measured))
            } else if let train, let test {
                let words = ["--train", train, "--test", test] + (dev.map { ["--dev", $0] } ?? [])
                try TextMeasuring.parse(words).run(options: .emotion(effort: quick ? .quick : .thorough))
            }
        }
    }
}
