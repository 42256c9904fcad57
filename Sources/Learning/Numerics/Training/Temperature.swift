import Foundation

/// Makes shares mean what they say: scores are divided by one number before the softmax (Guo et al., ICML 2017).
enum Temperature {
    private static let logBounds = -2.5...2.5
    private static let stepsMax = 40

    /// The temperature under which the truths are likeliest; 1 when there are none.
    ///
    /// - Parameters: `scores` one row an example; `truths` the true column, −1: the row does not count.
    static func fitted(_ scores: Matrix, _ truths: [Int32]) -> Float {
        guard truths.contains(where: { $0 >= 0 }) else { return 1 }
        func loss(_ logTemperature: Double) -> Double {
            let sharpness = exp(-logTemperature)
            return truths.indices.reduce(0) { sum, row in
                guard truths[row] >= 0 else { return sum }
                let those = scores[row: row].map { Double($0) * sharpness }
                let top = those.max() ?? 0
                return sum + top + log(those.reduce(0) { $0 + exp($1 - top) }) - those[Int(truths[row])]
            }
        }
        return Float(exp(minimum(of: loss)))
    }

    /// The lowest point of a function with one valley, by golden section.
    private static func minimum(of loss: (Double) -> Double) -> Double {
        let share = (5.0.squareRoot() - 1) / 2
        var (low, high) = (logBounds.lowerBound, logBounds.upperBound)
        var (left, right) = (high - share * (high - low), low + share * (high - low))
        var (atLeft, atRight) = (loss(left), loss(right))
        for _ in 0..<stepsMax {
            if atLeft < atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - share * (high - low)
                atLeft = loss(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + share * (high - low)
                atRight = loss(right)
            }
        }
        return (low + high) / 2
    }
}
