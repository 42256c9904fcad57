import Foundation
import Testing

@testable import Perception

@Suite("A voice's figures, on sounds that are known")
struct ProsodyTests {
    @Test("The pitch of a tone is found within half a percent", arguments: [80.0, 110, 147, 220, 330, 440])
    func pitch(hertz: Double) {
        let prosody = Prosody(KnownSounds.tone(hertz, seconds: 0.4))
        #expect(abs(prosody.pitchHertz / hertz - 1) < 0.005)
        #expect(prosody.voicedShare > 0.9)
    }

    @Test("A telephone's rate gives the same pitch", arguments: [8_000, 22_050, 44_100])
    func rates(rate: Int) {
        let prosody = Prosody(KnownSounds.tone(180, seconds: 0.4, rate: rate))
        #expect(abs(prosody.pitchHertz / 180 - 1) < 0.01)
    }

    @Test("A glide of an octave in a second rises by one octave")
    func glide() throws {
        let prosody = Prosody(KnownSounds.tone(120, to: 240, seconds: 1))
        let slope = try prosody.values[#require(Prosody.names.firstIndex(of: "pitch.slope"))]
        #expect(abs(slope * 100 - 1) < 0.1, "octaves a second")
    }

    @Test("The level of a sine of half amplitude is −9 dB")
    func level() {
        let samples = (0..<16_000).map { Float(0.5 * sin(2 * .pi * 200 * Double($0) / 16_000)) }
        let prosody = Prosody(Sound(samples: samples, rate: 16_000))
        #expect(abs(prosody.levelDecibels + 9.03) < 0.1)
    }

    @Test("Pauses are the share that was silent")
    func pauses() {
        let sound = KnownSounds.joined([
            KnownSounds.tone(150, seconds: 0.5), KnownSounds.silence(0.5), KnownSounds.tone(150, seconds: 0.5),
        ])
        #expect(abs(Prosody(sound).pauseShare - 1.0 / 3) < 0.05)
    }

    @Test("Noise has no voice, silence nothing at all")
    func unvoiced() {
        #expect(Prosody(KnownSounds.noise(0.5)).voicedShare < 0.1)
        let silence = Prosody(KnownSounds.silence(0.5))
        #expect(silence.pitchHertz == 0)
        #expect(silence.values.allSatisfy { $0.isFinite })
        #expect(Prosody(Sound(samples: [], rate: 16_000)).values.count == Prosody.names.count)
    }

    @Test("Bursts of four a second are counted as syllables")
    func syllables() {
        let burst = KnownSounds.joined([KnownSounds.tone(150, seconds: 0.15), KnownSounds.noise(0.1, level: 0.003)])
        let prosody = Prosody(KnownSounds.joined(Array(repeating: burst, count: 4)))
        #expect(abs(prosody.syllablesPerSecond - 4) < 1.2)
    }

    @Test("Names are unique, as many as figures")
    func names() {
        #expect(Set(Prosody.names).count == Prosody.names.count)
        #expect(Prosody(KnownSounds.tone(200, seconds: 0.2)).values.count == Prosody.names.count)
    }

    @Test("Loudness alone changes no figure of melody or rhythm")
    func scale() {
        let (quiet, loud) = (
            Prosody(KnownSounds.tone(200, seconds: 0.3, level: 0.1)),
            Prosody(KnownSounds.tone(200, seconds: 0.3, level: 0.4))
        )
        for (index, name) in Prosody.names.enumerated() where name.hasPrefix("pitch") || name.hasPrefix("voiced") {
            #expect(abs(quiet.values[index] - loud.values[index]) < 1e-3, "\(name)")
        }
    }
}

@Suite struct FourierTransformTests {
    @Test("Against the sum that defines it")
    func definition() {
        let count = 16
        let signal = (0..<count).map { sin(Double($0 * $0)) }
        let power = FourierTransform(count: count).power(of: signal)
        for bin in 0...count / 2 {
            let (re, im) = signal.enumerated().reduce((0.0, 0.0)) { sums, item in
                let angle = -2 * .pi * Double(bin * item.offset) / Double(count)
                return (sums.0 + item.element * cos(angle), sums.1 + item.element * sin(angle))
            }
            #expect(abs(power[bin] - (re * re + im * im)) < 1e-9)
        }
    }

    @Test("Autocorrelation is the sum of products at a distance")
    func autocorrelation() {
        let signal = (0..<20).map { cos(Double($0 * 3)) }
        let found = FourierTransform(count: 64).autocorrelation(of: signal, lags: 20)
        for lag in 0..<20 {
            let expected = (0..<(20 - lag)).reduce(0.0) { $0 + signal[$1] * signal[$1 + lag] }
            #expect(abs(found[lag] - expected) < 1e-9)
        }
    }
}
