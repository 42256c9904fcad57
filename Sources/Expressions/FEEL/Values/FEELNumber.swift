import Foundation

/// Decimal arithmetic with the 34 digits of IEEE 754 decimal128, on Foundation's `Decimal` (38 digits, powers of ten
/// from −128 to 127). What is beyond its range is `nil`, which FEEL makes null.
enum FEELNumber {
    /// Rounded half to even to 34 digits; `nil` when not a number.
    static func fit(_ value: Decimal) -> Decimal? {
        guard !value.isNaN, value.isFinite else { return nil }
        let digits = digitCount(value)
        guard digits > FEELLimits.digitsMax else { return value }
        return round(value, places: -(value.exponent + digits - FEELLimits.digitsMax), .bankers)
    }

    /// Rounded to so many digits after the point; negative for tens and hundreds.
    static func round(_ value: Decimal, places: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
        var source = value
        var result = Decimal()
        NSDecimalRound(&result, &source, places, mode)
        return result
    }

    /// Significant digits of the coefficient.
    static func digitCount(_ value: Decimal) -> Int {
        var count = 0
        var rest = value.significand
        while rest >= 1 {
            count += 1
            rest = round(rest / 10, places: 0, .down)
        }
        return count
    }

    /// Reads digits with an optional point and exponent; `nil` when it is no number or out of range.
    static func parse(_ text: String) -> Decimal? {
        guard text.utf8.count <= 400, let shape = text.wholeMatch(of: /[+\-]?(\d*)(\.(\d+))?([eE]([+\-]?\d{1,4}))?/),
            !shape.1.isEmpty || shape.3 != nil
        else { return nil }
        guard let value = Decimal(string: text, locale: nil) else { return nil }
        return fit(value)
    }

    /// The number as a whole one, `nil` when it has a fraction or is too large.
    static func whole(_ value: Decimal) -> Int? {
        guard abs(value) <= 1_000_000_000_000_000_000, round(value, places: 0, .down) == value else { return nil }
        return NSDecimalNumber(decimal: value).intValue
    }

    /// Division to 34 digits.
    static func divide(_ left: Decimal, _ right: Decimal) -> Decimal? { right == 0 ? nil : fit(left / right) }

    /// Powers: by multiplication for whole exponents, otherwise by way of logarithms.
    static func power(_ base: Decimal, _ exponent: Decimal) -> Decimal? {
        if let whole = whole(exponent) { return power(base, whole) }
        guard base > 0 else { return base == 0 && exponent > 0 ? 0 : nil }
        return FEELSeries.logarithm(base).flatMap { FEELSeries.exponential($0 * exponent) }
    }

    private static func power(_ base: Decimal, _ exponent: Int) -> Decimal? {
        guard exponent >= 0 else { return base == 0 ? nil : power(base, -exponent).flatMap { divide(1, $0) } }
        if abs(base) == 1 { return exponent % 2 == 0 ? 1 : base }
        var result: Decimal = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest % 2 == 1 {
                guard let next = fit(result * square) else { return nil }
                result = next
            }
            rest /= 2
            guard rest > 0 else { break }
            guard let next = fit(square * square) else { return nil }
            square = next
        }
        return result
    }

    /// The floor of the quotient, as `modulo` needs it.
    static func modulo(_ dividend: Decimal, _ divisor: Decimal) -> Decimal? {
        guard divisor != 0 else { return nil }
        let quotient = round(dividend / divisor, places: 0, .down)
        // With more digits than a number has the quotient is not exact, and what is left of it says nothing.
        guard !quotient.isNaN, digitCount(quotient) + max(0, quotient.exponent) <= FEELLimits.digitsMax,
            let rest = fit(dividend - divisor * quotient)
        else { return nil }
        return rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest
    }
}
