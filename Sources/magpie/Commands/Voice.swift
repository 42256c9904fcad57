import ArgumentParser
import Foundation
import Perception

/// `magpie voice`: where somebody speaks in a recording, and how.
struct Voice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voice", abstract: "Find speech, pauses, pitch, loudness and pace in recordings.",
        discussion: """
            Speech is found by Silero's network where it is installed (make perception), otherwise by loudness alone, \
            which takes any noise for speech.
            """)
    @Argument(help: "Recordings: WAV files.") var files: [String]
    @Option(help: "How speech is found: auto, silero or energy.") var method: Method = .auto
    @Flag(help: "Print a JSON object a line for each file.") var json = false

    enum Method: String, ExpressibleByArgument, CaseIterable { case auto, silero, energy }

    func run() async throws {
        let detector = try detector()
        for file in files {
            let report = Report(file, sound: try Self.sound(file), detector: detector)
            print(json ? try Printed.json(report) : report.text)
        }
    }

    private func detector() throws -> VoiceActivity? {
        guard method != .energy else { return nil }
        do {
            return try VoiceActivity(PerceptionFolder.find())
        } catch {
            guard method == .auto else { throw error }
            Printed.aside("By loudness alone: \(error)")
            return nil
        }
    }

    private static func sound(_ path: String) throws -> Sound {
        try CommandFile.naming(path, in: SoundRefusal.self) { try Sound(wav: CommandFile.data(path)) }
    }

    /// Times in seconds, rounded to milliseconds.
    struct Report: Encodable {
        let file: String
        let seconds: Double
        let rate: Int
        /// `silero` or `energy`.
        let method: Method.RawValue
        let speech: [SpeechSegment]
        let pauses: [SpeechSegment]
        let speechSeconds, pauseShare, speechRate, articulationRate: Double
        let pitchHertz, levelDecibels, voicedShare: Double
        /// How long it took to find speech.
        let detectionMilliseconds: Double

        init(_ file: String, sound: Sound, detector: VoiceActivity?) {
            self.file = file
            (seconds, rate) = (sound.seconds, sound.rate)
            method = (detector == nil ? Method.energy : .silero).rawValue
            let clock = ContinuousClock()
            let start = clock.now
            let found = detector?.segments(sound) ?? EnergyActivity.segments(sound)
            detectionMilliseconds = (clock.now - start) / .milliseconds(1)
            let prosody = Prosody(sound, speech: found)
            speech = found.map(\.rounded)
            pauses = found.pauses.map(\.rounded)
            speechSeconds = found.speechSeconds
            pauseShare = prosody.pauseShare
            speechRate = prosody.syllablesPerSecond
            articulationRate = prosody.pace?.articulationRate ?? 0
            (pitchHertz, levelDecibels) = (prosody.pitchHertz, prosody.levelDecibels)
            voicedShare = prosody.voicedShare
        }

        var text: String {
            func number(_ value: Double, _ digits: Int = 1) -> String { String(format: "%.\(digits)f", value) }
            let stretches = speech.map { "  \(number($0.start, 2))–\(number($0.end, 2)) s" }
            return
                (["\(file): \(number(seconds)) s, speech \(number(speechSeconds)) s (by \(method))"] + stretches + [
                    "pitch \(number(pitchHertz, 0)) Hz, level \(number(levelDecibels)) dB, "
                        + "\(number(speechRate)) syllables/s, pauses \(number(pauseShare * 100, 0)) %"
                ]).joined(separator: "\n")
        }
    }
}

extension SpeechSegment {
    /// To milliseconds.
    fileprivate var rounded: SpeechSegment {
        SpeechSegment(start: (start * 1_000).rounded() / 1_000, end: (end * 1_000).rounded() / 1_000)
    }
}
