import Foundation

/// The discrete Fourier transform of a length that is a power of two (Cooley and Tukey, 1965), in place.
///
/// Forty lines instead of another system library: frames are short and a call has a hundred of them a second.
struct FourierTransform: Sendable {
    let count: Int
    private let cosines: [Double]
    private let sines: [Double]
    private let mirrored: [Int]

    init(count: Int) {
        precondition(count > 1 && count & (count - 1) == 0, "a power of two")
        self.count = count
        cosines = (0..<count / 2).map { cos(2 * .pi * Double($0) / Double(count)) }
        sines = (0..<count / 2).map { -sin(2 * .pi * Double($0) / Double(count)) }
        let bits = count.trailingZeroBitCount
        mirrored = (0..<count).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// Both arrays have `count` numbers.
    func forward(_ real: inout [Double], _ imaginary: inout [Double]) {
        for index in 0..<count where mirrored[index] > index {
            real.swapAt(index, mirrored[index])
            imaginary.swapAt(index, mirrored[index])
        }
        real.withUnsafeMutableBufferPointer { re in
            imaginary.withUnsafeMutableBufferPointer { im in
                var half = 1
                while half < count {
                    pass(re, im, half)
                    half *= 2
                }
            }
        }
    }

    private func pass(_ re: UnsafeMutableBufferPointer<Double>, _ im: UnsafeMutableBufferPointer<Double>, _ half: Int) {
        let stride = count / (2 * half)
        for start in Swift.stride(from: 0, to: count, by: 2 * half) {
            for offset in 0..<half {
                let (c, s) = (cosines[offset * stride], sines[offset * stride])
                let (low, high) = (start + offset, start + offset + half)
                let turnedRe = re[high] * c - im[high] * s
                let turnedIm = re[high] * s + im[high] * c
                re[high] = re[low] - turnedRe
                im[high] = im[low] - turnedIm
                re[low] += turnedRe
                im[low] += turnedIm
            }
        }
    }

    /// |X|² of a real signal, for the frequencies 0…count/2; a shorter signal is padded with zeros.
    func power(of signal: [Double]) -> [Double] {
        var real = signal + [Double](repeating: 0, count: max(0, count - signal.count))
        var imaginary = [Double](repeating: 0, count: count)
        forward(&real, &imaginary)
        return (0...count / 2).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
    }

    /// The autocorrelation of a real signal (Wiener and Khinchin), for the lags 0..<lags.
    func autocorrelation(of signal: [Double], lags: Int) -> [Double] {
        let half = power(of: signal)
        // The transform of an even function is its own inverse, but for the scale.
        var real = half + half[1..<count / 2].reversed()
        var imaginary = [Double](repeating: 0, count: count)
        forward(&real, &imaginary)
        return real.prefix(lags).map { $0 / Double(count) }
    }
}
