import Foundation

/// Voice activity detection (VAD): how probably somebody speaks, window by window of 32 ms.
///
/// Silero's network, fifth version, trained on speech of many languages. Load it once; any number of streams may run
/// through it at once. Without it `EnergyActivity` finds what is loud.
public struct VoiceActivity: Sendable {
    /// Samples a second that the network knows.
    public enum Rate: Int, Sendable, CaseIterable {
        case telephone = 8_000
        case wideband = 16_000

        /// Samples in a window of 32 ms.
        public var windowCount: Int { rawValue * 32 / 1_000 }
        /// Samples of the window before that the network sees again.
        var contextCount: Int { windowCount / 8 }
    }

    /// How long one window lasts, in seconds.
    public static let windowSeconds = 0.032
    static let modelName = "silero_vad.onnx"

    private static let modelBytesMax = 16 << 20

    private let telephone, wideband: SileroNetwork

    /// Loads the network from an installation; OpenVINO is not needed.
    ///
    /// - Throws: `InferenceFailure.modelMissing` without the model, `.badModel` if it is another.
    public init(_ folder: PerceptionFolder) throws(InferenceFailure) {
        let file = folder.model(Self.modelName)
        guard folder.hasVoiceActivity else { throw .modelMissing(file: Self.modelName, folder: folder.url.path) }
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? nil
        guard let size, size <= Self.modelBytesMax, let bytes = try? Data(contentsOf: file) else {
            throw .badModel(file: Self.modelName, reason: "it cannot be read, or is too large")
        }
        try self.init(model: bytes)
    }

    init(model bytes: Data) throws(InferenceFailure) {
        let constants = try ModelConstants(bytes).tensors
        // One condition on the rate, its branches inlined.
        wideband = try SileroNetwork(constants, branch: "If_0_then_branch__Inline_0__", rate: .wideband)
        telephone = try SileroNetwork(constants, branch: "If_0_else_branch__Inline_0__", rate: .telephone)
    }

    /// The beginning of one sound.
    public func stream(_ rate: Rate) -> VoiceActivityStream {
        VoiceActivityStream(rate == .telephone ? telephone : wideband, rate: rate)
    }

    /// The probability of speech, 0…1, in each window of a sound; the last window is filled with silence.
    ///
    /// Sounds of 8 and 16 kHz are taken as they are, others resampled.
    public func probabilities(_ sound: Sound) -> [Double] {
        let rate = Rate(rawValue: sound.rate) ?? (sound.rate < 16_000 ? .telephone : .wideband)
        var stream = stream(rate)
        var found = stream.feed(sound.resampled(to: rate.rawValue).samples)
        if let last = stream.finish() { found.append(last) }
        return found
    }

    /// The stretches of speech in a sound, none of which leaves it.
    public func segments(_ sound: Sound, by rule: SpeechSegmentation = .silero) -> [SpeechSegment] {
        rule.segments(probabilities(sound), windowSeconds: Self.windowSeconds).within(sound.seconds)
    }
}

extension [SpeechSegment] {
    /// The last window may reach beyond the sound.
    func within(_ seconds: Double) -> [SpeechSegment] {
        compactMap { $0.start < seconds ? SpeechSegment(start: $0.start, end: Swift.min($0.end, seconds)) : nil }
    }
}

extension PerceptionFolder {
    /// Whether the network for `VoiceActivity` is there.
    public var hasVoiceActivity: Bool {
        FileManager.default.isReadableFile(atPath: model(VoiceActivity.modelName).path)
    }
}
