import Foundation

extension FEELBuiltIns {
    /// Figures of a list (DMN 1.5, clause 10.3.4.4).
    static let figures: [FEELBuiltIn] = [
        FEELBuiltIn("min", "list...") { extreme($0, -1) },
        FEELBuiltIn("max", "list...") { extreme($0, 1) },
        FEELBuiltIn("sum", "list...") { arguments in
            if let numbers = arguments.numbers(0), !numbers.isEmpty { return .fitting(numbers.reduce(0, +)) }
            guard let items = arguments.list(0), let first = items.first else { return nil }
            return items.dropFirst().reduce(first) { FEELArithmetic.add.apply($0, $1, arguments.run) }
        },
        FEELBuiltIn("product", "list...") { arguments in
            guard let numbers = arguments.numbers(0), !numbers.isEmpty else { return nil }
            return .fitting(numbers.reduce(1, *))
        },
        FEELBuiltIn("mean", "list...") { arguments in
            guard let numbers = arguments.numbers(0), !numbers.isEmpty else { return nil }
            return .fitting(numbers.reduce(0, +) / Decimal(numbers.count))
        },
        FEELBuiltIn("median", "list...") { arguments in
            guard let numbers = arguments.numbers(0)?.sorted() else { return nil }
            guard !numbers.isEmpty else { return .null }
            let middle = numbers.count / 2
            return .fitting(numbers.count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2)
        },
        FEELBuiltIn("stddev", "list...") { arguments in
            guard let numbers = arguments.numbers(0), numbers.count > 1 else { return nil }
            let mean = numbers.reduce(0, +) / Decimal(numbers.count)
            let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
            return .fitting(FEELSeries.squareRoot(squares / Decimal(numbers.count - 1)))
        },
        FEELBuiltIn("mode", "list...") { arguments in
            guard let numbers = arguments.numbers(0) else { return nil }
            let counts = Dictionary(grouping: numbers, by: { $0 }).mapValues(\.count)
            let most = counts.values.max() ?? 0
            return .list(counts.filter { $0.value == most }.keys.sorted().map { FEELValue.number($0) })
        },
        FEELBuiltIn("all", "list...") { arguments in
            arguments.list(0).map { FEELValue(truth: every($0, isTrue: true, otherwise: false)) }
        },
        FEELBuiltIn("any", "list...") { arguments in
            arguments.list(0).map { FEELValue(truth: every($0, isTrue: false, otherwise: true)) }
        },
    ]

    /// One item that is otherwise decides; something that is no boolean leaves it unknown.
    private static func every(_ items: [FEELValue], isTrue: Bool, otherwise: Bool) -> Bool? {
        if items.contains(.boolean(otherwise)) { return otherwise }
        return items.allSatisfy { $0 == .boolean(isTrue) } ? isTrue : nil
    }

    private static func extreme(_ arguments: FEELArguments, _ sign: Int) -> FEELValue? {
        guard let items = arguments.list(0), var best = items.first else { return nil }
        guard FEELEquality.order(best, best) != nil else { return nil }
        for item in items.dropFirst() {
            guard let order = FEELEquality.order(item, best) else { return nil }
            if order == sign { best = item }
        }
        return best
    }
}
