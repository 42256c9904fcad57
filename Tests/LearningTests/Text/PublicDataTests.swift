import Foundation
import Testing

@testable import Learning

/// Runs only where the public data sets are at hand: `MAGPIE_DATA` names the directory that holds `data/`.
private let smp = ProcessInfo.processInfo.environment["MAGPIE_DATA"].map { $0 + "/data/smp-ecdt/" }

@Suite struct PublicDataTests {
    private func rows(_ name: String) throws -> [LabelledText] {
        let unpack = Process()
        let output = Pipe()
        unpack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        unpack.arguments = ["gzip", "-dc", try #require(smp) + name]
        unpack.standardOutput = output
        try unpack.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        unpack.waitUntilExit()
        return try LabelledText.rows(tsv: data)
    }

    @Test(
        "SMP-ECDT, 31 Chinese domains: nine in ten held-out sentences are recognised, with honest confidence",
        .enabled(if: smp.map(FileManager.default.fileExists(atPath:)) ?? false, "MAGPIE_DATA has no smp-ecdt"))
    func smpEcdt() throws {
        var options = TextClassifier.Options()
        options.folds = 2
        let trial = TextTrial(train: try rows("smp2017_train.tsv.gz"), test: try rows("smp2017_develop.tsv.gz"))
        let evaluation = try trial.run(options: options, clock: ContinuousClock()).evaluation
        #expect(evaluation.rows == 770 && evaluation.labels == 31)
        #expect(evaluation.accuracy >= 0.90)
        #expect(evaluation.expectedCalibrationError < 0.08)
    }
}
