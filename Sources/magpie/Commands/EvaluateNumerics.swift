import ArgumentParser
import Foundation
import Learning

extension Evaluate {
    /// `magpie evaluate numerics`: how fast this machine calculates.
    struct Numerics: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure matrix products and an LSTM, by OpenBLAS where it is installed and by our own loops.",
            discussion: "One thread; seconds are the processor's, so that other programs' work counts little.")
        @Option(help: "Batches taught.") var steps = 60
        @Flag(help: "Print one JSON object (the default).") var json = false

        func validate() throws {
            guard (1...100_000).contains(steps) else { throw ValidationError("--steps is 1 to 100,000.") }
        }

        func run() async throws {
            var setting = NumericsTrial.Setting()
            setting.steps = steps
            let clock = ProcessorClock()
            let blas = LinearAlgebra.openBLAS.map { NumericsTrial(setting, algebra: $0).run(clock: clock) }
            let portable = NumericsTrial(setting, algebra: .portable).run(clock: clock)
            print(try Printed.json(Report(setting: setting, openBLAS: blas, portable: portable)))
        }

        struct Report: Encodable {
            let setting: NumericsTrial.Setting
            /// Missing where it is not installed.
            let openBLAS: NumericsTrial.Report?
            let portable: NumericsTrial.Report
        }
    }
}
