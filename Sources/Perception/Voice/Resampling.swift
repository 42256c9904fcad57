import Foundation

extension Sound {
    /// The same sound at another rate, by a windowed sinc whose cut-off lies below both rates' half.
    public func resampled(to target: Int) -> Sound {
        guard target != rate, rate > 0, target > 0, !samples.isEmpty else { return self }
        let ratio = Double(target) / Double(rate)
        let cutoff = min(1, ratio) * 0.95
        // Sixteen crossings on either side.
        let half = Int((16 / cutoff).rounded(.up))
        let count = Int((Double(samples.count) * ratio).rounded(.down))
        var output = [Float](repeating: 0, count: count)
        let table = SincTable(half: half, cutoff: cutoff)
        samples.withUnsafeBufferPointer { input in
            for index in 0..<count {
                let centre = Double(index) / ratio
                let first = Int(centre.rounded(.down)) - half + 1
                var sum = 0.0
                for at in max(0, first)..<min(input.count, first + 2 * half) {
                    sum += Double(input[at]) * table.weight(abs(Double(at) - centre))
                }
                output[index] = Float(sum)
            }
        }
        return Sound(samples: output, rate: target)
    }
}

/// The windowed sinc at fine steps; between them it is taken as straight.
private struct SincTable {
    private static let stepsPerSample = 256
    private let values: [Double]

    init(half: Int, cutoff: Double) {
        values = (0...(half + 1) * Self.stepsPerSample).map { step in
            let distance = Double(step) / Double(Self.stepsPerSample)
            guard distance < Double(half) else { return 0 }
            let angle = Double.pi * distance * cutoff
            let sinc = angle == 0 ? 1 : sin(angle) / angle
            // Hann's window.
            return cutoff * sinc * (0.5 + 0.5 * cos(Double.pi * distance / Double(half)))
        }
    }

    func weight(_ distance: Double) -> Double {
        let position = distance * Double(Self.stepsPerSample)
        let step = Int(position)
        guard step + 1 < values.count else { return 0 }
        return values[step] + (values[step + 1] - values[step]) * (position - Double(step))
    }
}
