/// Sound of one channel.
public struct Sound: Sendable, Equatable {
    /// −1…1.
    public var samples: [Float]
    /// Samples a second.
    public let rate: Int

    /// Samples as they are.
    public init(samples: [Float], rate: Int) {
        self.samples = samples
        self.rate = rate
    }

    /// How long it lasts, in seconds.
    public var seconds: Double { rate > 0 ? Double(samples.count) / Double(rate) : 0 }
}

/// Why bytes are no sound.
public enum SoundRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not RIFF/WAVE at all.
    case notWAV
    /// It ends early, or its parts contradict each other.
    case damaged(String)
    /// A coding that is not read.
    case unknownCoding(Int)
    /// One of `SoundLimits` was exceeded.
    case tooLarge(String)

    public var description: String {
        switch self {
        case .notWAV: "the file is not a WAV file"
        case .damaged(let reason): "the WAV file is damaged: \(reason)"
        case .unknownCoding(let tag): "the WAV file has coding \(tag); PCM, floating point, A-law and µ-law are read"
        case .tooLarge(let what): "the sound is too large: \(what)"
        }
    }
}

/// How much sound is taken at once.
public enum SoundLimits {
    /// Length of a file, in bytes.
    public static let bytesMax = 256 << 20
    /// Length, in seconds.
    public static let secondsMax = 3_600
    /// Channels that are mixed into one.
    public static let channelsMax = 8
    /// Samples a second.
    public static let rates = 4_000...192_000
}
