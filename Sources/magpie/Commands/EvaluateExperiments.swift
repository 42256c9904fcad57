import ArgumentParser
import Foundation
import Learning

extension Evaluate {
    /// `magpie evaluate experiments`: whether our own statistics keep their promises, in made-up worlds.
    struct Experiments: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run made-up worlds with a known effect through the statistics of experiments.",
            discussion: "Everything printed is simulated: it measures the instrument, not a company.")
        @Option(help: "Worlds of each kind.") var seeds = 200
        @Flag(help: "Print one JSON object (the default).") var json = false

        func validate() throws {
            guard (1...10_000).contains(seeds) else { throw ValidationError("--seeds is 1 to 10,000.") }
        }

        func run() async throws {
            Printed.aside("\(seeds) worlds of each kind …")
            print(try Printed.json(PlantedWorlds().run(seeds: seeds)))
        }
    }
}
