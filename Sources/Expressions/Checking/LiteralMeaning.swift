extension Checker {
    /// A literal in the light of what it is compared with: an amount, a time, a known value. `nil` leaves it as it is.
    mutating func meaning(of side: Sorted, as sort: Sort) -> Sorted? {
        guard case .literal(let literal) = side.term.node else { return nil }
        switch (sort, literal.cell) {
        case (.money(let currency, let digits), .integer), (.money(let currency, let digits), .real):
            guard side.sort == .number else { return nil }
            guard let minor = Self.minorUnits(literal.source, digits: digits) else {
                complain(.badMoney, at: side.term, literal.source, currency)
                return Sorted(term: side.term, sort: .open)
            }
            return replaced(side, .integer(minor), sort)
        case (.time, .text(let text)):
            guard let moment = Moment.parse(text.string, zoneOffsetSeconds: schema.zoneOffsetSeconds) else {
                complain(.badTime, at: side.term, text.string)
                return Sorted(term: side.term, sort: .open)
            }
            return replaced(side, .integer(moment), sort)
        case (.text(let known, let owner), .text(let text)) where !known.isEmpty:
            if !known.contains(where: { ByteText($0) == text }) {
                complainOfValue(text.string, known, owner, side.term)
            }
            return side
        default: return nil
        }
    }

    private func replaced(_ side: Sorted, _ cell: Cell, _ sort: Sort) -> Sorted {
        guard case .literal(let literal) = side.term.node else { return side }
        let meant = Literal(cell: cell, source: literal.source)
        return Sorted(term: Term(.literal(meant), at: side.term.position), sort: sort)
    }

    private mutating func complainOfValue(_ text: String, _ known: [String], _ owner: String, _ term: Term) {
        let near = Closest.match(text, among: known).map(Term.quote)
        complaints.append(Complaint(.unknownValue, at: term.position, text, owner, suggestion: near))
    }

    /// An amount in major units, exactly: `99.5` with two digits is 9950. `nil` when it has too many decimals.
    static func minorUnits(_ source: String, digits: Int) -> Int64? {
        let parts = source.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, digits >= 0, digits <= 18 else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        while fraction.hasSuffix("0") { fraction.removeLast() }
        guard fraction.count <= digits, fraction.allSatisfy(\.isASCII) else { return nil }
        return Int64(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
    }
}
