import Foundation

/// Whether the arms of an experiment got as many people as they should: if not, something other than chance chose.
public enum SampleRatio {
    /// The chance of counts as far from the weights as these, or further (Pearson's chi-square test).
    ///
    /// - Returns: 1 when there is nothing to compare.
    public static func chance(_ counts: [Int], weights: [Double]) -> Double {
        let (people, whole) = (Double(counts.reduce(0, +)), weights.reduce(0, +))
        guard counts.count == weights.count, counts.count > 1, people > 0, whole > 0 else { return 1 }
        let statistic = zip(counts, weights).reduce(0.0) { sum, arm in
            let expected = people * arm.1 / whole
            return expected > 0 ? sum + pow(Double(arm.0) - expected, 2) / expected : sum
        }
        return upperGamma(Double(counts.count - 1) / 2, statistic / 2)
    }

    /// The regularised upper incomplete gamma function, by its series or its continued fraction (Press and others,
    /// "Numerical Recipes", 6.2).
    static func upperGamma(_ a: Double, _ x: Double) -> Double {
        if x <= 0 { return 1 }
        let front = exp(-x + a * log(x) - lgamma(a))
        if x < a + 1 {
            var (term, sum, n) = (1 / a, 1 / a, a)
            for _ in 0..<500 {
                n += 1
                term *= x / n
                sum += term
                if abs(term) < abs(sum) * 1e-14 { break }
            }
            return 1 - sum * front
        }
        var (b, c) = (x + 1 - a, 1e300)
        var d = 1 / b
        var h = d
        for i in 1..<500 {
            let an = -Double(i) * (Double(i) - a)
            b += 2
            d = 1 / (an * d + b)
            c = b + an / c
            h *= d * c
            if abs(d * c - 1) < 1e-14 { break }
        }
        return front * h
    }
}
