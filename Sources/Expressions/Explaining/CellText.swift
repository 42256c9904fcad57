extension Attribute {
    /// A value of this attribute in an explanation: texts in quotation marks, a missing one said so.
    func spell(_ cell: Cell, _ zoneOffsetSeconds: Int, _ language: Language) -> String {
        switch cell {
        case .null: language.pick("空（没有值）", "not known")
        case .text(let text): language.pick("“\(text.string)”", "“\(text.string)”")
        case .set(let members) where members.isEmpty: language.pick("空集", "an empty set")
        default: kind.plainText(of: cell, zoneOffsetSeconds: zoneOffsetSeconds, language) ?? ""
        }
    }
}

extension AttributeKind {
    /// A value as it reads in a sentence, or `nil` when it is missing: `¥1,200.00`, `2026-01-31 08:30`, 是.
    func plainText(of cell: Cell, zoneOffsetSeconds: Int, _ language: Language) -> String? {
        switch (self, cell) {
        case (.money(let currency, let digits), .integer(let minor)): Self.amount(minor, currency, digits)
        case (.time, .integer(let moment)): Moment.spell(moment, zoneOffsetSeconds: zoneOffsetSeconds)
        case (.bool, .integer(let flag)): flag != 0 ? language.pick("是", "yes") : language.pick("否", "no")
        case (_, .integer(let number)): String(number)
        case (_, .real(let number)): Self.number(number)
        case (_, .text(let text)): text.string
        case (_, .set(let members)):
            members.sorted().map(\.string).joined(separator: language.pick("、", ", "))
        case (_, .null): nil
        }
    }

    private static func number(_ value: Double) -> String {
        let spelled = NumberText.spell(value)
        return spelled.hasSuffix(".0") ? String(spelled.dropLast(2)) : spelled
    }

    private static func amount(_ minor: Int64, _ currency: String, _ digits: Int) -> String {
        var text = String(minor.magnitude)
        if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
        let whole = text.dropLast(digits)
        let fraction = text.suffix(digits)
        let grouped = whole.enumerated().map { index, digit in
            (index > 0 && (whole.count - index).isMultiple(of: 3) ? "," : "") + String(digit)
        }.joined()
        let sign = minor < 0 ? "-" : ""
        let number = digits > 0 ? "\(grouped).\(fraction)" : grouped
        switch currency {
        case "CNY": return "\(sign)¥\(number)"
        case "USD": return "\(sign)$\(number)"
        case "EUR": return "\(sign)€\(number)"
        default: return "\(sign)\(currency) \(number)"
        }
    }
}
