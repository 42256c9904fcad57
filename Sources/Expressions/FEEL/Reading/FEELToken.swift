/// The smallest meaningful piece of a FEEL text.
struct FEELToken: Sendable, Equatable {
    /// What it is.
    enum Kind: Sendable, Equatable {
        case number
        /// Without quotes, escapes resolved.
        case string
        /// One word of a name, or a keyword.
        case word
        case symbol
        case end
    }

    let kind: Kind
    let text: String
    /// In UTF-8 bytes.
    let position: Int
    /// Whether white space stands before it.
    let isSpaced: Bool

    /// Whether it is this symbol.
    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

    /// Whether it is this word.
    func isWord(_ word: String) -> Bool { kind == .word && text == word }
}
