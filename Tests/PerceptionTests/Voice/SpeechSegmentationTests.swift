import Testing

@testable import Perception

@Suite("From probabilities to stretches of speech")
struct SpeechSegmentationTests {
    private let window = 0.032
    private let rule = SpeechSegmentation()

    private func series(_ parts: (count: Int, probability: Double)...) -> [Double] {
        parts.flatMap { [Double](repeating: $0.probability, count: $0.count) }
    }

    private func isClose(_ found: [SpeechSegment], _ expected: [(Double, Double)]) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { abs($0.start - $1.0) < 1e-9 && abs($0.end - $1.1) < 1e-9 }
    }

    @Test("Speech between silence begins and ends where the probabilities cross, padded")
    func plain() {
        let found = rule.segments(series((10, 0), (20, 0.9), (10, 0)), windowSeconds: window)
        #expect(isClose(found, [(10 * 0.032 - 0.03, 30 * 0.032 + 0.03)]))
        #expect(rule.segments([], windowSeconds: window).isEmpty)
    }

    @Test("Between the two thresholds speech goes on, but does not begin")
    func hysteresis() {
        #expect(rule.segments(series((40, 0.45)), windowSeconds: window).isEmpty)
        let found = rule.segments(series((10, 0), (10, 0.6), (20, 0.4), (10, 0)), windowSeconds: window)
        #expect(isClose(found, [(10 * 0.032 - 0.03, 40 * 0.032 + 0.03)]))
    }

    @Test("A click is no speech; a gap of two windows is no pause, one of four is")
    func lengths() {
        #expect(rule.segments(series((10, 0), (7, 1), (10, 0)), windowSeconds: window).isEmpty)
        #expect(rule.segments(series((10, 1), (3, 0), (10, 1)), windowSeconds: window).count == 1)
        #expect(rule.segments(series((10, 1), (4, 0), (10, 1)), windowSeconds: window).count == 2)
    }

    @Test("Speech that reaches both ends of the sound stays inside it")
    func ends() {
        #expect(isClose(rule.segments(series((20, 1)), windowSeconds: window), [(0, 0.64)]))
        #expect([SpeechSegment(start: 0, end: 0.64)].within(0.6) == [SpeechSegment(start: 0, end: 0.6)])
        #expect([SpeechSegment(start: 0.6, end: 0.64)].within(0.5).isEmpty)
    }

    @Test("The hangover is taken off the end, never beyond the beginning")
    func hangover() {
        let found = SpeechSegmentation.silero.segments(series((10, 0), (20, 1), (10, 0)), windowSeconds: window)
        #expect(isClose(found, [(0.29, 30 * 0.032 - 0.09 + 0.03)]))
        var rule = SpeechSegmentation()
        rule.hangoverSeconds = 5
        #expect(rule.segments(series((20, 1)), windowSeconds: window).allSatisfy { $0.seconds >= 0 })
    }

    @Test("Whatever the probabilities: in order, apart, long enough, inside; the same in one go and as it comes")
    func properties() {
        var chance = SeededBytes(7)
        for _ in 0..<400 {
            var rule = SpeechSegmentation()
            rule.onset = Double.random(in: 0.3...0.9, using: &chance)
            rule.offset = rule.onset - Double.random(in: 0...0.3, using: &chance)
            rule.silenceSecondsMin = Double.random(in: 0...0.3, using: &chance)
            rule.speechSecondsMin = Double.random(in: 0...0.5, using: &chance)
            rule.paddingSeconds = Double.random(in: 0...0.2, using: &chance)
            let count = Int.random(in: 0...120, using: &chance)
            var level = 0.5
            let series = (0..<count).map { _ in
                level = min(1, max(0, level + Double.random(in: -0.4...0.4, using: &chance)))
                return Int.random(in: 0..<30, using: &chance) == 0 ? Double.nan : level
            }
            let found = rule.segments(series, windowSeconds: window)
            #expect(found.allSatisfy { $0.start >= 0 && $0.end <= Double(count) * window + 1e-9 })
            #expect(found.allSatisfy { $0.seconds >= rule.speechSecondsMin - 1e-9 })
            #expect(found.pauses.allSatisfy { $0.seconds >= -1e-9 })
            #expect(found.speechSeconds + found.pauses.speechSeconds <= found.spanSeconds + 1e-9)
            var segmenter = SpeechSegmenter(rule, windowSeconds: window)
            let streamed = series.compactMap { segmenter.add($0) } + [segmenter.finish()].compactMap(\.self)
            #expect(streamed == found && !segmenter.isSpeaking)
        }
    }

    @Test("A higher bar never finds more speech where one threshold is used")
    func monotony() {
        var chance = SeededBytes(8)
        for _ in 0..<100 {
            let series = (0..<200).map { _ in Double.random(in: 0...1, using: &chance) }
            var rule = SpeechSegmentation()
            (rule.speechSecondsMin, rule.silenceSecondsMin, rule.paddingSeconds) = (0, 0, 0)
            let seconds = [0.2, 0.5, 0.8].map { bar in
                (rule.onset, rule.offset) = (bar, bar)
                return rule.segments(series, windowSeconds: window).speechSeconds
            }
            #expect(seconds == seconds.sorted(by: >))
        }
    }
}
