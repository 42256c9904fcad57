import ArgumentParser
import Foundation
import Learning

/// The files of a recommender.
struct RecommendData: ParsableArguments {
    @Option(help: "Lines of user, item, rating and time with tabs between, or sequences: user item item …")
    var events: String
    @Option(help: "What items are: JSON of item to list of attributes, or lines of item, tab, attributes.")
    var items: String?
    @Flag(inversion: .prefixedNo, help: "Try a network of what comes next beside the other views.")
    var network = true

    func interactions() throws -> Interactions {
        try CommandFile.naming(events, in: LearningFailure.self) { try Interactions(text: CommandFile.text(events)) }
    }

    func content() throws -> ItemContent? {
        try items.map { items in
            try CommandFile.naming(items, in: LearningFailure.self) { try ItemContent(data: CommandFile.data(items)) }
        }
    }
}

extension Evaluate {
    /// `magpie evaluate recommend`: each user's last item held back.
    struct Recommend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold back each user's last item, learn from the rest, and see how high it is ranked.")
        @OptionGroup var data: RecommendData
        @Option(help: "Others to rank against, a line of user item item … each; without it 99 are drawn.")
        var negatives: String?
        @Option(help: "Show only so many of a user's latest items when asking; 0 asks for a stranger.")
        var shown: Int?
        @Option(help: "Keep this share of the items from learning, and find those instead of the last ones.")
        var cold: Double?
        @Option(help: "For what is drawn.") var seed: UInt64 = 1
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            if let shown, shown < 0 { throw ValidationError("--shown counts items.") }
            if let cold, !(cold > 0 && cold < 1) { throw ValidationError("--cold is a share between 0 and 1.") }
            let interactions = try data.interactions()
            let others = try negatives.map { file in
                try CommandFile.naming(file, in: LearningFailure.self) {
                    try RankedNegatives(text: CommandFile.text(file), of: interactions)
                }
            }
            Printed.aside("learning from \(interactions.users.count) users …")
            var options = RecommendTrial.Options()
            options.usesNetwork = data.network
            options.shownMax = shown
            options.coldShare = cold
            options.seed = seed
            let trial = RecommendTrial(
                interactions, content: try data.content(), negatives: others, options: options)
            let report = try CommandFile.naming(data.events, in: LearningFailure.self) {
                try trial.run(clock: ContinuousClock())
            }
            print(try Printed.json(report))
        }
    }
}

extension Train {
    /// `magpie train recommend`.
    struct Recommend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Train a recommender from who met what.")
        @OptionGroup var data: RecommendData
        @Option(help: "The model file to write.") var out: String
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            try CommandFile.checkWritable(out)
            let interactions = try data.interactions()
            let content = try data.content()
            let model = try CommandFile.naming(data.events, in: LearningFailure.self) {
                try Recommender.train(interactions, content: content, usesNetwork: data.network)
            }
            try CommandFile.write(model.encoded(), to: out)
            print(
                try Printed.json(
                    Report(users: interactions.users.count, items: interactions.items.count, file: out)))
        }

        struct Report: Encodable {
            let users: Int
            let items: Int
            let file: String
        }
    }
}
