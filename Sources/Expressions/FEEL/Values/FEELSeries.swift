import Foundation

/// Roots, logarithms and exponentials to nearly all of a decimal's digits.
enum FEELSeries {
    /// ln 2 to 38 digits.
    private static let logarithmOfTwo = Decimal(string: "0.69314718055994530941723212145817656808", locale: nil) ?? 0

    /// Newton's iteration from the binary estimate.
    static func squareRoot(_ value: Decimal) -> Decimal? {
        guard value >= 0 else { return nil }
        guard value > 0 else { return 0 }
        var guess = Decimal(NSDecimalNumber(decimal: value).doubleValue.squareRoot())
        guard guess > 0 else { return nil }
        for _ in 0..<4 { guess = (guess + value / guess) / 2 }
        guard let root = FEELNumber.fit(guess) else { return nil }
        // Exact roots stay exact.
        let short = FEELNumber.round(root, places: 15, .plain)
        return short * short == value ? short : root
    }

    /// eˣ by halving the argument and squaring Taylor's series.
    static func exponential(_ value: Decimal) -> Decimal? {
        guard abs(value) <= 280 else { return value < 0 ? 0 : nil }
        var halvings = 0
        var small = abs(value)
        while small > Decimal(string: "0.5", locale: nil) ?? 1 {
            small /= 2
            halvings += 1
        }
        var sum: Decimal = 1
        var term: Decimal = 1
        for index in 1...32 {
            term = term * small / Decimal(index)
            sum += term
        }
        for _ in 0..<halvings { sum *= sum }
        return value < 0 ? FEELNumber.divide(1, sum) : FEELNumber.fit(sum)
    }

    /// The natural logarithm: powers of two taken out, then the series of the area hyperbolic tangent.
    static func logarithm(_ value: Decimal) -> Decimal? {
        guard value > 0 else { return nil }
        var twos = 0
        var rest = value
        while rest > Decimal(4) / 3 {
            rest /= 2
            twos += 1
        }
        while rest < Decimal(2) / 3 {
            rest *= 2
            twos -= 1
        }
        let ratio = (rest - 1) / (rest + 1)
        let square = ratio * ratio
        var power = ratio
        var sum: Decimal = 0
        for index in stride(from: 1, through: 61, by: 2) {
            sum += power / Decimal(index)
            power *= square
        }
        return FEELNumber.fit(sum * 2 + Decimal(twos) * logarithmOfTwo)
    }
}
