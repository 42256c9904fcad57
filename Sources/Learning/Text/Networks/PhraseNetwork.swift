/// A network that finds telling phrases of one to three units wherever they stand in a text.
///
/// Embedded units, windows over them, the largest answer of each window anywhere in the text, one layer of classes
/// (Kim, "Convolutional Neural Networks for Sentence Classification", EMNLP 2014). It knows the order of units, which
/// sums of n-grams know only within their longest n-gram, and likeness between units.
struct PhraseNetwork: Sendable, Equatable {
    /// Numbers of an embedded unit, and windows of each length: multiples of eight.
    static let embedding = 64
    static let windows = 64
    static let windowMax = 3
    static let width = embedding / Lane.scalarCount
    /// More distinct units and pieces are not known.
    static let piecesMax = 120_000

    let vocabulary: Vocabulary
    /// One run of `width` lanes for the text's beginning, its end, and each known piece.
    var embeddings: [Lane]
    var filters: [PhraseFilter]
    var outer: ClassLayer

    /// Raw scores, one per class.
    func scores(_ text: TextUnits) -> [Float] {
        let embedded = EmbeddedText(PhraseTokens(text, vocabulary), embeddings)
        let answers = filters.flatMap { $0.answers(embedded).largest }
        return outer.named(outer.scores(answers.map { $0.replacing(with: 0, where: $0 .< 0) }))
    }

    /// What each unit of the text adds to one class's score, and what the rest, biases and boundaries, adds: exact.
    func parts(of text: TextUnits, for target: Int) -> (units: [Float], bias: Float) {
        let tokens = PhraseTokens(text, vocabulary)
        let embedded = EmbeddedText(tokens, embeddings)
        let run = outer.width * Lane.scalarCount
        var bias = outer.weights.number(outer.units * run + target)
        var slopes = EmbeddedText(empty: embedded.tokens)
        for (place, filter) in filters.enumerated() {
            let answers = filter.answers(embedded)
            var gate = [Lane].zeros(answers.largest.count)
            for unit in 0..<Self.windows where answers.largest.number(unit) > 0 {
                gate.set(unit, outer.weights.number((place * Self.windows + unit) * run + target))
                bias += gate.number(unit) * filter.biases.number(unit)
            }
            filter.back(gate, answers, embedded, slopes: nil, text: &slopes)
        }
        let parts = (0..<embedded.tokens).map { token in
            (0..<Self.width).reduce(Float(0)) { sum, lane in
                sum + (embedded[token, lane] * slopes[token, lane]).sum()
            }
        }
        let units = min(text.units.count, PhraseTokens.unitsMax)
        let inside = parts[1...].prefix(units)
        return (Array(inside), bias + parts.reduce(0, +) - inside.reduce(0, +))
    }
}

/// A text's units as rows of numbers, with empty ones behind so that windows may be tried four at a time.
struct EmbeddedText {
    private static let behind = PhraseNetwork.windowMax + 4

    let tokens: Int
    var lanes: [Lane]

    init(empty tokens: Int) {
        self.tokens = tokens
        lanes = .zeros((tokens + Self.behind) * PhraseNetwork.width)
    }

    init(_ text: PhraseTokens, _ embeddings: [Lane]) {
        self.init(empty: text.rows.count)
        for (token, rows) in text.rows.enumerated() where !rows.isEmpty {
            let share = Self.share(rows.count)
            for row in rows {
                for lane in 0..<PhraseNetwork.width {
                    self[token, lane] += embeddings[Int(row) * PhraseNetwork.width + lane] * share
                }
            }
        }
    }

    /// Keeps a sum of so many independent rows at the length of one.
    static func share(_ rows: Int) -> Float { 1 / Float(rows).squareRoot() }

    subscript(token: Int, lane: Int) -> Lane {
        get { lanes[token * PhraseNetwork.width + lane] }
        set { lanes[token * PhraseNetwork.width + lane] = newValue }
    }
}
