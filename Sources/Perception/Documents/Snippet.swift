/// A piece of text on a page that remembers where each character came from.
struct Snippet: Equatable {
    struct Letter: Equatable {
        var character: Character
        var confidence: Double
        /// Index of the line it was read in.
        let line: Int
        /// There is room for an unread character before it, after it.
        var isAfterHole = false
        var isBeforeHole = false
        var isFirstOfLine = false
    }

    var letters: [Letter]

    init(_ letters: some Sequence<Letter> = []) { self.letters = Array(letters) }

    /// A line's characters without spaces, in their plain (NFKC-like) form.
    init(line: TextLine, index: Int) {
        letters = line.characters.flatMap { read in
            read.text.filter { !$0.isWhitespace }.map {
                Letter(
                    character: Self.plain($0), confidence: read.confidence, line: index,
                    isAfterHole: read.isAfterHole, isBeforeHole: read.isBeforeHole)
            }
        }
        if !letters.isEmpty { letters[0].isFirstOfLine = true }
    }

    /// A text that was not read from anywhere.
    init(letters text: String) {
        letters = text.map { Letter(character: $0, confidence: 1, line: 0) }
    }

    var text: String { String(letters.map(\.character)) }
    var isEmpty: Bool { letters.isEmpty }
    var lines: Set<Int> { Set(letters.map(\.line)) }
    /// The least sure character's confidence; half of it where a character may be missing; 0 when empty.
    ///
    /// Brackets do not count: recognition hardly tells their two widths apart, and they are made one.
    var confidence: Double {
        let counted = letters.filter { !"()（）".contains($0.character) }
        let least = (counted.isEmpty ? letters : counted).map(\.confidence).min() ?? 0
        return hasHole ? least / 2 : least
    }

    private var hasHole: Bool {
        letters.indices.contains { index in
            let letter = letters[index]
            // A gap before the first letter parts it from a label, unless the line begins with it.
            return letter.isBeforeHole || letter.isAfterHole && (index > 0 || letter.isFirstOfLine)
        }
    }

    func dropFirst(_ count: Int) -> Snippet { Snippet(letters.dropFirst(count)) }
    func replacing(_ others: [Character: Character]) -> Snippet {
        var replaced = self
        for (index, letter) in letters.enumerated() {
            guard let other = others[letter.character] else { continue }
            replaced.letters[index].character = other
        }
        return replaced
    }

    func filter(_ keep: (Character) -> Bool) -> Snippet { Snippet(letters.filter { keep($0.character) }) }
    static func + (left: Snippet, right: Snippet) -> Snippet { Snippet(left.letters + right.letters) }

    /// The part that a pattern matched first, if it matches, and everything after it.
    func part<Output>(_ pattern: Regex<Output>) -> (snippet: Snippet, output: Output, rest: Snippet)? {
        let text = text
        guard let match = text.firstMatch(of: pattern) else { return nil }
        let start = text.distance(from: text.startIndex, to: match.range.lowerBound)
        let length = text.distance(from: match.range.lowerBound, to: match.range.upperBound)
        return (Snippet(letters.dropFirst(start).prefix(length)), match.output, dropFirst(start + length))
    }

    /// Full-width letters, digits and signs as their ordinary forms; Chinese punctuation stays.
    private static func plain(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return character }
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF05, 0xFF08, 0xFF09, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF1A:
            return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? character
        case 0xFFE5: return "¥"
        default: return character
        }
    }
}

extension Character {
    /// A Chinese character proper.
    var isHan: Bool {
        unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) || (0x3400...0x4DBF).contains($0.value) }
    }
}
