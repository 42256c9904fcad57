import Foundation

/// Mel-frequency cepstral coefficients (S. Davis, P. Mermelstein, 1980): the shape of the spectrum in a few numbers.
struct MelCepstrum: Sendable {
    static let bandCount = 26
    static let coefficientCount = 13
    private let bands: [[(bin: Int, weight: Double)]]
    private let cosines: [[Double]]

    /// - Parameter transformCount: length of the Fourier transform the spectra come from.
    init(rate: Int, transformCount: Int) {
        let top = Self.mel(min(8_000, Double(rate) / 2))
        let bottom = Self.mel(50)
        let edges = (0...Self.bandCount + 1).map { step in
            Self.hertz(bottom + (top - bottom) * Double(step) / Double(Self.bandCount + 1))
        }
        bands = (0..<Self.bandCount).map { band in
            let (low, centre, high) = (edges[band], edges[band + 1], edges[band + 2])
            return (0...transformCount / 2).compactMap { bin in
                let frequency = Double(bin * rate) / Double(transformCount)
                let weight = min((frequency - low) / (centre - low), (high - frequency) / (high - centre))
                return weight > 0 ? (bin, weight) : nil
            }
        }
        cosines = (0..<Self.coefficientCount).map { row in
            (0..<Self.bandCount).map { band in
                let angle = Double.pi / Double(Self.bandCount) * (Double(band) + 0.5) * Double(row)
                return cos(angle) * (2 / Double(Self.bandCount)).squareRoot()
            }
        }
    }

    /// - Parameter power: |X|² for the frequencies 0…count/2.
    func coefficients(of power: [Double]) -> [Double] {
        let levels = bands.map { band in log(band.reduce(1e-10) { $0 + power[$1.bin] * $1.weight }) }
        return cosines.map { row in zip(row, levels).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    private static func mel(_ hertz: Double) -> Double { 2_595 * log10(1 + hertz / 700) }
    private static func hertz(_ mel: Double) -> Double { 700 * (pow(10, mel / 2_595) - 1) }
}
