/// A stretch of speech: from its first moment to its last, in seconds from the beginning of the sound.
public struct SpeechSegment: Sendable, Equatable, Codable {
    /// Seconds from the beginning of the sound.
    public let start, end: Double

    /// A stretch between two moments, the later one last.
    public init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }

    /// How long it lasts, in seconds.
    public var seconds: Double { end - start }
}

extension [SpeechSegment] {
    /// What lies between neighbours: the pauses of a speaker. Silence before the first and after the last is none.
    public var pauses: [SpeechSegment] {
        zip(self, dropFirst()).map { SpeechSegment(start: $0.end, end: $1.start) }
    }

    /// Seconds of speech.
    public var speechSeconds: Double { reduce(0) { $0 + $1.seconds } }

    /// Seconds from the first moment of speech to the last; 0 without speech.
    public var spanSeconds: Double {
        guard let first, let last else { return 0 }
        return last.end - first.start
    }
}
