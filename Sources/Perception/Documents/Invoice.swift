/// The VAT invoice: the older form with a code, and the fully digital one.
enum Invoice {
    static let required = [
        "number", "date", "buyerName", "buyerTaxNumber", "sellerName", "sellerTaxNumber", "amount", "tax", "total",
    ]

    static func find(_ lines: [TextLine]) -> FormFields {
        let sheet = Sheet(lines)
        var fields = FormFields()
        fields.set("code", after("发票代码", in: sheet, #/[0-9]{10,12}$/#))
        fields.set("number", after("发票号码", in: sheet, #/[0-9]{8}(?:[0-9]{12})?$/#))
        let date =
            sheet.cells.lazy.filter { $0.snippet.text.contains("日期") }
            .compactMap { DatePattern.chinese(in: $0.snippet) }.first
            ?? sheet.cells.lazy.compactMap { DatePattern.chinese(in: $0.snippet) }.first
        fields.set("date", date?.snippet, value: date?.date.description)
        readParties(sheet, &fields)
        readAmounts(sheet, &fields)
        return fields
    }

    /// What a pattern finds after a label, in the label's cell or the rest of its row.
    private static func after(_ label: String, in sheet: Sheet, _ pattern: Regex<Substring>) -> Snippet? {
        for row in sheet.rows {
            for (column, cell) in row.enumerated() where cell.snippet.text.contains(label) {
                if let found = cell.snippet.part(pattern) { return found.snippet }
                for next in row.dropFirst(column + 1) {
                    if let found = next.snippet.part(pattern) { return found.snippet }
                }
            }
        }
        return nil
    }

    /// Buyer and seller: side by side the buyer is on the left, one above the other on top.
    private static func readParties(_ sheet: Sheet, _ fields: inout FormFields) {
        let names = cells(sheet, labelled: FormLabel("名称"), pattern: #/\p{Han}.+$/#)
        let codes = cells(sheet, labelled: FormLabel("纳税人识别号", "统一社会信用代码/纳税人识别号"), pattern: #/[0-9A-Z]{15,20}$/#)
        for (party, name) in zip(["buyer", "seller"], names.map { LookAlikes.repaired($0) }) {
            fields.set("\(party)Name", name, value: Punctuation.chinese(name.text))
        }
        for (party, code) in zip(["buyer", "seller"], codes) {
            fields.set("\(party)TaxNumber", code, value: CreditCode.repaired(code.text))
        }
    }

    /// Values after each place of a label, in rows from the top, in a row from the left.
    private static func cells(_ sheet: Sheet, labelled label: FormLabel, pattern: Regex<Substring>) -> [Snippet] {
        var found: [Snippet] = []
        for row in sheet.rows {
            for (column, cell) in row.enumerated() {
                guard let (length, spanned) = label.match(row[column...]) else { continue }
                let rest = cell.snippet.dropFirst(length)
                let value =
                    rest.isEmpty || spanned > 1
                    ? row.dropFirst(column + spanned).first?.snippet ?? Snippet() : rest
                if let part = value.part(pattern) { found.append(part.snippet) }
            }
        }
        return found
    }

    private static func readAmounts(_ sheet: Sheet, _ fields: inout FormFields) {
        let rows = sheet.rows
        let totalRow = rows.lastIndex { Sheet.joined($0).text.contains(#/小写|价税合计/#) }
        if let totalRow {
            let row = Sheet.joined(rows[totalRow])
            fields.set("total", amounts(in: row).last?.0, value: amounts(in: row).last?.1)
            if let words = row.part(#/[零壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+/#)?.snippet {
                fields.set("totalInWords", words)
            }
        }
        let sums = rows.prefix(totalRow ?? rows.count).last { row in
            let text = Sheet.joined(row).text
            return text.contains(#/[¥合计]/#) && amounts(in: Sheet.joined(row)).count == 2
        }
        if let sums {
            let pair = amounts(in: Sheet.joined(sums))
            fields.set("amount", pair[0].0, value: pair[0].1)
            fields.set("tax", pair[1].0, value: pair[1].1)
        }
    }

    /// Amounts with two decimals, in order.
    private static func amounts(in row: Snippet) -> [(Snippet, String)] {
        var rest = row
        var found: [(Snippet, String)] = []
        while let match = rest.part(#/[0-9][0-9,，]*\.[0-9]{2}/#) {
            found.append((match.snippet, match.snippet.text.filter { $0 != "," && $0 != "，" }))
            rest = match.rest
        }
        return found
    }

    static func check(_ fields: inout FormFields) {
        for party in ["buyerTaxNumber", "sellerTaxNumber"] {
            guard let code = fields[party] else { continue }
            if CreditCode.isValid(code) {
                fields.checked.insert(party)
                continue
            }
            // Numbers from before 2015 have 15 or 20 characters and no check; they begin with a region.
            guard [15, 20].contains(code.count), code.contains(#/^[1-6][1-9]/#) else {
                fields.faults.append("\(party): its form or check character is wrong (GB 32100)")
                continue
            }
        }
        let cents = ["amount", "tax", "total"].map { fields[$0].flatMap(MoneyText.cents) }
        if let amount = cents[0], let tax = cents[1], let total = cents[2] {
            if amount + tax == total {
                fields.confirmed.formUnion(["amount", "tax", "total"])
            } else {
                fields.faults.append("total: amount and tax do not add up to it")
            }
        }
        if let words = fields["totalInWords"].flatMap(ChineseAmount.cents), let total = cents[2] {
            if words == total {
                fields.confirmed.formUnion(["total", "totalInWords"])
            } else {
                fields.faults.append("total: the words say otherwise")
            }
        }
    }
}
