import Foundation
import Testing

@testable import Learning

@Suite("Experiments")
struct ExperimentTests {
    @Test("The same person gets the same arm; arms get people by their weights; salts split differently")
    func assignment() throws {
        let arms = [Assignment.Arm("a", weight: 1), .init("b", weight: 2), .init("none", weight: 0)]
        let first = try Assignment(salt: "x", arms: arms)
        let second = try Assignment(salt: "y", arms: arms)
        let units = (0..<9_000).map { "customer-\($0)" }
        let counts = Dictionary(units.map { (first.arm(of: $0), 1) }, uniquingKeysWith: +)
        #expect(counts["none"] == nil)
        #expect(SampleRatio.chance([counts["a"] ?? 0, counts["b"] ?? 0], weights: [1, 2]) > 0.001)
        #expect(units.allSatisfy { first.arm(of: $0) == first.arm(of: $0) })
        // If the second salt split like the first, all would be in the same arm: by chance 5/9 are.
        let same = units.count { first.arm(of: $0) == second.arm(of: $0) }
        #expect(abs(Double(same) / 9_000 - 5.0 / 9) < 0.02)
        #expect(first.propensity(of: "b") == 2.0 / 3)
        #expect(throws: LearningFailure.self) { try Assignment(salt: "x", arms: [.init("a", weight: 0)]) }
    }

    /// statsmodels 0.14: proportion_confint(45, 100, method="wilson").
    @Test("Intervals equal published values")
    func intervals() {
        let share = Interval.share(45, of: 100)
        #expect(abs(share.low - 0.3561454) < 1e-6)
        #expect(abs(share.high - 0.5475540) < 1e-6)
        // Newcombe (1998), table II, example (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
        let difference = Interval.difference((48, 80), (56, 70))
        #expect(abs(difference.estimate - 0.2) < 1e-12)
        #expect(abs(difference.low - 0.0524) < 1e-4)
        #expect(abs(difference.high - 0.3339) < 1e-4)
        #expect(Interval.lift((0, 10), (1, 10)) == nil)
    }

    /// scipy.stats.chi2.sf(3.84, 1), (11.07, 5), (0.5, 3).
    @Test("The chi-square tail equals scipy's")
    func chiSquare() {
        #expect(abs(SampleRatio.upperGamma(0.5, 1.92) - 0.05004352) < 1e-7)
        #expect(abs(SampleRatio.upperGamma(2.5, 5.535) - 0.05000962) < 1e-7)
        #expect(abs(SampleRatio.upperGamma(1.5, 0.25) - 0.91889141) < 1e-7)
        #expect(SampleRatio.chance([500, 400], weights: [1, 1]) < 0.001)
        #expect(SampleRatio.chance([0, 0], weights: [1, 1]) == 1)
    }

    @Test("A test looked at daily keeps quiet without an effect, a fixed one does not; an effect is found and covered")
    func worlds() throws {
        let size = PlantedWorlds.Size(days: 20, peopleADay: 100, decisions: 2_000)
        let report = try PlantedWorlds(size).run(seeds: 25)
        #expect(report.falseAlarmsWhenPeeking <= 0.08)
        #expect(report.falseAlarmsOfFixedTest > report.falseAlarmsWhenPeeking)
        #expect(report.coverageOfDifference >= 0.8)
        #expect(report.naiveErrorWhenConfounded > 0.1)
        #expect(report.randomisedErrorWhenConfounded < 0.04)
        #expect(report.doublyRobustError < 0.03)
        #expect(report.simulated)
    }

    @Test("Before a hundred of each arm nothing is decided; values that are no numbers do not count")
    func early() {
        var test = SequentialTest()
        for _ in 0..<99 {
            test.observe(0, inTreatment: false)
            test.observe(1, inTreatment: true)
        }
        test.observe(.nan, inTreatment: true)
        #expect(!test.isDecided)
        #expect(test.counts == (99, 99))
        test.observe(0, inTreatment: false)
        test.observe(1, inTreatment: true)
        #expect(test.interval.estimate == 1)
    }

    /// statsmodels 0.14: NormalIndPower for proportions 0.20 and 0.25 gives about 1,094 (pooled variance).
    @Test("Sample sizes are those of the textbook")
    func sampleSize() {
        #expect((1_085...1_100).contains(SequentialTest.sampleSize(from: 0.20, to: 0.25)))
        #expect(SequentialTest.sampleSize(from: 0.2, to: 0.2) == .max)
    }

    @Test("A log of the policy itself gives its own mean; nothing tried means nothing judged")
    func offPolicy() throws {
        let log = (0..<100).map { OffPolicy.Decision(propensity: 0.5, wanted: 0.5, reward: $0 % 4 == 0 ? 1 : 0) }
        let found = try OffPolicy.estimate(log)
        #expect(found.ips.estimate == 0.25)
        #expect(found.snips.estimate == 0.25)
        #expect(found.effectiveSampleSize == 100)
        #expect(throws: LearningFailure.self) { try OffPolicy.estimate([]) }
        #expect(throws: LearningFailure.self) {
            try OffPolicy.estimate([.init(propensity: 0, wanted: 1, reward: 1)])
        }
        let rare = try OffPolicy.estimate([.init(propensity: 0.001, wanted: 1, reward: 1)])
        #expect(rare.clipped == 1)
    }

    /// By hand: 6 at risk, ends at 1, 3, 4 (censored at 2 and 5).
    @Test("Open lives are not forgotten")
    func kaplanMeier() {
        let lives = [(1.0, true), (2, false), (3, true), (4, true), (5, false), (6, true)]
            .map { KaplanMeier.Life($0.0, hasEnded: $0.1) }
        let curve = KaplanMeier.curve(lives)
        #expect(curve.map(\.time) == [1, 3, 4, 6])
        #expect(abs(curve[0].share - 5.0 / 6) < 1e-12)
        #expect(abs(curve[1].share - 5.0 / 6 * 3 / 4) < 1e-12)
        #expect(abs(curve[2].share - 5.0 / 6 * 3 / 4 * 2 / 3) < 1e-12)
        #expect(KaplanMeier.median(lives) == 4)
        #expect(KaplanMeier.median([.init(3, hasEnded: false)]) == nil)
    }
}
