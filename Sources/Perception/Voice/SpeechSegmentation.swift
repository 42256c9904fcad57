/// Turns probabilities of speech, one for each window, into stretches of speech by hysteresis.
///
/// Speech begins with a window at `onset` or above and ends with the first below `offset` that is followed by
/// `silenceSecondsMin` without a return to `onset`. Shorter stretches than `speechSecondsMin` are dropped; the rest is
/// padded. The rule and its usual values are those of Silero's own driver (`get_speech_timestamps`), but for the
/// hangover. Parameters out of range are harmless: padding below 0 is none, an `onset` above 1 is never reached.
public struct SpeechSegmentation: Sendable, Equatable {
    /// A probability, 0…1, at which speech begins.
    public var onset = 0.5
    /// A probability, 0…1, below which speech may end; at most `onset`.
    public var offset = 0.35
    /// Speech shorter than this is a click, a cough or a door.
    public var speechSecondsMin = 0.25
    /// Silence shorter than this belongs to the speech around it.
    public var silenceSecondsMin = 0.1
    /// Added on both sides, as far as half of `silenceSecondsMin`: neighbours never overlap.
    public var paddingSeconds = 0.03
    /// How long probabilities stay high when speech is over: taken off the end, before padding.
    public var hangoverSeconds = 0.0

    /// The usual values.
    public init() {}

    /// For `VoiceActivity`, which hears speech about 90 ms longer than it lasts.
    public static let silero = {
        var rule = SpeechSegmentation()
        rule.hangoverSeconds = 0.09
        return rule
    }()

    /// The stretches in a series of probabilities.
    ///
    /// - Parameters:
    ///   - windowSeconds: how long one window lasts; window `i` begins at `i` times that.
    /// - Returns: stretches in order of time that neither overlap nor leave the windows.
    public func segments(_ probabilities: [Double], windowSeconds: Double) -> [SpeechSegment] {
        var segmenter = SpeechSegmenter(self, windowSeconds: windowSeconds)
        var found = probabilities.compactMap { segmenter.add($0) }
        if let last = segmenter.finish() { found.append(last) }
        return found
    }
}

/// The same for a sound that is still going on: one probability after the other, in constant memory.
public struct SpeechSegmenter: Sendable {
    private let rule: SpeechSegmentation
    private let windowSeconds: Double
    private var windows = 0
    /// The window in which the open stretch began.
    private var begun: Int?
    /// The first quiet window since speech was last sure.
    private var quietSince: Int?

    /// - Parameter windowSeconds: how long one window lasts.
    public init(_ rule: SpeechSegmentation, windowSeconds: Double) {
        self.rule = rule
        self.windowSeconds = windowSeconds
    }

    /// Whether somebody speaks now, as far as is known: true until the silence after it was long enough.
    public var isSpeaking: Bool { begun != nil }

    /// Takes the next window's probability; a number that is none counts as silence.
    ///
    /// - Returns: a stretch of speech that this window has ended.
    public mutating func add(_ probability: Double) -> SpeechSegment? {
        defer { windows += 1 }
        guard let begun else {
            if probability >= rule.onset { self.begun = windows }
            return nil
        }
        if probability >= rule.onset {
            quietSince = nil
        } else if quietSince == nil, !(probability >= rule.offset) {
            quietSince = windows
        }
        guard let quiet = quietSince, Double(windows + 1 - quiet) * windowSeconds >= rule.silenceSecondsMin else {
            return nil
        }
        (self.begun, quietSince) = (nil, nil)
        return segment(from: begun, to: quiet)
    }

    /// Ends the sound.
    ///
    /// - Returns: the stretch that was still going on.
    public mutating func finish() -> SpeechSegment? {
        defer { (begun, quietSince) = (nil, nil) }
        return begun.flatMap { segment(from: $0, to: quietSince ?? windows) }
    }

    private func segment(from first: Int, to end: Int) -> SpeechSegment? {
        let (start, stop) = (Double(first) * windowSeconds, Double(end) * windowSeconds)
        guard stop - start >= rule.speechSecondsMin else { return nil }
        let padding = max(0, min(rule.paddingSeconds, rule.silenceSecondsMin / 2))
        let now = Double(max(end, windows)) * windowSeconds
        let heard = max(start, stop - max(0, rule.hangoverSeconds))
        return SpeechSegment(start: max(0, start - padding), end: min(now, heard + padding))
    }
}
