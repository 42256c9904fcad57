import ArgumentParser
import Foundation
import Journey
import OFD

extension Evaluate {
    /// `magpie evaluate tampering`: changes single bytes of a signed contract and asks whether anybody notices.
    struct Tampering: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tampering",
            abstract: "Change random single bytes of a signed contract; exit code 0 only when every change is noticed.")
        @Option(help: "A signed contract that is valid and complete.") var file: String
        @Option(help: "How many changes, each of one byte of the original.") var changes = 10_000
        @Option(help: "Seed of the changes.") var seed: UInt64 = 1
        @Option(help: "Roots that are trusted: a PEM file, or a folder of them.") var trust: String?
        @Flag(help: "Print one JSON object (the default).") var json = false

        func run() async throws {
            guard (1...10_000_000).contains(changes) else { throw ValidationError("--changes is 1 to 10,000,000.") }
            let verification = ContractVerification(
                trust: try trust.map(ContractFile.roots), at: Ambience.live.now().date)
            let start = Ambience.live.now()
            let trial = try ContractFile.about(file) {
                try TamperingTrial(CommandFile.data(file), changes: changes, seed: seed, by: verification)
            }
            let seconds = Ambience.live.now().seconds(since: start)
            print(try Printed.json(Report(trial: trial, seconds: seconds)))
            if !trial.missed.isEmpty { throw ExitCode.failure }
        }

        struct Report: Encodable {
            let trial: TamperingTrial
            let seconds: Double

            private enum Key: String, CodingKey { case seconds }

            func encode(to encoder: any Encoder) throws {
                try trial.encode(to: encoder)
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encode(seconds, forKey: .seconds)
            }
        }
    }
}
