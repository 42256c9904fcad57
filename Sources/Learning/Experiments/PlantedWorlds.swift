import Foundation

/// Made-up worlds with a known effect, run through the estimators: the instrument is measured, not a company.
///
/// Everything here is simulated and says so.
public struct PlantedWorlds: Sendable {
    /// What came out, as shares of the seeds.
    public struct Report: Sendable, Equatable, Encodable {
        public let simulated = true
        public let seeds: Int
        /// Worlds without effect that were called one at some daily look: at most 0.05.
        public let falseAlarmsWhenPeeking: Double
        /// The same worlds by a test of fixed length that is looked at daily, for comparison.
        public let falseAlarmsOfFixedTest: Double
        /// Worlds whose planted difference lies in the 95 % interval at the end: 0.92–0.98.
        public let coverageOfDifference: Double
        /// The same for the relative lift.
        public let coverageOfLift: Double
        /// Worlds with an effect that were decided by the end.
        public let power: Double
        /// Where good agents get good leads: the mean error of the naive figure, and of the randomised one.
        public let naiveErrorWhenConfounded: Double
        public let randomisedErrorWhenConfounded: Double
        /// Off-policy estimates from 100,000 decisions: mean distance from the truth.
        public let ipsError: Double
        public let snipsError: Double
        public let doublyRobustError: Double
        public let offPolicyCoverage: Double
    }

    /// The size of a world.
    public struct Size: Sendable, Equatable {
        public var days: Int
        public var peopleADay: Int
        public var decisions: Int

        /// 60 days of 200 people, logs of 100,000 decisions.
        public init(days: Int = 60, peopleADay: Int = 200, decisions: Int = 100_000) {
            self.days = days
            self.peopleADay = peopleADay
            self.decisions = decisions
        }
    }

    private let size: Size
    private static let share = 0.20
    private static let lift = 0.22

    /// Worlds of a size.
    public init(_ size: Size = Size()) { self.size = size }

    /// Runs as many worlds of each kind as there are seeds.
    public func run(seeds: Int) throws(LearningFailure) -> Report {
        var tally = Tally()
        for seed in 0..<UInt64(max(1, seeds)) {
            try null(seed, &tally)
            try effect(seed, &tally)
            confounded(seed, &tally)
            try offPolicy(seed, &tally)
        }
        let count = Double(max(1, seeds))
        return Report(
            seeds: seeds, falseAlarmsWhenPeeking: tally.alarms / count,
            falseAlarmsOfFixedTest: tally.fixedAlarms / count, coverageOfDifference: tally.covered / count,
            coverageOfLift: tally.liftCovered / count, power: tally.decided / count,
            naiveErrorWhenConfounded: tally.naive / count, randomisedErrorWhenConfounded: tally.randomised / count,
            ipsError: tally.ips / count, snipsError: tally.snips / count, doublyRobustError: tally.robust / count,
            offPolicyCoverage: tally.policyCovered / count)
    }

    private struct Tally {
        var (alarms, fixedAlarms, covered, liftCovered, decided) = (0.0, 0.0, 0.0, 0.0, 0.0)
        var (naive, randomised) = (0.0, 0.0)
        var (ips, snips, robust, policyCovered) = (0.0, 0.0, 0.0, 0.0)
    }

    private typealias Arm = (part: Int, whole: Int)

    /// Lives one experiment day by day.
    private func live(
        _ seed: UInt64, kind: String, lift: Double, daily: (SequentialTest, Arm, Arm) -> Void
    ) throws(LearningFailure) {
        let assignment = try Assignment(salt: "\(kind)\(seed)", arms: [.init("control"), .init("treatment")])
        var random = SeededRandom(seed: seed &* 7_919 &+ 13)
        var test = SequentialTest(tightest: size.days * size.peopleADay / 2)
        var (control, treatment): (Arm, Arm) = ((0, 0), (0, 0))
        for day in 0..<size.days {
            for person in 0..<size.peopleADay {
                let isTreated = assignment.arm(of: "\(day)-\(person)") == "treatment"
                let isYes = Self.unit(&random) < Self.share * (isTreated ? 1 + lift : 1)
                test.observe(isYes ? 1 : 0, inTreatment: isTreated)
                if isTreated {
                    treatment = (treatment.part + (isYes ? 1 : 0), treatment.whole + 1)
                } else {
                    control = (control.part + (isYes ? 1 : 0), control.whole + 1)
                }
            }
            daily(test, control, treatment)
        }
    }

