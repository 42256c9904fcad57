import Foundation

extension FEELBuiltIns {
    /// Functions of numbers (DMN 1.5, clause 10.3.4.5).
    static let numbers: [FEELBuiltIn] = [
        FEELBuiltIn("decimal", "n, scale") { rounded($0, .bankers) },
        FEELBuiltIn("floor", "n, scale?") { rounded($0, .down, scaleIsOptional: true) },
        FEELBuiltIn("ceiling", "n, scale?") { rounded($0, .up, scaleIsOptional: true) },
        FEELBuiltIn("round up", "n, scale") { awayFromZero($0, .up) },
        FEELBuiltIn("round down", "n, scale") { awayFromZero($0, .down) },
        FEELBuiltIn("round half up", "n, scale") { rounded($0, .plain) },
        FEELBuiltIn("round half down", "n, scale") { halfDown($0) },
        FEELBuiltIn("abs", "n") { arguments in
            switch arguments[0] {
            case .duration(let span):
                return FEELDuration(nanoseconds: span.nanoseconds < 0 ? -span.nanoseconds : span.nanoseconds)
                    .map { .duration($0) }
            case .months(let months): return FEELMonths(abs(months.count)).map { .months($0) }
            default: return arguments.number(0).map { .number(abs($0)) }
            }
        },
        FEELBuiltIn("modulo", "dividend, divisor") { arguments in
            guard let dividend = arguments.number(0), let divisor = arguments.number(1) else { return nil }
            return .fitting(FEELNumber.modulo(dividend, divisor))
        },
        FEELBuiltIn("sqrt", "number") { .fitting($0.number(0).flatMap(FEELSeries.squareRoot)) },
        FEELBuiltIn("log", "number") { .fitting($0.number(0).flatMap(FEELSeries.logarithm)) },
        FEELBuiltIn("exp", "number") { .fitting($0.number(0).flatMap(FEELSeries.exponential)) },
        FEELBuiltIn("odd", "number") { $0.whole(0).map { .boolean($0 % 2 != 0) } },
        FEELBuiltIn("even", "number") { $0.whole(0).map { .boolean($0 % 2 == 0) } },
    ]

    /// Digits after the point that a number may be rounded to (DMN 1.5, table 75).
    private static let scales = -6_111...6_176

    private static func scale(_ arguments: FEELArguments, isOptional: Bool = false) -> Int? {
        if isOptional, arguments.count == 1 { return 0 }
        guard let exact = arguments.number(1) else { return nil }
        return FEELNumber.whole(FEELNumber.round(exact, places: 0, .down)).flatMap { scales.contains($0) ? $0 : nil }
    }

    private static func rounded(
        _ arguments: FEELArguments, _ mode: NSDecimalNumber.RoundingMode, scaleIsOptional: Bool = false
    ) -> FEELValue? {
        guard let value = arguments.number(0), let scale = scale(arguments, isOptional: scaleIsOptional) else {
            return nil
        }
        return .fitting(round(value, scale, mode))
    }

    private static func round(_ value: Decimal, _ scale: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal? {
        // Foundation's range of exponents ends long before decimal128's.
        if scale >= 128 { return value }
        if scale <= -120 { return 0 }
        return FEELNumber.round(value, places: scale, mode)
    }

    private static func awayFromZero(_ arguments: FEELArguments, _ mode: NSDecimalNumber.RoundingMode) -> FEELValue? {
        guard let value = arguments.number(0), let scale = scale(arguments) else { return nil }
        return .fitting(round(abs(value), scale, mode).map { value < 0 ? -$0 : $0 })
    }

    private static func halfDown(_ arguments: FEELArguments) -> FEELValue? {
        guard let value = arguments.number(0), let scale = scale(arguments) else { return nil }
        guard let low = round(abs(value), scale, .down), let high = round(abs(value), scale, .plain) else { return nil }
        let middle = (low + high) / 2
        let result = abs(value) > middle ? high : low
        return .fitting(value < 0 ? -result : result)
    }
}
