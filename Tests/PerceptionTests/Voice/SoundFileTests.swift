import Foundation
import Testing

@testable import Perception

@Suite("Sound from files")
struct SoundFileTests {
    @Test("What was written in 16 bits is read")
    func sixteenBits() throws {
        let sound = KnownSounds.tone(200, seconds: 0.05)
        let read = try Sound(wav: KnownSounds.wav(sound))
        #expect(read.rate == 16_000)
        #expect(zip(read.samples, sound.samples).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(read.samples.count == sound.samples.count)
    }

    @Test(
        "Other codings of the same values",
        arguments: [
            (1, 8, Data([128, 255, 0])), (1, 24, Data([0, 0, 0, 0xFF, 0xFF, 0x7F, 0, 0, 0x80])),
            (1, 32, Data([0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80])),
            (3, 32, Data([0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0xBF])),
        ])
    func codings(tag: Int, bits: Int, data: Data) throws {
        let form = Sound(samples: [], rate: 8_000)
        let read = try Sound(wav: KnownSounds.wav(form, tag: tag, bits: bits, data: data))
        #expect(read.samples.count == 3)
        #expect(read.samples[0] == 0)
        #expect(abs(read.samples[1] - 1) < 0.01)
        #expect(abs(read.samples[2] + 1) < 0.01)
    }

    @Test("Two channels become their mean")
    func stereo() throws {
        let data = Data([0, 0x40, 0, 0xC0, 0, 0x40, 0, 0x40])
        let read = try Sound(wav: KnownSounds.wav(Sound(samples: [], rate: 8_000), data: data, channels: 2))
        #expect(read.samples == [0, 0.5])
    }

    /// ITU-T G.711, tables 1a and 2a: decision values of the outermost and innermost steps, in 16 bits.
    @Test("The telephone's codings give the values of G.711")
    func telephone() {
        #expect(G711.muLaw(0xFF) == 0)
        #expect(G711.muLaw(0x7F) == 0)
        #expect(G711.muLaw(0x80) * 32_768 == 32_124)
        #expect(G711.muLaw(0x00) * 32_768 == -32_124)
        #expect(G711.aLaw(0xD5) * 32_768 == 8)
        #expect(G711.aLaw(0x55) * 32_768 == -8)
        #expect(G711.aLaw(0xAA) * 32_768 == 32_256)
        #expect(G711.aLaw(0x2A) * 32_768 == -32_256)
    }

    @Test("Resampling there and back keeps a tone, and lets nothing through that the lower rate cannot hold")
    func resampling() {
        let tone = KnownSounds.tone(300, seconds: 0.1)
        let back = tone.resampled(to: 8_000).resampled(to: 16_000)
        let middle = 400..<1_200
        #expect(middle.allSatisfy { abs(back.samples[$0] - tone.samples[$0]) < 0.02 })
        let high = (0..<4_000).map { Float(sin(2 * .pi * 6_000 * Double($0) / 16_000)) }
        let low = Sound(samples: high, rate: 16_000).resampled(to: 8_000)
        #expect(low.samples[200..<1_800].allSatisfy { abs($0) < 0.02 })
    }

    @Test("What is no WAV file, or a damaged one, is refused with a reason")
    func refused() {
        let good = KnownSounds.wav(KnownSounds.tone(200, seconds: 0.01))
        #expect(throws: SoundRefusal.notWAV) { try Sound(wav: Data("hello".utf8)) }
        #expect(throws: SoundRefusal.self) { try Sound(wav: good.prefix(30)) }
        #expect(throws: SoundRefusal.unknownCoding(85)) {
            try Sound(wav: KnownSounds.wav(Sound(samples: [], rate: 8_000), tag: 85, data: Data([1, 2])))
        }
        #expect(throws: SoundRefusal.self) {
            try Sound(wav: KnownSounds.wav(Sound(samples: [], rate: 1), data: Data([1, 2])))
        }
    }

    @Test("Damaged files are read or refused, never a crash")
    func damaged() {
        let good = Array(KnownSounds.wav(KnownSounds.tone(200, seconds: 0.005)))
        var state: UInt64 = 3
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0...random(4) { bytes[random(64)] = UInt8(random(256)) }
            if random(3) == 0 { bytes.removeLast(random(bytes.count)) }
            _ = try? Sound(wav: Data(bytes))
        }
    }

    @Test("Sizes that are lies cost no more than the file: samples never exceed its bytes")
    func lies() throws {
        let good = KnownSounds.wav(KnownSounds.tone(200, seconds: 0.01))
        for (at, bytes) in [(4, 4), (16, 4), (22, 2), (24, 4), (34, 2), (40, 4)] {
            for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
                var file = good
                file.replaceSubrange(at..<at + bytes, with: [UInt8](repeating: value, count: bytes))
                let sound = try? Sound(wav: file)
                #expect((sound?.samples.count ?? 0) <= file.count)
            }
        }
        var cutOff = good
        cutOff.replaceSubrange(40..<44, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(try Sound(wav: cutOff) == Sound(wav: good), "a recorder that was cut off leaves no size")
    }

    @Test("More than an hour is refused, whatever the rate")
    func tooLong() {
        let form = Sound(samples: [], rate: 4_000)
        let bytes = Data(repeating: 0xFF, count: 4_000 * SoundLimits.secondsMax + 1)
        #expect(throws: SoundRefusal.tooLarge("more than 3600 seconds")) {
            try Sound(wav: KnownSounds.wav(form, tag: 7, bits: 8, data: bytes))
        }
    }

    @Test("Every byte of the telephone's codings is a value, each with its negative")
    func telephoneBytes() {
        for byte in UInt8.min...UInt8.max {
            #expect(G711.muLaw(byte) == -G711.muLaw(byte ^ 0x80) && abs(G711.muLaw(byte)) < 1)
            #expect(G711.aLaw(byte) == -G711.aLaw(byte ^ 0x80) && abs(G711.aLaw(byte)) < 1)
        }
        #expect(Set((UInt8.min...UInt8.max).map(G711.aLaw)).count == 256)
    }
}
