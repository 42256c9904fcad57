import Foundation

/// Texts as weighted n-grams (sublinear TF-IDF), learned from the training texts.
///
/// Characters and their pairs for Chinese, words, word pairs and characters inside words for everything else.
public struct TextFeatures: Sendable, Equatable {
    /// What is counted, and how much a rare n-gram weighs.
    public struct Options: Sendable, Equatable {
        /// Longest run of units (Han characters, words), 1…5. For messages three doubled the model and gained nothing.
        public var unitsMax = 2
        /// Shortest and longest run of characters inside a word, 1…8; a maximum below the minimum turns them off.
        public var charactersMin = 2
        public var charactersMax = 4
        /// N-grams in fewer training texts than this are left out, at least 1.
        public var textsMin = 1
        /// Exponent of the inverse document frequency, 0…2: 0 ignores rarity, 1 is plain IDF.
        public var rarityPower = 0.75
        public var balance = Balance.proportional
        /// Counts words before "⇢" also apart from the rest; see `TextClassifier.Register.posts`.
        public var ownWords = false

        public init() {}
    }

    /// Which n-grams share a part of the vector's length; without it the many drown the few.
    public enum Balance: UInt8, Sendable, CaseIterable {
        /// Runs of units of any length together, characters inside words, the text's length.
        case kinds
        /// Units and their pairs, longer runs, and what is inside words by the share that words have in the text: a
        /// Chinese text does not turn on the one number in it. Pairs and the length weigh less, and what is unknown has
        /// its share too: a known word among strange ones speaks more softly than the same word alone.
        case proportional
    }

    /// More features than this are refused: a model stays within a stated size.
    static let featuresMax = 4_000_000

    let options: Options
    let vocabulary: Vocabulary
    /// The family and the weight by rarity of each feature.
    let families: [UInt8]
    let rarities: [Float]
    /// The weight of an n-gram that no text learned from holds.
    private let strangeness: Float

    init(options: Options, vocabulary: Vocabulary, families: [UInt8], rarities: [Float]) {
        self.options = options
        self.vocabulary = vocabulary
        self.families = families
        self.rarities = rarities
        strangeness = rarities.max() ?? 1
    }

    /// Learns which n-grams occur, and how rare each is.
    ///
    /// - Parameter sizeMax: n-grams wanted at most; the rarest are left out until that holds.
    init(learning texts: [String], options: Options, sizeMax: Int = .max) throws(LearningFailure) {
        try options.check()
        var census = Census()
        for text in texts { census.count(TextUnits(text), options) }
        var textsMin = options.textsMin
        while census.texts.count(where: { $0 >= textsMin }) > sizeMax { textsMin += 1 }
        let kept = census.numbers.filter { census.texts[Int($0.value)] >= textsMin }.sorted { $0.value < $1.value }
        guard kept.count <= Self.featuresMax else {
            throw .tooLarge("\(kept.count) n-grams, at most \(Self.featuresMax); raise textsMin")
        }
        self.init(
            options: options, vocabulary: Vocabulary(kept.map(\.key)),
            families: kept.map { census.families[Int($0.value)] },
            rarities: kept.map { options.weight(of: Int($0.value), in: census, among: texts.count) })
    }

    /// The same features and those that only the further texts have, which follow; what is known keeps its weight.
    ///
    /// - Parameter rows: how many texts there are now in all.
    func extended(by texts: [String], rows: Int) -> TextFeatures {
        var census = Census()
        for text in texts { census.count(TextUnits(text), options) }
        let fresh = census.numbers.filter {
            census.texts[Int($0.value)] >= options.textsMin && vocabulary.number(of: $0.key) == nil
        }.sorted { $0.value < $1.value }.prefix(Self.featuresMax - vocabulary.count)
        return TextFeatures(
            options: options, vocabulary: Vocabulary(vocabulary.hashes + fresh.map(\.key)),
            families: families + fresh.map { census.families[Int($0.value)] },
            rarities: rarities + fresh.map { options.weight(of: Int($0.value), in: census, among: rows) })
    }

    /// The text as a vector of length 1, or less where unknown n-grams have their share; empty when none is known.
    func vector(_ text: String) -> SparseVector { vector(TextUnits(text)) }

