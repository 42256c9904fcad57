import Foundation

/// The fundamental frequency of a voice (F0), frame by frame.
///
/// Autocorrelation of a Hann-windowed frame divided by that of the window (P. Boersma, "Accurate short-term analysis of
/// the fundamental frequency and the harmonics-to-noise ratio of a sampled sound", 1993), the best peak refined by a
/// parabola.
struct Pitch: Sendable {
    /// What one frame says.
    struct Frame: Sendable, Equatable {
        /// In hertz; 0 where no peak was found.
        let frequency: Double
        /// The peak's height, 0…1: how periodic the frame is.
        let strength: Double
    }

    static let range = 60.0...500.0
    private let rate: Int
    private let window: [Double]
    private let windowCorrelation: [Double]
    private let transform: FourierTransform
    private let shortestLag: Int
    private let longestLag: Int

    /// - Parameter frameCount: samples in a frame; a low voice needs three periods, 40 ms or more.
    init(rate: Int, frameCount: Int) {
        self.rate = rate
        var count = 2
        while count < 2 * frameCount { count *= 2 }
        transform = FourierTransform(count: count)
        window = (0..<frameCount).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(max(1, frameCount - 1))) }
        let correlation = transform.autocorrelation(of: window, lags: frameCount)
        windowCorrelation = correlation.map { max($0 / correlation[0], 1e-3) }
        shortestLag = max(2, Int(Double(rate) / Self.range.upperBound))
        longestLag = min(Int(Double(rate) / Self.range.lowerBound), frameCount * 3 / 4)
    }

    func frame(_ samples: ArraySlice<Double>) -> Frame {
        let mean = samples.reduce(0, +) / Double(max(1, samples.count))
        let signal = zip(samples, window).map { ($0 - mean) * $1 }
        let raw = transform.autocorrelation(of: signal, lags: longestLag + 1)
        guard raw[0] > 1e-9 else { return Frame(frequency: 0, strength: 0) }
        let correlation = zip(raw, windowCorrelation).map { $0 / raw[0] / $1 }
        var best: (lag: Int, score: Double)?
        for lag in shortestLag..<longestLag {
            guard correlation[lag] > correlation[lag - 1], correlation[lag] >= correlation[lag + 1] else { continue }
            // Twice the period fits just as well; the shorter one is meant.
            let score = correlation[lag] - 0.01 * log2(Double(lag) * Self.range.lowerBound / Double(rate))
            if score > best?.score ?? -.infinity { best = (lag, score) }
        }
        guard let lag = best?.lag else { return Frame(frequency: 0, strength: 0) }
        let (before, at, after) = (correlation[lag - 1], correlation[lag], correlation[lag + 1])
        let bend = before - 2 * at + after
        let shift = bend == 0 ? 0 : 0.5 * (before - after) / bend
        return Frame(frequency: Double(rate) / (Double(lag) + shift), strength: min(1, max(0, at)))
    }
}
