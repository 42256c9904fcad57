import ArgumentParser
import Learning

/// `magpie train …`: makes models from data.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model from data.",
        subcommands: [Intent.self, Emotion.self, Recommend.self, Lead.self, Health.self])

    struct Intent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train an intent classifier from lines of label, tab, text, or CLINC150's JSON.",
            discussion: "With --continue, an existing model learns the rows too, new labels included.")
        @OptionGroup var training: TextTraining

        func run() async throws { try training.run() }
    }
}

/// `magpie evaluate …`: measures on data that was not learned from.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on data it has not seen, or rules on contexts.",
        subcommands: [
            Intent.self, Increment.self, Emotion.self, Recommend.self, Lead.self, Health.self, Experiments.self,
            Rules.self, DMN.self, OCR.self, Dialogue.self, Numerics.self,
            Signing.self, Tampering.self, Layout.self,
        ])

    struct Intent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train on one file and measure on another; prints accuracy, macroF1, calibration and speed.")
        @OptionGroup var measuring: TextMeasuring

        func run() async throws { try measuring.run(options: .init(effort: measuring.effort)) }
    }
}
