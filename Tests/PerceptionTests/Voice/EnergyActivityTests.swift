import Testing

@testable import Perception

@Suite("Speech by loudness alone, and the pace inside it")
struct EnergyActivityTests {
    private let talk = KnownSounds.joined([
        KnownSounds.silence(0.5), KnownSounds.tone(150, seconds: 1), KnownSounds.silence(0.5),
        KnownSounds.tone(180, seconds: 1.5), KnownSounds.silence(0.7),
    ])

    @Test("Loud stretches are found within two frames, at any rate", arguments: [8_000, 16_000, 22_050])
    func loud(rate: Int) {
        let found = EnergyActivity.segments(talk.resampled(to: rate))
        #expect(found.count == 2)
        for (one, (start, end)) in zip(found, [(0.5, 1.5), (2.0, 3.5)]) {
            #expect(abs(one.start + 0.03 - start) < 0.03 && abs(one.end - 0.03 - end) < 0.03)
        }
    }

    @Test("Silence, nothing, no numbers and no rate are no speech; noise is taken for speech, as documented")
    func limits() {
        #expect(EnergyActivity.segments(KnownSounds.silence(1)).isEmpty)
        #expect(EnergyActivity.segments(Sound(samples: [], rate: 16_000)).isEmpty)
        #expect(EnergyActivity.segments(Sound(samples: [1, 2, 3], rate: 0)).isEmpty)
        #expect(EnergyActivity.segments(Sound(samples: [Float](repeating: .nan, count: 9_000), rate: 8_000)).isEmpty)
        #expect(EnergyActivity.segments(KnownSounds.noise(1)).count == 1)
    }

    @Test("Pauses lie between stretches; silence around them is none")
    func pauses() throws {
        let speech = [SpeechSegment(start: 0.5, end: 1.5), SpeechSegment(start: 2, end: 3.5)]
        let prosody = Prosody(talk, speech: speech)
        let pace = try #require(prosody.pace)
        #expect(pace.pauses == [SpeechSegment(start: 1.5, end: 2)])
        #expect(abs(pace.pauseShare - 0.5 / 3) < 1e-9 && prosody.pauseShare == pace.pauseShare)
        #expect(prosody.values == Prosody(talk).values, "models that learned from the figures stay valid")
        #expect(Prosody(talk).pace == nil)
        let none = try #require(Prosody(talk, speech: []).pace)
        #expect(none.pauseShare == 0 && none.speechRate == 0 && none.articulationRate == 0)
    }

    @Test("Syllables are counted inside speech only, for the whole span and for speech alone")
    func syllables() throws {
        let burst = KnownSounds.joined([KnownSounds.tone(150, seconds: 0.15), KnownSounds.noise(0.1, level: 0.003)])
        let words = KnownSounds.joined(Array(repeating: burst, count: 4))
        let sound = KnownSounds.joined([KnownSounds.silence(1), words, KnownSounds.silence(1), words])
        let speech = [SpeechSegment(start: 1, end: 2), SpeechSegment(start: 3, end: 4)]
        let pace = try #require(Prosody(sound, speech: speech).pace)
        #expect(abs(pace.syllables - 8) <= 2)
        #expect(abs(pace.articulationRate - Double(pace.syllables) / 2) < 1e-9)
        #expect(abs(pace.speechRate - Double(pace.syllables) / 3) < 1e-9)
        #expect(try #require(Prosody(sound, speech: [speech[0]]).pace).syllables < pace.syllables)
    }
}
