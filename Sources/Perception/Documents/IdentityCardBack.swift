/// The emblem side of the resident identity card.
enum IdentityCardBack {
    static let required = ["authority", "validity"]
    /// Years a card is issued for; without end to people over 46.
    private static let terms: Set = [5, 10, 20]

    static func find(_ lines: [TextLine]) -> FormFields {
        let rows = Sheet(lines).rows.map(Sheet.joined)
        var fields = FormFields()
        let validityRow = rows.indices.last { DatePattern.period(in: rows[$0]) != nil }
        if let validityRow, let period = DatePattern.period(in: rows[validityRow]) {
            let end = period.end?.joined(by: ".") ?? "长期"
            fields.set("validity", period.snippet, value: "\(period.start.joined(by: "."))-\(end)")
        }
        let authorityRow = rows.indices.prefix(validityRow ?? rows.count).last { rows[$0].text.contains(#/公安|分局/#) }
        if let authorityRow {
            let row = rows[authorityRow]
            let label = row.part(#/^.{0,2}(?:机关|发机.|签.机)/#)?.snippet.letters.count ?? 0
            let authority = LookAlikes.withoutStroke(row.dropFirst(label).filter { $0.isHan })
            fields.set("authority", LookAlikes.repaired(authority))
        }
        return fields
    }

    static func check(_ fields: inout FormFields) {
        if let authority = fields["authority"], !authority.contains(#/公安.*局$/#) {
            fields.faults.append("authority: it is no police office")
        }
        let validity = Snippet(letters: fields["validity"] ?? "")
        guard let period = DatePattern.period(in: validity), let end = period.end else { return }
        let start = period.start
        // A card issued on 29 February may end on 28 February or 1 March.
        let isSameDay = (end.month, end.day) == (start.month, start.day) || (start.month, start.day) == (2, 29)
        if isSameDay, terms.contains(end.year - start.year) {
            fields.confirmed.insert("validity")
        } else {
            fields.faults.append("validity: it is not for 5, 10 or 20 years")
        }
    }
}
