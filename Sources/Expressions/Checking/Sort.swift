/// What a term evaluates to, as far as checking can tell.
enum Sort: Sendable, Equatable {
    /// NULL, an attribute of any kind, or a part already complained about: fits everywhere.
    case open
    case truth, number, time, set
    /// Known values are empty when any text will do; `owner` is the attribute they belong to.
    case text(known: [String], owner: String)
    case money(currency: String, fractionDigits: Int)

    static let anyText = Sort.text(known: [], owner: "")

    init(_ attribute: Attribute) {
        self =
            switch attribute.kind {
            case .text(let known): .text(known: known, owner: attribute.name)
            case .region: .anyText
            case .number: .number
            case .money(let currency, let digits): .money(currency: currency, fractionDigits: digits)
            case .time: .time
            case .set: .set
            case .bool: .truth
            case .any: .open
            }
    }

    /// The kind's name in messages.
    var name: String {
        switch self {
        case .open: "any"
        case .truth: "truth"
        case .number: "number"
        case .time: "time"
        case .set: "set"
        case .text: "text"
        case .money(let currency, _): currency.isEmpty ? "money" : currency
        }
    }

    func fits(_ other: Sort) -> Bool {
        switch (self, other) {
        case (.open, _), (_, .open), (.text, .text): true
        default: self == other
        }
    }

    /// What both sides have in common: known values survive only when nothing else may appear.
    func merged(with other: Sort) -> Sort {
        switch (self, other) {
        case (.open, _): other
        case (.text, .text): self == other ? self : .anyText
        default: self
        }
    }
}

/// A checked term and what it evaluates to.
struct Sorted {
    var term: Term
    var sort: Sort
}
