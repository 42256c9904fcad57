/// How fast somebody spoke and where they paused, inside known stretches of speech.
///
/// Syllables are the hills of loudness, as N. de Jong and T. Wempe count them ("Praat script to detect syllable nuclei
/// and measure speech rate automatically", 2009).
public struct SpeechPace: Sendable, Equatable, Codable {
    /// Between stretches of speech.
    public let pauses: [SpeechSegment]
    /// Share of the time from the first speech to the last that is pauses, 0…1.
    public let pauseShare: Double
    /// Hills of loudness inside speech.
    public let syllables: Int
    /// Speech rate: syllables a second from the first speech to the last, pauses included.
    public let speechRate: Double
    /// Articulation rate: syllables a second of speech, pauses left out.
    public let articulationRate: Double

    init(_ frames: VoiceFrames, speech: [SpeechSegment]) {
        pauses = speech.pauses
        let span = speech.spanSeconds
        pauseShare = span > 0 ? pauses.reduce(0) { $0 + $1.seconds } / span : 0
        let moments = frames.hills.map { frames.startSeconds + Double($0) / VoiceFrames.framesPerSecond }
        syllables = moments.count { moment in speech.contains { $0.start <= moment && moment <= $0.end } }
        speechRate = span > 0 ? Double(syllables) / span : 0
        let seconds = speech.speechSeconds
        articulationRate = seconds > 0 ? Double(syllables) / seconds : 0
    }
}

extension VoiceFrames {
    /// Frames where the loudness, smoothed over 70 ms, stands 2 dB above the valleys on both sides.
    var hills: [Int] {
        guard energy.count > 10 else { return [] }
        let smooth = energy.indices.map { at in
            let near = energy[max(0, at - 3)..<min(energy.count, at + 4)]
            return near.reduce(0.0, +) / Double(near.count)
        }
        let floor = (smooth.max() ?? 0) - 5
        let step = 0.46
        var hills: [Int] = []
        var (isRising, extreme, top) = (true, -Double.infinity, 0)
        for (frame, level) in smooth.enumerated() {
            if isRising ? level > extreme : level < extreme { (extreme, top) = (level, frame) }
            guard isRising ? level < extreme - step : level > extreme + step else { continue }
            if isRising, extreme > floor { hills.append(top) }
            (isRising, extreme, top) = (!isRising, level, frame)
        }
        if isRising, extreme > floor { hills.append(top) }
        return hills
    }
}
