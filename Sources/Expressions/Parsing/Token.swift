/// The smallest piece of a condition that means something, with its place in the text.
struct Token: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A keyword, name or function's name.
        case word
        case number
        /// A text in single quotes, with the quotes undone.
        case text(String)
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, Sendable, CaseIterable {
        case equal = "="
        case twiceEqual = "=="
        case notEqual = "<>"
        case bangEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case star = "*"
        case slash = "/"
        case percent = "%"
        case open = "("
        case close = ")"
        case comma = ","
        case dot = "."
    }

    let kind: Kind
    /// As written.
    let source: String
    /// UTF-8 offsets.
    let position: Range<Int>
}

/// A word with a meaning of its own, never an attribute's name. Case does not matter.
enum Keyword: String, Sendable {
    case and = "AND"
    case or = "OR"
    case not = "NOT"
    case like = "LIKE"
    case escape = "ESCAPE"
    case within = "IN"
    case between = "BETWEEN"
    case `is` = "IS"
    case null = "NULL"
    case yes = "TRUE"
    case no = "FALSE"
    case `case` = "CASE"
    case when = "WHEN"
    case then = "THEN"
    case otherwise = "ELSE"
    case end = "END"
}