    func vector(_ units: TextUnits) -> SparseVector {
        var found: [Int32] = []
        var strange = [Int](repeating: 0, count: NGram.Family.allCases.count)
        units.forEachNGram(options) { gram in
            if let number = vocabulary.number(of: gram.hash) {
                found.append(number)
            } else {
                strange[Int(gram.family.rawValue)] += 1
            }
        }
        found.sort()
        var vector = SparseVector()
        vector.indices.reserveCapacity(found.count)
        vector.values.reserveCapacity(found.count)
        var position = 0
        while position < found.count {
            var next = position + 1
            while next < found.count, found[next] == found[position] { next += 1 }
            let repeats = next - position
            let frequency: Float = repeats == 1 ? 1 : 1 + log(Float(repeats))
            vector.indices.append(found[position])
            vector.values.append(frequency * rarities[Int(found[position])])
            position = next
        }
        balance(&vector, strange: strange, words: units.wordShare)
        return vector
    }

    /// Whether the text holds a known n-gram of words or characters; every text has a length.
    func speaks(_ vector: SparseVector) -> Bool {
        vector.indices.contains { families[Int($0)] != NGram.Family.length.rawValue }
    }

    /// Gives each block of n-gram families its own share of the length, so that the many character n-grams of an
    /// English text do not drown its few words.
    private func balance(_ vector: inout SparseVector, strange: [Int], words: Float) {
        let blocks = options.balance.blocks(words: words)
        var squares = [Float](repeating: 0, count: blocks.count)
        for (index, value) in zip(vector.indices, vector.values) {
            squares[blocks[Int(families[Int(index)])].number] += value * value
        }
        for family in NGram.Family.allCases where options.balance == .proportional && family != .length {
            let weight = strangeness * options.balance.weight(of: family)
            squares[blocks[Int(family.rawValue)].number] += Float(strange[Int(family.rawValue)]) * weight * weight
        }
        var total: Float = 0
        var factors = [Float](repeating: 0, count: blocks.count)
        for block in blocks where squares[block.number] > 0 && factors[block.number] == 0 {
            total += block.share * block.share
            factors[block.number] = block.share / squares[block.number].squareRoot()
        }
        guard total > 0 else { return }
        let shrink = 1 / total.squareRoot()
        for place in vector.values.indices {
            let family = Int(families[Int(vector.indices[place])])
            vector.values[place] *= factors[blocks[family].number] * shrink
        }
    }
}

extension TextFeatures.Balance {
    /// For each family its block, and the block's share.
    ///
    /// - Parameter words: share of the text's units that have characters inside.
    fileprivate func blocks(words: Float) -> [(number: Int, share: Float)] {
        switch self {
        case .kinds: Self.byKind
        case .proportional: [(0, 1), (0, 1), (1, 0.3), (2, words.squareRoot()), (3, 0.1)]
        }
    }

    private static let byKind: [(number: Int, share: Float)] = [(0, 1), (0, 1), (0, 1), (1, 1), (2, 0.3)]

    /// What an n-gram counts for beside its rarity: a pair is seldom seen again where both its units are.
    fileprivate func weight(of family: NGram.Family) -> Float { self == .proportional && family == .pair ? 0.7 : 1 }
}

extension TextFeatures.Options {
    /// The inverse document frequency, smoothed, to the chosen power, times the family's weight.
    fileprivate func weight(of number: Int, in census: Census, among rows: Int) -> Float {
        let rarity = pow(log((1 + Double(rows)) / (1 + Double(census.texts[number]))) + 1, rarityPower)
        return Float(rarity) * (NGram.Family(rawValue: census.families[number]).map(balance.weight) ?? 1)
    }

    func check() throws(LearningFailure) {
        guard (1...5).contains(unitsMax) else { throw .badOption("unitsMax is 1…5") }
        guard (1...8).contains(charactersMin), (0...8).contains(charactersMax) else {
            throw .badOption("charactersMin is 1…8, charactersMax 0…8")
        }
        guard textsMin >= 1 else { throw .badOption("textsMin is at least 1") }
        guard (0...2).contains(rarityPower) else { throw .badOption("rarityPower is 0…2") }
    }
}
