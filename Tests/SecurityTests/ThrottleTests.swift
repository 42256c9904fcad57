import Journey
import Testing

@testable import Security

@Suite("Counting failures") struct ThrottleTests {
    let start = Timestamp(microseconds: 1_770_000_000_000_000)

    @Test("The fifth attempt may still be tried; the sixth may not, for a quarter of an hour from the fifth")
    func fifth() {
        var throttle = Throttle(failuresMax: 5, since: start)
        for second in 0..<5 { #expect(throttle.attempt(at: start.adding(seconds: Double(second))) == .mayTry) }
        let until = start.adding(seconds: 4 + 900)
        #expect(throttle.attempt(at: start.adding(seconds: 5)) == .locked(until: until))
        #expect(throttle.attempt(at: until.adding(seconds: -0.001)) == .locked(until: until))
        #expect(throttle.attempt(at: until) == .mayTry)
        #expect(throttle.failures == 1)
    }

    @Test("A fifth attempt that was right opens the door again")
    func takenBack() {
        var throttle = Throttle(failuresMax: 5, since: start)
        for _ in 0..<5 { _ = throttle.attempt(at: start) }
        throttle.takeBack()
        #expect(throttle.attempt(at: start) == .mayTry)
    }

    @Test("Whatever the order of attempts, no quarter of an hour has more wrong ones than allowed, twice over")
    func property() {
        var chance = SeededChance(seed: 21)
        for _ in 0..<200 {
            var throttle = Throttle(failuresMax: 5, since: start)
            var now = start
            var wrong: [Timestamp] = []
            for _ in 0..<200 {
                now = now.adding(seconds: Double.random(in: 0...400, using: &chance))
                if throttle.attempt(at: now) == .mayTry { wrong.append(now) }
            }
            for time in wrong {
                let window = wrong.filter { $0 >= time && $0.seconds(since: time) < Throttle.seconds }
                // A count that begins in the middle of the window may add its own.
                #expect(window.count < 2 * 5)
            }
        }
    }
}
