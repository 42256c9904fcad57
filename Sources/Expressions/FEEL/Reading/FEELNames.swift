/// Names of several words that a text may use, found by longest match.
///
/// FEEL's names may hold spaces and operators (`date and time`, `Person's age`, `a-b`): only what is known in scope
/// tells where one ends.
public struct FEELNames: Sendable {
    private struct Known: Sendable {
        let words: [String]
        let name: String
    }

    private var byFirstWord: [String: [Known]] = [:]

    /// No names.
    public init() {}

    /// Some names.
    public init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    /// Makes a name known; what cannot be read as words stays unknown.
    public mutating func insert(_ name: String) {
        guard let tokens = try? FEELLexer.tokens(name), let first = tokens.first, first.kind == .word else { return }
        let words = tokens.dropLast().map(\.text)
        guard byFirstWord[first.text]?.contains(where: { $0.words == words }) != true else { return }
        byFirstWord[first.text, default: []].append(Known(words: words, name: name))
        byFirstWord[first.text]?.sort { $0.words.count > $1.words.count }
    }

    /// The longest known name that begins at a token, and how many tokens it takes.
    func longest(in tokens: [FEELToken], at index: Int) -> (name: String, count: Int)? {
        guard tokens[index].kind == .word, let candidates = byFirstWord[tokens[index].text] else { return nil }
        for known in candidates where index + known.words.count < tokens.count {
            let isHere = known.words.indices.allSatisfy { offset in
                let token = tokens[index + offset]
                return token.text == known.words[offset] && token.kind != .string
            }
            if isHere { return (known.name, known.words.count) }
        }
        return nil
    }
}
