/// The side of a bank card that carries the number.
enum BankCard {
    static let required = ["number"]

    static func find(_ lines: [TextLine]) -> FormFields {
        let rows = Sheet(lines).rows
        var fields = FormFields()
        let candidates = rows.flatMap { row in [Sheet.joined(row)] + row.map(\.snippet) }.compactMap(number)
        let number = candidates.first { BankNumber.passesLuhn($0.text) } ?? candidates.first
        fields.set("number", number)
        if let bank = rows.flatMap({ $0 }).compactMap({ $0.snippet.part(#/\p{Han}{2,12}银行/#)?.snippet }).first {
            fields.set("bank", bank)
        }
        if let expiry = rows.flatMap({ $0 }).compactMap({ expiry($0.snippet) }).first {
            fields.set("expiry", expiry)
        }
        return fields
    }

    private static func number(_ snippet: Snippet) -> Snippet? {
        snippet.part(#/[0-9]{13,}/#)?.snippet
    }

    /// Month and year, not part of a longer number.
    private static func expiry(_ snippet: Snippet) -> Snippet? {
        guard let match = snippet.part(#/(?:^|[^0-9/])((?:0[1-9]|1[0-2])/[0-9]{2})$/#) else { return nil }
        return match.snippet.filter { $0.isNumber || $0 == "/" }
    }

    static func check(_ fields: inout FormFields) {
        guard let number = fields["number"] else { return }
        guard BankNumber.passesLuhn(number) else {
            fields.faults.append("number: its check digit is wrong (Luhn)")
            return
        }
        fields.checked.insert("number")
        guard let lengths = BankNumber.lengths(of: number) else {
            fields.faults.append("number: no card begins like this")
            return
        }
        if !lengths.contains(number.count) {
            fields.faults.append("number: such cards have \(lengths.lowerBound)–\(lengths.upperBound) digits")
        }
        guard let issuer = CardIssuer.of(number), let bank = fields["bank"] else { return }
        if bank == issuer.bank { fields.confirmed.insert("bank") }
    }
}
