import Foundation

/// The arguments of a call, read as the kinds a function wants; a list of one stands for its item.
struct FEELArguments {
    let values: [FEELValue]
    let run: FEELRun

    var count: Int { values.count }

    subscript(index: Int) -> FEELValue { index < values.count ? values[index] : .null }

    private func single(_ index: Int) -> FEELValue {
        if case .list(let items) = self[index], items.count == 1 { return items[0] }
        return self[index]
    }

    func number(_ index: Int) -> Decimal? {
        guard case .number(let value) = single(index) else { return nil }
        return value
    }

    /// A whole number.
    func whole(_ index: Int) -> Int? { number(index).flatMap(FEELNumber.whole) }

    func string(_ index: Int) -> String? {
        guard case .string(let value) = single(index) else { return nil }
        return value
    }

    func boolean(_ index: Int) -> Bool? { single(index).truth }

    /// A list; anything but null counts as a list of one.
    func list(_ index: Int) -> [FEELValue]? { self[index].isNull ? nil : self[index].asList }

    func context(_ index: Int) -> FEELContext? {
        guard case .context(let value) = single(index) else { return nil }
        return value
    }

    func function(_ index: Int) -> FEELValue? {
        guard case .function = self[index] else { return nil }
        return self[index]
    }

    /// A list in which all are numbers.
    func numbers(_ index: Int) -> [Decimal]? {
        guard let items = list(index) else { return nil }
        var numbers: [Decimal] = []
        for item in items {
            guard case .number(let value) = item else { return nil }
            numbers.append(value)
        }
        return numbers
    }

    /// The day of a date or of a date and time.
    func day(_ index: Int) -> FEELDate? {
        switch single(index) {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        default: nil
        }
    }
}

extension FEELValue {
    /// A number, if there is one within range.
    static func fitting(_ value: Decimal?) -> FEELValue? {
        value.flatMap(FEELNumber.fit).map { FEELValue.number($0) }
    }

    /// A whole number.
    static func number(_ value: Int) -> FEELValue { .number(Decimal(value)) }
}
