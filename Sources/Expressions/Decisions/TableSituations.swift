import Foundation

/// Values of one input that stand for all that a table's rules can tell apart: every constant its tests mention, what
/// lies between two neighbours, and what lies outside.
///
/// Rules are asked at these values by the same engine that decides, so a review can never disagree with it.
struct TableSituations {
    /// Values to try, the most ordinary first in reports.
    let values: [FEELValue]
    /// Whether every rule's test of this input depends on the input and constants only.
    let isComplete: Bool

    init(_ table: DecisionTable, input: Int) {
        var constants: [FEELValue] = []
        var isComplete = true
        let allowed = table.inputs[input].allowed
        for tests in table.rules.map({ $0.tests[input] }) + [allowed].compactMap(\.self) {
            isComplete = tests.collect(into: &constants) && isComplete
        }
        self.isComplete = isComplete
        let candidates = Self.spread(constants, of: table.inputs[input].type)
        values = candidates.filter { value in
            allowed.map { FEELRun().tests($0, pass: value, in: FEELScope([:])) == true } ?? true
        }
    }

    private static func spread(_ constants: [FEELValue], of type: FEELType) -> [FEELValue] {
        if constants.contains(where: { if case .boolean = $0 { true } else { false } }) { return [true, false] }
        if case .boolean = type.unconstrained { return [true, false] }
        let sorted = constants.sorted { (FEELEquality.order($0, $1) ?? 0) < 0 }
        var distinct: [FEELValue] = []
        for value in sorted where distinct.last.map({ FEELEquality.order($0, value) != 0 }) ?? true {
            distinct.append(value)
        }
        if distinct.contains(where: { if case .string = $0 { true } else { false } }) {
            return distinct + [.string(unheard(of: distinct))]
        }
        guard let first = distinct.first, let last = distinct.last else { return [other(type)] }
        var values = [neighbour(first, -1)].compactMap(\.self)
        for (index, value) in distinct.enumerated() {
            values.append(value)
            if index + 1 < distinct.count, let middle = middle(value, distinct[index + 1]) { values.append(middle) }
        }
        return values + [neighbour(last, 1)].compactMap(\.self)
    }

    /// Some text that no rule mentions.
    private static func unheard(of texts: [FEELValue]) -> String {
        var text = "其他 other"
        while texts.contains(.string(text)) { text += "…" }
        return text
    }

    /// A value of a type that no rule asks about.
    private static func other(_ type: FEELType) -> FEELValue {
        switch type.unconstrained {
        case .number: 0
        case .string: .string("其他 other")
        default: .string("任意 anything")
        }
    }

    private static func neighbour(_ value: FEELValue, _ step: Int) -> FEELValue? {
        switch value {
        case .number(let number): .number(number + Decimal(step))
        case .date(let date): FEELDate(daysSince1970: date.daysSince1970 + step).map { .date($0) }
        case .dateTime(let moment):
            FEELDuration(nanoseconds: Int128(step) * 1_000_000_000).flatMap(moment.adding).map { .dateTime($0) }
        case .duration(let span):
            FEELDuration(nanoseconds: span.nanoseconds + Int128(step) * 1_000_000_000).map { .duration($0) }
        case .months(let months): FEELMonths(months.count + step).map { .months($0) }
        default: nil
        }
    }

    private static func middle(_ low: FEELValue, _ high: FEELValue) -> FEELValue? {
        switch (low, high) {
        case (.number(let a), .number(let b)):
            // A whole number is easier to read, where there is one.
            let whole = FEELNumber.round((a + b) / 2, places: 0, .down)
            return .number(whole > a && whole < b ? whole : (a + b) / 2)
        case (.date(let a), .date(let b)):
            let day = (a.daysSince1970 + b.daysSince1970) / 2
            return day > a.daysSince1970 ? FEELDate(daysSince1970: day).map { .date($0) } : nil
        case (.dateTime(let a), .dateTime(let b)):
            return FEELDuration(nanoseconds: (b.nanoseconds - a.nanoseconds) / 2).flatMap(a.adding).map {
                .dateTime($0)
            }
        case (.duration(let a), .duration(let b)):
            return FEELDuration(nanoseconds: (a.nanoseconds + b.nanoseconds) / 2).map { .duration($0) }
        case (.months(let a), .months(let b)):
            return b.count - a.count > 1 ? FEELMonths((a.count + b.count) / 2).map { .months($0) } : nil
        default: return nil
        }
    }
}

extension FEELTests {
    /// Names that stand alone as a test, and are not the value that is tested.
    var bareNames: [String] {
        guard case .among(let terms) = form else {
            if case .noneOf(let terms) = form { return FEELTests(text: text, form: .among(terms)).bareNames }
            return []
        }
        return terms.compactMap { if case .name(let name) = $0, name != "?" { name } else { nil } }
    }

    /// Notes the constants that the tests compare with; says whether there is nothing else in them.
    func collect(into constants: inout [FEELValue]) -> Bool {
        switch form {
        case .anything: return true
        case .among(let terms), .noneOf(let terms):
            var isComplete = true
            for term in terms { isComplete = term.collect(into: &constants) && isComplete }
            return isComplete
        }
    }
}

extension FEELTerm {
    fileprivate func collect(into constants: inout [FEELValue]) -> Bool {
        switch self {
        case .range(let low, _, let high, _):
            let first = low.collect(into: &constants)
            return high.collect(into: &constants) && first
        case .side(_, let operand): return operand.collect(into: &constants)
        case .literal(.null): return true
        case .literal(let value):
            constants.append(value)
            return true
        case .list(let items):
            var isComplete = true
            for item in items { isComplete = item.collect(into: &constants) && isComplete }
            return isComplete
        case .negate, .call:
            guard isConstant else { return false }
            constants.append(FEELRun().evaluate(self, in: FEELScope([:])))
            return true
        default: return false
        }
    }
}
