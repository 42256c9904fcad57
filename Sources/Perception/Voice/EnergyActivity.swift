import Foundation

/// Voice activity by loudness alone: the fallback where the network of `VoiceActivity` is not installed.
///
/// What is louder than 26 dB below the loudest frame, and than silence, is taken for speech, whatever it is: noise,
/// music and doors as well. Good enough for a clean recording of one voice.
public enum EnergyActivity {
    /// The stretches of sound that are loud.
    public static func segments(_ sound: Sound, by rule: SpeechSegmentation = .init()) -> [SpeechSegment] {
        let count = max(1, sound.rate / 100)
        let levels = stride(from: 0, to: sound.samples.count, by: count).map { start in
            let frame = sound.samples[start..<min(start + count, sound.samples.count)]
            return frame.reduce(0.0) { $0 + ($1.isFinite ? Double($1 * $1) : 0) } / Double(frame.count)
        }
        let floor = max((levels.max() ?? 0) * exp(VoiceFrames.activeRange), VoiceFrames.silence)
        let seconds = Double(count) / Double(max(1, sound.rate))
        return rule.segments(levels.map { $0 > floor ? 1 : 0 }, windowSeconds: seconds).within(sound.seconds)
    }
}
