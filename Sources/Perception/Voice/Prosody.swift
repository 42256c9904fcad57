import Foundation

/// How something was said: melody, loudness, pace and timbre of a stretch of voice, as figures with names.
public struct Prosody: Sendable, Equatable {
    /// One figure for each of `names`. All are finite; a stretch too short to measure has zeros.
    public let values: [Double]

    /// Names of the figures, always in this order.
    public static let names = Self.figures(VoiceFrames(Sound(samples: [], rate: VoiceFrames.rate))).map(\.name)

    /// Middle of the fundamental frequency, in hertz; 0 without voice.
    public let pitchHertz: Double
    /// Mean level of the active frames, in decibels below full scale.
    public let levelDecibels: Double
    /// Share of frames with voice, 0…1.
    public let voicedShare: Double
    /// Share of frames that are pauses, 0…1; where stretches of speech were given, that of their `pace`.
    public let pauseShare: Double
    /// Hills of loudness a second: about the syllables; where stretches of speech were given, their speech rate.
    public let syllablesPerSecond: Double
    /// Pauses and rates inside the stretches of speech that were given.
    public let pace: SpeechPace?

    /// Measures a stretch of voice of any rate.
    ///
    /// - Parameter speech: where somebody speaks, if known (`VoiceActivity`, `EnergyActivity`). `values` are the same
    ///   with and without: models that learned from them stay valid.
    public init(_ sound: Sound, speech: [SpeechSegment]? = nil) {
        let frames = VoiceFrames(sound)
        values = Self.figures(frames).map { $0.value.isFinite ? $0.value : 0 }
        let voiced = frames.isVoiced.indices.filter { frames.isVoiced[$0] }
        pitchHertz = voiced.isEmpty ? 0 : Spread(voiced.map { frames.pitch[$0].frequency }).median
        let active = frames.isActive.indices.filter { frames.isActive[$0] }
        let power = active.map { exp(frames.energy[$0]) }.reduce(0, +) / Double(max(1, active.count))
        levelDecibels = active.isEmpty ? -100 : 10 * log10(power)
        voicedShare = Double(voiced.count) / Double(max(1, frames.isVoiced.count))
        let pace = speech.map { SpeechPace(frames, speech: $0) }
        self.pace = pace
        pauseShare = pace?.pauseShare ?? 1 - Double(active.count) / Double(max(1, frames.isActive.count))
        syllablesPerSecond = pace?.speechRate ?? Self.pace(frames)
    }

    private typealias Figure = (name: String, value: Double)

    private static func figures(_ frames: VoiceFrames) -> [Figure] {
        let active = frames.isActive.indices.filter { frames.isActive[$0] }
        let energy = active.map { frames.energy[$0] }
        var figures = cepstra(frames, active)
        let shapes = active.map { frames.spectra[$0] }
        figures += spread("centroid", shapes.map { log($0.centroid + 1) })
        figures += spread("bandwidth", shapes.map { log($0.bandwidth + 1) })
        figures += spread("rolloff", shapes.map { log($0.rolloff + 1) })
        figures += spread("lowToHigh", shapes.map(\.lowToHigh))
        figures += spread("flux", shapes.dropFirst().map(\.flux))
        figures += spread("energy", energy)
        figures.append(("energy.whole", Spread(frames.energy).deviation))
        figures.append(("energy.change", Spread(steps(frames.energy)).deviation))
        figures += melody(frames)
        figures += rhythm(frames, active)
        return figures
    }

    private static func spread(_ name: String, _ values: [Double]) -> [Figure] {
        zip(Spread.names, Spread(values).values).map { ("\(name).\($0)", $1) }
    }

    private static func steps(_ values: [Double]) -> [Double] { zip(values.dropFirst(), values).map { $0 - $1 } }

    private static func cepstra(_ frames: VoiceFrames, _ active: [Int]) -> [Figure] {
        (0..<MelCepstrum.coefficientCount).flatMap { row in
            let track = frames.cepstra.map { $0[row] }
            func at(_ index: Int) -> Double { track[min(max(0, index), track.count - 1)] }
            let change = active.map { (2 * at($0 + 2) + at($0 + 1) - at($0 - 1) - 2 * at($0 - 2)) / 10 }
            return spread("cepstrum\(row)", active.map { track[$0] })
                + [("cepstrum\(row).change", Spread(change).deviation)]
        }
    }

    private static func melody(_ frames: VoiceFrames) -> [Figure] {
        let voiced = frames.isVoiced.indices.filter { frames.isVoiced[$0] }
        let octaves = voiced.map { log2(frames.pitch[$0].frequency / 100) }
        let moves = steps(octaves).map(abs)
        return spread("pitch", octaves)
            + [("pitch.move", Spread(moves).mean), ("pitch.moveMedian", Spread(moves).median)]
            + spread("strength", voiced.map { frames.pitch[$0].strength })
    }

    private static func rhythm(_ frames: VoiceFrames, _ active: [Int]) -> [Figure] {
        let runs = frames.isVoiced.split(separator: false).map { Double($0.count) }
        let seconds = Double(frames.energy.count) / VoiceFrames.framesPerSecond
        let mean = runs.isEmpty ? 0 : runs.reduce(0, +) / Double(runs.count)
        var figures: [Figure] = [
            ("voiced.share", runs.reduce(0, +) / Double(max(1, frames.isVoiced.count))),
            ("voiced.runsPerSecond", seconds > 0 ? Double(runs.count) / seconds : 0),
            ("voiced.runMean", mean), ("voiced.runDeviation", Spread(runs).deviation),
            ("active.share", Double(active.count) / Double(max(1, frames.isActive.count))),
            ("syllablesPerSecond", pace(frames)),
        ]
        for (band, level) in modulation(frames.energy) { figures.append(("modulation\(band)", level)) }
        return figures
    }

    private static func pace(_ frames: VoiceFrames) -> Double {
        Double(frames.hills.count) * VoiceFrames.framesPerSecond / Double(max(1, frames.energy.count))
    }

    /// How much the loudness swings at 1–3, 3–6, 6–10 and 10–20 Hz, as logarithms.
    private static func modulation(_ energy: [Double]) -> [(band: String, level: Double)] {
        let count = 512
        let mean = energy.isEmpty ? 0 : energy.reduce(0, +) / Double(energy.count)
        let power = FourierTransform(count: count).power(of: energy.prefix(count).map { $0 - mean })
        return [(1, 3), (3, 6), (6, 10), (10, 20)].map { low, high in
            let bins = power.indices.filter { bin in
                let frequency = Double(bin) * VoiceFrames.framesPerSecond / Double(count)
                return frequency >= Double(low) && frequency < Double(high)
            }
            let mean = bins.map { power[$0].squareRoot() }.reduce(0, +) / Double(max(1, bins.count))
            return ("\(low)to\(high)", log(mean + 1e-6))
        }
    }
}
