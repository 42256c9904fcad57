/// The portrait side of the resident identity card.
///
/// Rows are told apart by what only they can hold (the number, the birth date, the word for ethnicity), not by their
/// small pale labels, which are the first to be misread.
enum IdentityCardFront {
    static let required = ["name", "sex", "ethnicity", "birth", "address", "number"]

    static func find(_ lines: [TextLine]) -> FormFields {
        let sheet = Sheet(lines)
        let rows = sheet.rows.map(Sheet.joined)
        var fields = FormFields()
        let numberRow = rows.indices.last { number(in: rows[$0]) != nil } ?? rows.count
        if numberRow < rows.count { fields.set("number", number(in: rows[numberRow])) }

        let birthRow = rows.indices.prefix(numberRow).last { DatePattern.chinese(in: rows[$0]) != nil }
        let birth = birthRow.flatMap { DatePattern.chinese(in: rows[$0]) }
        fields.set("birth", birth?.snippet, value: birth?.date.description)

        let sexRow = rows.indices.prefix(birthRow ?? numberRow).last { rows[$0].text.contains(#/[男女].*族|性别[男女]/#) }
        if let sexRow {
            fields.set("sex", rows[sexRow].part(#/[男女]/#)?.snippet)
            fields.set("ethnicity", ethnicity(in: rows[sexRow]))
        }
        if let above = sexRow ?? birthRow {
            fields.set("name", name(in: rows.prefix(above).last { $0.text.contains(#/\p{Han}/#) }))
        }
        if let birthRow, birthRow + 1 < numberRow {
            fields.set("address", address(in: Array(rows[(birthRow + 1)..<numberRow])))
        }
        return fields
    }

    /// 18 characters of a number; one whose check character is right comes first.
    private static func number(in row: Snippet) -> Snippet? {
        let upper = row.replacing(["x": "X", "×": "X", "Ⅹ": "X"])
        let run = upper.part(#/[0-9]{17}[0-9X]/#)?.snippet
        guard upper.part(#/[0-9X]{19,}/#) == nil else { return nil }
        return run
    }

    private static func name(in row: Snippet?) -> Snippet? {
        guard let row else { return nil }
        let label = row.text.prefix(2)
        let length = label == "姓名" || label.hasSuffix("名") ? 2 : label.hasPrefix("姓") ? 2 : 0
        return LookAlikes.repaired(row.dropFirst(length).filter { $0.isHan || $0 == "·" }, isName: true)
    }

    private static func ethnicity(in row: Snippet) -> Snippet? {
        row.part(#/民?族|民./#)?.rest.filter { $0.isHan }
    }

    private static func address(in rows: [Snippet]) -> Snippet {
        let address = rows.enumerated().reduce(Snippet()) { address, row in
            let isLabelled = row.offset == 0 && row.element.text.contains(#/^(住址|住.|.址)/#)
            return address + row.element.dropFirst(isLabelled ? 2 : 0)
        }
        return LookAlikes.repaired(LookAlikes.withoutStroke(address))
    }

    /// The number repeats birth and sex; each confirms the other.
    static func check(_ fields: inout FormFields, today: CalendarDate?) {
        if let text = fields["number"] {
            do {
                let number = try ResidentNumber(text)
                if fields["birth"] == number.birth.description {
                    fields.confirmed.formUnion(["number", "birth"])
                } else {
                    fields.faults.append("birth: the number says \(number.birth)")
                }
                if let sex = fields["sex"], (sex == "男") != number.isMale {
                    fields.faults.append("sex: the number says otherwise")
                } else {
                    fields.confirmed.insert("sex")
                }
                if let today, number.birth > today { fields.faults.append("birth: it lies in the future") }
            } catch {
                fields.faults.append("number: \(explanation(error))")
            }
        }
        if let ethnicity = fields["ethnicity"] {
            if Ethnicity.names.contains(ethnicity) {
                fields.checked.insert("ethnicity")
            } else {
                fields.faults.append("ethnicity: there is none of this name")
            }
        }
        if let name = fields["name"], !(2...15).contains(name.count) {
            fields.faults.append("name: it has \(name.count) characters")
        }
        if let address = fields["address"], address.count < 6 { fields.faults.append("address: it is too short") }
    }

    private static func explanation(_ fault: ResidentNumber.Fault) -> String {
        switch fault {
        case .notEighteenCharacters: "it has not 17 digits and a check character"
        case .unknownProvince(let code): "no province has the code \(code)"
        case .impossibleBirthDate(let date): "there is no day \(date)"
        case .wrongCheckCharacter: "its check character is wrong (GB 11643)"
        }
    }
}
