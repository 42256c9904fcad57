import Foundation
import Testing

@testable import Perception

/// With the real network, on sounds that are known to be none and on recordings of people.
@Suite(
    .enabled(if: Installed.folder?.hasVoiceActivity == true, "voice activity is not installed: run make perception"))
struct VoiceActivityTests {
    private func detector() throws -> VoiceActivity { try VoiceActivity(#require(Installed.folder)) }

    @Test("A hundred stretches of white noise, at any level, hold no speech")
    func noise() throws {
        let detector = try detector()
        var chance = SeededBytes(1)
        for seed in 0..<100 {
            let level = Float(pow(10, Double.random(in: -4...0, using: &chance)))
            let sound = KnownSounds.noise(0.5, level: level, seed: UInt64(seed))
            #expect(detector.segments(sound).isEmpty, "seed \(seed), level \(level)")
        }
    }

    @Test("Silence, a pure tone and clicks hold no speech, at both rates", arguments: VoiceActivity.Rate.allCases)
    func others(rate: VoiceActivity.Rate) throws {
        let detector = try detector()
        let count = rate.rawValue
        let tone = (0..<count).map { Float(0.4 * sin(2 * .pi * 440 * Double($0) / Double(count))) }
        let clicks = (0..<count).map { Float($0 % (count / 4) < 20 ? 0.9 : 0) }
        for samples in [[Float](repeating: 0, count: count), tone, clicks, []] {
            #expect(detector.segments(Sound(samples: samples, rate: count)).isEmpty)
        }
    }

    @Test("What comes in pieces of any length is heard as the whole", arguments: VoiceActivity.Rate.allCases)
    func streaming(rate: VoiceActivity.Rate) throws {
        let detector = try detector()
        let tone = KnownSounds.tone(140, to: 220, seconds: 0.7, rate: rate.rawValue)
        let whole = detector.probabilities(tone)
        #expect(whole.count == 22 && whole.allSatisfy { (0...1).contains($0) })
        var chance = SeededBytes(3)
        var stream = detector.stream(rate)
        // The second time after another sound has ended: nothing of it is left.
        for _ in 0..<2 {
            var (rest, found) = (tone.samples[...], [Double]())
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...700, using: &chance))
                found += stream.feed(piece)
                rest = rest.dropFirst(piece.count)
            }
            if let last = stream.finish() { found.append(last) }
            #expect(found == whole)
        }
        #expect(stream.finish() == nil)
    }

    @Test("Samples that are no numbers or out of range do not poison what follows")
    func hostile() throws {
        let detector = try detector()
        let bad: [Float] = [.nan, .infinity, -.infinity, 1e30, -1e30, .signalingNaN]
        let sound = Sound(samples: (0..<8_000).map { bad[$0 % bad.count] }, rate: 16_000)
        #expect(detector.probabilities(sound).allSatisfy { (0...1).contains($0) })
    }

    /// Every twelfth: a debug build takes ten milliseconds a window.
    @Test("Recordings of people hold speech")
    func recordings() throws {
        let detector = try detector()
        for (index, file) in try Recordings.files().enumerated() where index % 12 == 0 {
            #expect(!detector.segments(try Sound(wav: Data(contentsOf: file))).isEmpty, "\(file.lastPathComponent)")
        }
    }

    /// Speakers whom nothing was chosen on. A few end in a whisper that the network does not hear.
    @Test("Speech that was put between noise is found there, within 100 ms for most")
    func boundaries() throws {
        let detector = try detector()
        let files = try Recordings.files().filter { !$0.lastPathComponent.hasPrefix("03") }
        var errors: [Double] = []
        for (index, file) in files.enumerated() where index % 16 == 0 {
            let clip = Recordings.loud(try Sound(wav: Data(contentsOf: file)).resampled(to: 16_000))
            let noise = KnownSounds.noise(0.6, level: 0.003)
            let found = detector.segments(KnownSounds.joined([noise, clip, noise]))
            errors.append(abs((found.first?.start ?? 9) - 0.6))
            errors.append(abs((found.last?.end ?? 9) - 0.6 - clip.seconds))
        }
        #expect(errors.count { $0 <= 0.1 } * 10 >= errors.count * 8, "\(errors)")
    }

    @Test("A call in µ-law, 20 ms at a time, has the speech that the recording has; upsampled as well")
    func telephone() throws {
        let detector = try detector()
        guard let file = try Recordings.files().first else { return }
        let clip = KnownSounds.joined([
            KnownSounds.silence(0.5), try Sound(wav: Data(contentsOf: file)).resampled(to: 16_000),
            KnownSounds.silence(0.5),
        ])
        let expected = detector.segments(clip)
        let bytes = clip.resampled(to: 8_000).samples.map(Recordings.muLaw)
        var (stream, segmenter) = (
            detector.stream(.telephone),
            SpeechSegmenter(.silero, windowSeconds: VoiceActivity.windowSeconds)
        )
        var found: [SpeechSegment] = []
        for start in stride(from: 0, to: bytes.count, by: 160) {
            let frame = bytes[start..<min(start + 160, bytes.count)]
            found += stream.feed(muLaw: frame).compactMap { segmenter.add($0) }
        }
        if let last = segmenter.finish() { found.append(last) }
        let upsampled = detector.segments(Sound(samples: bytes.map(G711.muLaw), rate: 8_000).resampled(to: 16_000))
        for other in [found, upsampled] {
            #expect(abs((other.first?.start ?? 0) - (expected.first?.start ?? 9)) < 0.1)
            #expect(abs((other.last?.end ?? 0) - (expected.last?.end ?? 9)) < 0.1)
        }
    }
}

@Suite struct VoiceActivityInstallationTests {
    @Test("Without the model, and with another in its place, loading says so")
    func missing() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "voice-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = PerceptionFolder(root)
        let failure = #expect(throws: InferenceFailure.self) { try VoiceActivity(folder) }
        #expect(failure?.description == "silero_vad.onnx is missing in \(root.path): run make perception")
        try FileManager.default.createDirectory(
            at: root.appending(path: "models"), withIntermediateDirectories: true)
        for bytes in [Data(), Data("not a network".utf8), Data([0x3A, 0x00])] {
            try bytes.write(to: folder.model(VoiceActivity.modelName))
            #expect(throws: InferenceFailure.self) { try VoiceActivity(folder) }
        }
    }

    @Test("A layer is the sum of products with its weights, plus the bias")
    func layer() throws {
        let layer = try #require(DenseLayer([1, 2, 3, 4, 5, 6], rows: 2, bias: [10, 20]))
        #expect(layer([1, 0, -1]) == [8, 18] && layer.columns == 3)
        #expect(DenseLayer([1, 2, 3], rows: 2) == nil && DenseLayer([], rows: 1) == nil)
        #expect(DenseLayer([1, 2], rows: 2, bias: [1]) == nil)
    }
}
