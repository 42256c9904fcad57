import Foundation

/// A voice cut into frames of 25 ms every 10 ms, each measured.
struct VoiceFrames: Sendable {
    static let rate = 16_000
    static let hop = 160
    static let frameCount = 400
    static let pitchFrameCount = 640
    static let framesPerSecond = Double(rate) / Double(hop)
    /// Mean squares: 26 dB below the loudest, as a natural logarithm, and what is silence in any recording.
    static let activeRange = -6.0
    static let silence = 1e-8
    private static let transformCount = 512
    private static let frequencies = (0...transformCount / 2).map { Double($0 * rate) / Double(transformCount) }

    /// Natural logarithm of the mean square.
    private(set) var energy: [Double] = []
    private(set) var cepstra: [[Double]] = []
    private(set) var spectra: [SpectrumShape] = []
    private(set) var pitch: [Pitch.Frame] = []
    /// Louder than 26 dB below the loudest frame, and than silence.
    private(set) var isActive: [Bool] = []
    /// Active and periodic, at a pitch within an octave or so of the middle one.
    private(set) var isVoiced: [Bool] = []
    /// Where the first frame begins in the sound, in seconds.
    private(set) var startSeconds = 0.0

    init(_ sound: Sound) {
        let samples = Self.trimmed(sound.resampled(to: Self.rate).samples)
        startSeconds = Double(samples.startIndex) / Double(Self.rate)
        measure(samples.map(Double.init))
    }

    private mutating func measure(_ samples: [Double]) {
        guard samples.count >= Self.pitchFrameCount else { return }
        measureSpectra(samples)
        measurePitch(samples)
        let loudest = energy.max() ?? 0
        isActive = energy.map { $0 > loudest + Self.activeRange && $0 > log(Self.silence) }
        isVoiced = voiced()
    }

    /// Without digital silence at both ends.
    private static func trimmed(_ samples: [Float]) -> ArraySlice<Float> {
        guard let first = samples.firstIndex(where: { abs($0) > 1e-4 }),
            let last = samples.lastIndex(where: { abs($0) > 1e-4 })
        else { return [] }
        return samples[first...last]
    }

    private mutating func measureSpectra(_ samples: [Double]) {
        let transform = FourierTransform(count: Self.transformCount)
        let cepstrum = MelCepstrum(rate: Self.rate, transformCount: Self.transformCount)
        let hamming = (0..<Self.frameCount).map {
            0.54 - 0.46 * cos(2 * .pi * Double($0) / Double(Self.frameCount - 1))
        }
        var before: [Double]?
        for start in stride(from: 0, through: samples.count - Self.frameCount, by: Self.hop) {
            let frame = samples[start..<start + Self.frameCount]
            energy.append(log(frame.reduce(1e-10) { $0 + $1 * $1 / Double(Self.frameCount) }))
            // High frequencies are lifted, as the mouth's opening lowers them.
            let lifted = (start..<start + Self.frameCount).map { at in
                (samples[at] - (at > 0 ? 0.97 * samples[at - 1] : 0)) * hamming[at - start]
            }
            let power = transform.power(of: lifted)
            cepstra.append(cepstrum.coefficients(of: power))
            spectra.append(SpectrumShape(power, frequencies: Self.frequencies, before: &before))
        }
    }

    private mutating func measurePitch(_ samples: [Double]) {
        let meter = Pitch(rate: Self.rate, frameCount: Self.pitchFrameCount)
        for start in stride(from: 0, through: samples.count - Self.pitchFrameCount, by: Self.hop) {
            pitch.append(meter.frame(samples[start..<start + Self.pitchFrameCount]))
        }
    }

    private func voiced() -> [Bool] {
        let periodic = pitch.indices.map { isActive[$0] && pitch[$0].strength > 0.5 && pitch[$0].frequency > 0 }
        let middle = Spread(pitch.indices.filter { periodic[$0] }.map { log2(pitch[$0].frequency) }).median
        return pitch.indices.map { periodic[$0] && abs(log2(pitch[$0].frequency) - middle) < 1.2 }
    }
}

/// Where the energy of one frame lies.
struct SpectrumShape: Sendable {
    /// In hertz: the centre of gravity, the spread around it, and the frequency below which 85 % of the power lies.
    let centroid: Double
    let bandwidth: Double
    let rolloff: Double
    /// Natural logarithm of the power below 1 kHz over that above.
    let lowToHigh: Double
    /// How much the spectrum changed since the frame before, 0…√2.
    let flux: Double

    /// - Parameter before: magnitudes of the frame before as shares of their sum; afterwards those of this one.
    init(_ power: [Double], frequencies: [Double], before: inout [Double]?) {
        let magnitudes = power.map { $0.squareRoot() }
        let total = magnitudes.reduce(1e-9, +)
        let centre = zip(magnitudes, frequencies).reduce(0) { $0 + $1.0 * $1.1 } / total
        centroid = centre
        bandwidth = (zip(magnitudes, frequencies).reduce(0) { $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre) } / total)
            .squareRoot()
        let whole = power.reduce(1e-12, +)
        var sum = 0.0
        var bin = 0
        while bin < power.count - 1, (sum + power[bin]) / whole < 0.85 {
            sum += power[bin]
            bin += 1
        }
        rolloff = frequencies[bin]
        let low = zip(power, frequencies).reduce(1e-10) { $1.1 < 1_000 ? $0 + $1.0 : $0 }
        lowToHigh = log(low / (max(0, whole - low) + 1e-10))
        let now = magnitudes.map { $0 / total }
        flux = before.map { zip(now, $0).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() } ?? 0
        before = now
    }
}
