/// Kinds of documents whose fields can be read.
public enum DocumentKind: String, Sendable, CaseIterable, Codable {
    /// Resident identity card, the side with the portrait: name, sex, ethnicity, birth, address, number.
    case idFront = "id-front"
    /// Resident identity card, the side with the emblem: authority, validity.
    case idBack = "id-back"
    /// Bank card: number; bank and expiry where printed.
    case bankCard = "bank-card"
    /// Business licence (营业执照): creditCode, name; type, legalRepresentative, registeredCapital, established, term,
    /// address, scope where printed.
    case businessLicence = "business-licence"
    /// VAT invoice (增值税发票, 电子发票): number, date, buyerName, buyerTaxNumber, sellerName, sellerTaxNumber, amount, tax,
    /// total; code where printed.
    case invoice
    /// Any text: one field, `text`.
    case text
}
