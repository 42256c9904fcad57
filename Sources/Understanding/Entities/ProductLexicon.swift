/// The words customers use for a company's products, each with the company's own word (产品词表).
public struct ProductLexicon: Sendable {
    /// Characters of one word.
    static let wordCharactersMax = 60
    static let wordsMax = 20_000

    private struct Word {
        let characters: [Character]
        let product: String
    }

    /// By first character, longest first.
    private let words: [Character: [Word]]
    /// The company's own words, in the order of the file.
    public let products: [String]

    /// Reads lines of own word and synonym, separated by a tab; blank lines are skipped.
    public init(tsv: String) throws(UnderstandingRefusal) {
        var words: [Character: [Word]] = [:]
        var products: [String] = []
        var count = 0
        for (index, line) in tsv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let synonym = fields.count == 2 ? FoldedLine(fields[1]).folded : []
            guard let first = synonym.first, let product = fields.first, !product.isEmpty else {
                throw .badLexicon(line: index + 1, why: "needs the product's own word and a synonym")
            }
            count += 1
            guard count <= Self.wordsMax, synonym.count <= Self.wordCharactersMax else {
                throw .badLexicon(line: index + 1, why: "too long")
            }
            words[first, default: []].append(Word(characters: synonym, product: product))
            if !products.contains(product) { products.append(product) }
        }
        self.words = words.mapValues { $0.sorted { $0.characters.count > $1.characters.count } }
        self.products = products
    }

    /// The products a line names, in order; the longest word wins where two overlap.
    func find(in line: FoldedLine) -> [Entity] {
        var found: [Entity] = []
        var position = 0
        while position < line.count {
            guard let word = word(at: position, in: line) else {
                position += 1
                continue
            }
            let range = position..<(position + word.characters.count)
            found.append(
                Entity(
                    kind: .product, text: line.text(range), value: .text(word.product), start: range.lowerBound,
                    end: range.upperBound))
            position = range.upperBound
        }
        return found
    }

    private func word(at position: Int, in line: FoldedLine) -> Word? {
        words[line[position]]?.first { word in
            let end = position + word.characters.count
            return end <= line.count && line.folded[position..<end].elementsEqual(word.characters)
                && line.isWordBoundary(position) && Self.ends(at: end, in: line)
        }
    }

    /// A Latin word may carry a plural s: "piano lessons".
    private static func ends(at end: Int, in line: FoldedLine) -> Bool {
        line.isWordBoundary(end) || (line[end] == "s" && line.isWordBoundary(end + 1))
    }
}
