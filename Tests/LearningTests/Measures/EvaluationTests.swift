import Foundation
import Synchronization
import Testing

@testable import Learning

@Suite struct EvaluationTests {
    private func answer(_ label: String, _ confidence: Double = 0.9, refused: Bool = false) -> Classification {
        Classification(candidates: [.init(label: label, confidence: confidence)], score: 1, isOutOfScope: refused)
    }

    private let training = Evaluation.Training(rows: 10, labels: 3, seconds: 1.5, modelVersion: "00")

    @Test("Accuracy, macro F1 and confusions of a case worked out by hand")
    func byHand() {
        let evaluation = Evaluation(
            truths: ["a", "a", "a", "b", "b"], answers: ["a", "a", "b", "b", "c"].map { answer($0) },
            training: training, microsecondsPerText: 7)
        #expect(evaluation.rows == 5)
        #expect(evaluation.accuracy == 0.6)
        // F1: a = 4/5, b = 2/4, c = 0/1.
        #expect(abs(evaluation.macroF1 - (0.8 + 0.5 + 0) / 3) < 1e-12)
        #expect(
            evaluation.confusions == [.init(truth: "a", answer: "b", rows: 1), .init(truth: "b", answer: "c", rows: 1)])
        #expect(evaluation.scope == nil)
    }

    @Test("Calibration error by hand: two bins, weighted by rows")
    func calibrationError() {
        // Bin of 0.95: three answers, two right, gap |2.85 − 2|; bin of 0.5: one answer, wrong, gap 0.5.
        let error = Evaluation.calibrationError([(0.95, true), (0.95, true), (0.95, false), (0.5, false)])
        #expect(abs(error - (0.85 + 0.5) / 4) < 1e-12)
        #expect(Evaluation.calibrationError([(1, true), (0, false)]) == 0)
        #expect(Evaluation.calibrationError([]) == 0)
        // Within one bin, too high and too low cancel out; across bins they do not.
        #expect(abs(Evaluation.calibrationError([(0.51, true), (0.51, false)]) - 0.01) < 1e-9)
        #expect(abs(Evaluation.calibrationError([(0.1, true), (0.9, false)]) - 0.9) < 1e-9)
    }

    @Test("Scope by hand: four in scope of which one refused and one wrong, five out of scope of which three refused")
    func scope() throws {
        let evaluation = Evaluation(
            truths: ["a", "a", "b", "b"],
            answers: [answer("a"), answer("a", refused: true), answer("b"), answer("a")],
            refusals: [true, true, true, false, false], training: training, microsecondsPerText: 1)
        #expect(evaluation.accuracy == 0.75)
        let scope = try #require(evaluation.scope)
        #expect(scope.inScopeAccuracy == 0.5)
        #expect(scope.outOfScopeRecall == 0.6)
        #expect(scope.outOfScopePrecision == 0.75)
        #expect(abs(scope.overallAccuracy - 5.0 / 9) < 1e-12)
    }

    @Test("Wilson's interval: the textbook value for 90 of 100, and sane at the edges")
    func wilson() {
        let interval = Evaluation.wilson(90, of: 100)
        #expect(abs(interval[0] - 0.8256) < 1e-4 && abs(interval[1] - 0.9448) < 1e-4)
        #expect(Evaluation.wilson(0, of: 0) == [0, 1])
        for rows in 1...2_000 {
            let (none, all) = (Evaluation.wilson(0, of: rows), Evaluation.wilson(rows, of: rows))
            #expect(none[0] == 0 && all[1] == 1 && none[1] < 1 && all[0] > 0)
        }
    }

    @Test("One JSON object carries the agreed metric names")
    func json() throws {
        let evaluation = Evaluation(
            truths: ["a"], answers: [answer("a")], training: training, microsecondsPerText: 3)
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(evaluation)) as? [String: Any]
        let names: Set = [
            "accuracy", "macroF1", "expectedCalibrationError", "rows", "trainSeconds", "microsecondsPerText",
        ]
        #expect(names.isSubset(of: Set(try #require(object).keys)))
        #expect(object?["trainSeconds"] as? Double == 1.5)
        // The interval stands there once, under the name that the peers of the benchmarks use.
        #expect(object?["accuracyInterval95"] != nil)
        #expect(object?["accuracyLow"] == nil && object?["accuracyHigh"] == nil)
    }

    @Test("No rows at all give zeros, not a crash")
    func empty() {
        let evaluation = Evaluation(truths: [], answers: [], training: training, microsecondsPerText: 0)
        #expect(evaluation.accuracy == 0 && evaluation.macroF1 == 0)
    }

    @Test("Confidence is said to be calibrated only where rows were left to fit it on")
    func calibrated() throws {
        let single = Dictionary(grouping: Corpus.chinese, by: \.label).values.compactMap(\.first)
        let evaluation = try TextTrial(train: single, test: Corpus.chinese).run(clock: SteppingClock()).evaluation
        #expect(evaluation.confidenceIsCalibrated == false)
        var trial = TextTrial(train: Corpus.chinese, test: Corpus.chinese)
        #expect(try trial.run(clock: SteppingClock()).evaluation.confidenceIsCalibrated == true)
        trial.train = single
        #expect(!trial.canCalibrate)
        trial.development = .init(rows: Corpus.chinese)
        #expect(trial.canCalibrate)
        trial.development = .init(rows: [LabelledText("text", label: "of no known label")])
        #expect(!trial.canCalibrate)
        trial.development = nil
        trial.train = single + single.prefix(1)
        #expect(trial.canCalibrate)
        trial.train = []
        #expect(!trial.canCalibrate)
    }

    @Test("A trial trains, asks and judges; the clock given decides the times")
    func trial() throws {
        let trial = TextTrial(
            train: Corpus.chinese, development: .init(rows: Corpus.chinese, outOfScope: Corpus.elsewhere),
            test: Corpus.chinese, outOfScopeTest: Corpus.elsewhere)
        let (classifier, evaluation) = try trial.run(clock: SteppingClock())
        #expect(evaluation.accuracy == 1)
        #expect(evaluation.scope?.outOfScopeRecall == 1)
        #expect(evaluation.trainSeconds == 1)
        #expect(abs(evaluation.microsecondsPerText - 1e6 / 29) < 1e-6)
        #expect(evaluation.modelVersion == classifier.version)
        #expect(evaluation.labels == 3 && evaluation.trainRows == 24)
    }
}

/// A clock that is one second further at every look.
private final class SteppingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        let seconds: Int64
        func advanced(by duration: Duration) -> Instant { Instant(seconds: seconds + duration.components.seconds) }
        func duration(to other: Instant) -> Duration { .seconds(other.seconds - seconds) }
        static func < (one: Instant, other: Instant) -> Bool { one.seconds < other.seconds }
    }

    private let looks = Looks()
    var now: Instant { Instant(seconds: looks.next()) }
    var minimumResolution: Duration { .seconds(1) }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}

private final class Looks: Sendable {
    private let count = Mutex<Int64>(0)
    func next() -> Int64 {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
