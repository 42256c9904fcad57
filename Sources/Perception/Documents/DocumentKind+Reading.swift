extension DocumentKind {
    /// Fields without which a document is not accepted.
    var required: [String] {
        switch self {
        case .idFront: IdentityCardFront.required
        case .idBack: IdentityCardBack.required
        case .bankCard: BankCard.required
        case .businessLicence: BusinessLicence.required
        case .invoice: Invoice.required
        case .text: ["text"]
        }
    }

    /// Long texts that nobody decides by: where they are not sure they are left out, rather than sent to a person.
    var dispensable: Set<String> { self == .businessLicence ? ["scope"] : [] }

    /// Finds the fields on a page.
    func find(_ lines: [TextLine]) -> FormFields {
        switch self {
        case .idFront: IdentityCardFront.find(lines)
        case .idBack: IdentityCardBack.find(lines)
        case .bankCard: BankCard.find(lines)
        case .businessLicence: BusinessLicence.find(lines)
        case .invoice: Invoice.find(lines)
        case .text: FreeText.find(lines)
        }
    }

    /// Adds faults and confirmations by the document's own rules.
    func check(_ fields: inout FormFields, today: CalendarDate?) {
        switch self {
        case .idFront: IdentityCardFront.check(&fields, today: today)
        case .idBack: IdentityCardBack.check(&fields)
        case .bankCard: BankCard.check(&fields)
        case .businessLicence: BusinessLicence.check(&fields)
        case .invoice: Invoice.check(&fields)
        case .text: break
        }
    }
}

/// Text of no known form: all lines in reading order, one field.
enum FreeText {
    static func find(_ lines: [TextLine]) -> FormFields {
        var fields = FormFields()
        let snippet = lines.enumerated().reduce(Snippet()) { $0 + Snippet(line: $1.element, index: $1.offset) }
        fields.set("text", snippet, value: lines.map(\.text).joined(separator: "\n"))
        return fields
    }
}
