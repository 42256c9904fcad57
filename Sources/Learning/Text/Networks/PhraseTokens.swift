/// A text as the network of phrases reads it: one token per unit, each known by itself and by the characters inside.
///
/// A misspelt or inflected word shares most of its pieces with the word that was learned (Bojanowski et al., "Enriching
/// Word Vectors with Subword Information", TACL 2017).
struct PhraseTokens {
    /// Later units are not read.
    static let unitsMax = 200
    /// Every text has at least so many tokens, so that the longest window fits.
    static let tokensMin = PhraseNetwork.windowMax
    static let openingRow: Int32 = 0
    static let closingRow: Int32 = 1
    /// Rows that stand for no n-gram.
    static let reservedRows = 2

    /// The embedding rows whose mean, of length kept, is the token; empty where nothing is known.
    let rows: [[Int32]]

    static let pieces: TextFeatures.Options = {
        var options = TextFeatures.Options()
        options.unitsMax = 1
        options.charactersMin = 3
        options.charactersMax = 5
        return options
    }()

    init(_ text: TextUnits, _ vocabulary: Vocabulary) {
        var rows = [[Int32]](repeating: [], count: min(text.units.count, Self.unitsMax) + 2)
        rows[0] = [Self.openingRow]
        rows[rows.count - 1] = [Self.closingRow]
        text.forEachNGram(Self.pieces) { gram in
            guard let unit = gram.place, unit < Self.unitsMax, let row = vocabulary.number(of: gram.hash) else {
                return
            }
            rows[unit + 1].append(row + Int32(Self.reservedRows))
        }
        while rows.count < Self.tokensMin { rows.append([]) }
        self.rows = rows
    }

    private init(rows: [[Int32]]) { self.rows = rows }

    /// The same text with some units unread, by chance: no single one may decide.
    func skipping(_ share: Float, _ random: inout SeededRandom) -> PhraseTokens {
        PhraseTokens(rows: rows.map { random.unit() > share ? $0 : [] })
    }
}

extension NGram {
    /// The unit a single unit or a piece of it belongs to.
    fileprivate var place: Int? {
        switch family {
        case .single: start - 1
        case .character: unit
        case .pair, .longer, .length: nil
        }
    }
}