    private static func unit(_ random: inout SeededRandom) -> Double { Double(random.next() >> 11) / Double(1 << 53) }

    private func null(_ seed: UInt64, _ tally: inout Tally) throws(LearningFailure) {
        var (hasAlarm, hasFixedAlarm) = (false, false)
        try live(seed, kind: "null", lift: 0) { test, control, treatment in
            hasAlarm = hasAlarm || test.isDecided
            hasFixedAlarm = hasFixedAlarm || !Interval.difference(control, treatment).covers(0)
        }
        tally.alarms += hasAlarm ? 1 : 0
        tally.fixedAlarms += hasFixedAlarm ? 1 : 0
    }

    private func effect(_ seed: UInt64, _ tally: inout Tally) throws(LearningFailure) {
        var last: (test: SequentialTest, control: Arm, treatment: Arm)?
        try live(seed, kind: "effect", lift: Self.lift) { last = ($0, $1, $2) }
        guard let last else { return }
        tally.covered += Interval.difference(last.control, last.treatment).covers(Self.share * Self.lift) ? 1 : 0
        tally.liftCovered += Interval.lift(last.control, last.treatment)?.covers(Self.lift) == true ? 1 : 0
        tally.decided += last.test.isDecided ? 1 : 0
    }

    /// Good agents get good leads and use the new way more: the new way seems to help though it does nothing.
    private func confounded(_ seed: UInt64, _ tally: inout Tally) {
        var random = SeededRandom(seed: seed &* 104_729 &+ 5)
        var (naive, fair): ([Arm], [Arm]) = ([(0, 0), (0, 0)], [(0, 0), (0, 0)])
        for _ in 0..<size.days * size.peopleADay {
            let isGoodLead = Self.unit(&random) < 0.5
            let isYes = Self.unit(&random) < (isGoodLead ? 0.35 : 0.10)
            let chosen = Self.unit(&random) < (isGoodLead ? 0.8 : 0.2) ? 1 : 0
            let drawn = Self.unit(&random) < 0.5 ? 1 : 0
            naive[chosen] = (naive[chosen].part + (isYes ? 1 : 0), naive[chosen].whole + 1)
            fair[drawn] = (fair[drawn].part + (isYes ? 1 : 0), fair[drawn].whole + 1)
        }
        tally.naive += abs(Interval.difference(naive[0], naive[1]).estimate)
        tally.randomised += abs(Interval.difference(fair[0], fair[1]).estimate)
    }

    /// Four things may be shown; the log explores, the other policy shows the best of each kind of customer.
    private func offPolicy(_ seed: UInt64, _ tally: inout Tally) throws(LearningFailure) {
        var random = SeededRandom(seed: seed &* 15_485_863 &+ 3)
        let rewards = [[0.05, 0.10, 0.20, 0.35], [0.30, 0.15, 0.10, 0.05]]
        let logging = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]
        let wanted = [[0.05, 0.05, 0.1, 0.8], [0.8, 0.1, 0.05, 0.05]]
        let truth = (0..<2).reduce(0.0) { sum, kind in
            sum + zip(rewards[kind], wanted[kind]).reduce(0) { $0 + $1.0 * $1.1 } / 2
        }
        // A model that is wrong on purpose: what is doubly robust must not mind.
        let model = rewards.map { $0.map { $0 * 0.7 + 0.05 } }
        let log = (0..<size.decisions).map { _ -> OffPolicy.Decision in
            let kind = Self.unit(&random) < 0.5 ? 0 : 1
            var (draw, action) = (Self.unit(&random), 0)
            while action < 3, draw >= logging[kind][action] {
                draw -= logging[kind][action]
                action += 1
            }
            return OffPolicy.Decision(
                propensity: logging[kind][action], wanted: wanted[kind][action],
                reward: Self.unit(&random) < rewards[kind][action] ? 1 : 0, expected: model[kind][action],
                expectedOfWanted: zip(model[kind], wanted[kind]).reduce(0) { $0 + $1.0 * $1.1 })
        }
        let found = try OffPolicy.estimate(log)
        tally.ips += abs(found.ips.estimate - truth)
        tally.snips += abs(found.snips.estimate - truth)
        tally.robust += abs(found.doublyRobust.estimate - truth)
        tally.policyCovered += found.doublyRobust.covers(truth) ? 1 : 0
    }
}
