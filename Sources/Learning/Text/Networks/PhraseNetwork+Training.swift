extension PhraseNetwork {
    static let lessons = Lessons(rowsRead: 60_000, epochs: 3...30, batch: 32, rate: 0.002, unread: 0.2)
    /// For a network that has learned before: a few short steps, so that it keeps what it knows.
    static let furtherLessons = Lessons(rowsRead: 8_000, epochs: 1...10, batch: 32, rate: 0.0005, unread: 0.2)

    private static let firstSpread: Float = 0.3

    /// A network that has learned from the texts.
    ///
    /// - Parameter targets: -1 for a text that belongs to no class; the network learns to be undecided about it.
    init(_ texts: [TextUnits], targets: [Int32], classes: Int, lessons: Lessons, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let vocabulary = Vocabulary(Self.pieces(of: texts, beyond: nil))
        let rows = vocabulary.count + PhraseTokens.reservedRows
        let filters = (1...Self.windowMax).map { length in
            let count = length * Self.embedding * Self.windows / Lane.scalarCount
            return PhraseFilter(
                length: length,
                weights: .normal(count, spread: (2 / Float(length * Self.embedding)).squareRoot(), &random),
                biases: .zeros(Self.windows / Lane.scalarCount))
        }
        self.init(
            vocabulary: vocabulary, embeddings: .normal(rows * Self.width, spread: Self.firstSpread, &random),
            filters: filters,
            outer: ClassLayer(classes: classes, units: Self.windows * Self.windowMax, random: &random))
        train(texts, targets: targets, lessons: lessons, random: &random)
    }

    /// The commonest units and pieces that are not known yet, as many as have room; in order of first appearance.
    private static func pieces(of texts: [TextUnits], beyond known: Vocabulary?) -> [UInt64] {
        var census = Census()
        for text in texts { census.count(text, PhraseTokens.pieces) }
        let room = max(0, piecesMax - (known?.count ?? 0))
        var least = 1
        while census.texts.count(where: { $0 >= least }) > room { least += 1 }
        return census.numbers.filter { hash, number in
            census.texts[Int(number)] >= least && known?.number(of: hash) == nil
        }.sorted { $0.value < $1.value }.map(\.key)
    }

    /// The same network with room for more units and classes, which it knows nothing of yet.
    ///
    /// - Parameter places: the new number of each old class.
    func widened(_ texts: [TextUnits], places: [Int], classes: Int, random: inout SeededRandom) -> PhraseNetwork {
        let fresh = Self.pieces(of: texts, beyond: vocabulary)
        return PhraseNetwork(
            vocabulary: Vocabulary(vocabulary.hashes + fresh),
            embeddings: embeddings + .normal(fresh.count * Self.width, spread: Self.firstSpread, &random),
            filters: filters, outer: outer.widened(places: places, classes: classes))
    }

    mutating func train(_ texts: [TextUnits], targets: [Int32], lessons: Lessons, random: inout SeededRandom) {
        let tokens = texts.map { PhraseTokens($0, vocabulary) }
        var school = PhraseSchool(self)
        lessons.give(rows: texts.count, random: &random) { place, random in
            school.study(tokens[place], target: targets[place], lessons, &random)
        } step: { count, pace in
            school.step(rows: count, pace)
        }
        self = school.network
    }
}

/// A network of phrases in training: the gradient of one batch, and the moments behind it.
private struct PhraseSchool {
    private(set) var network: PhraseNetwork
    private var embeddingSlopes: RowSlopes
    private var filterSlopes: [(weights: [Lane], biases: [Lane])]
    private var filterMoments: [(weights: LazyAdam, biases: LazyAdam)]
    private var outerSlopes: [Lane]
    private var outerMoments: LazyAdam

    init(_ network: PhraseNetwork) {
        self.network = network
        embeddingSlopes = RowSlopes(rows: network.embeddings.count / PhraseNetwork.width, width: PhraseNetwork.width)
        filterSlopes = network.filters.map { (.zeros($0.weights.count), .zeros($0.biases.count)) }
        filterMoments = network.filters.map { (LazyAdam(lanes: $0.weights.count), LazyAdam(lanes: $0.biases.count)) }
        outerSlopes = .zeros(network.outer.weights.count)
        outerMoments = LazyAdam(lanes: network.outer.weights.count)
    }

    /// Adds one text's gradient of the log loss to the batch.
    mutating func study(_ tokens: PhraseTokens, target: Int32, _ lessons: Lessons, _ random: inout SeededRandom) {
        let read = tokens.skipping(lessons.unread, &random)
        let embedded = EmbeddedText(read, network.embeddings)
        let answers = network.filters.map { $0.answers(embedded) }
        let sums = answers.flatMap(\.largest)
        let mask = sums.map { random.keepMask(dropping: lessons.dropout).replacing(with: 0, where: $0 .<= 0) }
        let hidden = zip(sums, mask).map { $0 * $1 }
        let errors = network.outer.errors(network.outer.scores(hidden), target: target)
        let back = network.outer.back(errors, hidden: hidden, mask: mask, slopes: &outerSlopes)
        var textSlopes = EmbeddedText(empty: embedded.tokens)
        let lanes = PhraseNetwork.windows / Lane.scalarCount
        for place in network.filters.indices {
            let own = Array(back[(place * lanes)..<((place + 1) * lanes)])
            filterSlopes[place].weights.withUnsafeMutableBytes { bytes in
                network.filters[place].back(
                    own, answers[place], embedded, slopes: bytes.bindMemory(to: Float.self), text: &textSlopes)
            }
            for lane in 0..<lanes { filterSlopes[place].biases[lane] += own[lane] }
        }
        for (token, rows) in read.rows.enumerated() where !rows.isEmpty {
            let start = token * PhraseNetwork.width
            let run = textSlopes.lanes[start..<(start + PhraseNetwork.width)]
            for row in rows { embeddingSlopes.add(run, times: EmbeddedText.share(rows.count), to: Int(row)) }
        }
    }

    /// One step by the batch's mean gradient.
    mutating func step(rows: Int, _ pace: LazyAdam.Pace) {
        let share = 1 / Float(rows)
        for place in network.filters.indices {
            filterMoments[place].weights.descend(
                &network.filters[place].weights, by: filterSlopes[place].weights[...], share: share, pace)
            filterMoments[place].biases.descend(
                &network.filters[place].biases, by: filterSlopes[place].biases[...], share: share, pace)
            filterSlopes[place].weights.clear()
            filterSlopes[place].biases.clear()
        }
        outerMoments.descend(&network.outer.weights, by: outerSlopes[...], share: share, pace)
        outerSlopes.clear()
        embeddingSlopes.descend(&network.embeddings, share: share, pace)
    }
}
