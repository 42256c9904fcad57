import Foundation
import Perception

/// Sounds whose pitch, level and pauses are known because they were made.
enum KnownSounds {
    /// A voice-like tone: harmonics that fall off, at a pitch that may glide.
    static func tone(
        _ hertz: Double, to end: Double? = nil, seconds: Double = 1, level: Double = 0.3, rate: Int = 16_000
    ) -> Sound {
        var phase = 0.0
        let count = Int(seconds * Double(rate))
        let samples = (0..<count).map { index in
            let at = hertz + ((end ?? hertz) - hertz) * Double(index) / Double(count)
            phase += 2 * .pi * at / Double(rate)
            return Float(level * (1...5).reduce(0.0) { $0 + sin(phase * Double($1)) / Double($1) } / 2)
        }
        return Sound(samples: samples, rate: rate)
    }

    static func silence(_ seconds: Double, rate: Int = 16_000) -> Sound {
        Sound(samples: [Float](repeating: 0, count: Int(seconds * Double(rate))), rate: rate)
    }

    static func noise(_ seconds: Double, level: Float = 0.1, seed: UInt64 = 1) -> Sound {
        var state = seed
        let samples = (0..<Int(seconds * 16_000)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return level * (Float(state >> 40) / Float(1 << 23) - 1)
        }
        return Sound(samples: samples, rate: 16_000)
    }

    static func joined(_ sounds: [Sound]) -> Sound {
        Sound(samples: sounds.flatMap(\.samples), rate: sounds.first?.rate ?? 16_000)
    }

    /// A WAV file of 16 bits, or of another coding whose bytes are given.
    static func wav(_ sound: Sound, tag: Int = 1, bits: Int = 16, data: Data? = nil, channels: Int = 1) -> Data {
        func little(_ value: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(value >> (8 * $0) & 255) }) }
        let body =
            data
            ?? sound.samples.reduce(into: Data()) { $0 += little(Int(max(-32_768, min(32_767, $1 * 32_768))), 2) }
        let block = channels * bits / 8
        let form =
            little(tag, 2) + little(channels, 2) + little(sound.rate, 4) + little(sound.rate * block, 4)
            + little(block, 2) + little(bits, 2)
        let chunks = Data("WAVEfmt ".utf8) + little(16, 4) + form + Data("data".utf8) + little(body.count, 4) + body
        return Data("RIFF".utf8) + little(chunks.count, 4) + chunks
    }
}
