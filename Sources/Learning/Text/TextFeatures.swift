import Foundation

/// Texts as weighted n-grams (sublinear TF-IDF), learned from the training texts.
///
/// Characters and their pairs for Chinese, words, word pairs and characters inside words for everything else.
public struct TextFeatures: Sendable, Equatable {
    /// What is counted, and how much a rare n-gram weighs.
    public struct Options: Sendable, Equatable {
        /// Longest run of units (Han characters, words), 1…3. Three doubled the model without gaining accuracy.
        public var unitsMax = 2
        /// Shortest and longest run of characters inside a word, 1…8; a maximum below the minimum turns them off.
        public var charactersMin = 2
        public var charactersMax = 4
        /// N-grams in fewer training texts than this are left out, at least 1.
        public var textsMin = 1
        /// Exponent of the inverse document frequency, 0…2: 0 ignores rarity, 1 is plain IDF.
        ///
        /// In short texts a half did best in cross-validation: the rare n-gram is as often a name as a key word.
        public var rarityPower = 0.5

        public init() {}
    }

    /// More features than this are refused: a model stays within a stated size.
    static let featuresMax = 4_000_000

    let options: Options
    let vocabulary: Vocabulary
    /// The family and the inverse document frequency of each feature.
    let families: [UInt8]
    let rarities: [Float]

    init(options: Options, vocabulary: Vocabulary, families: [UInt8], rarities: [Float]) {
        self.options = options
        self.vocabulary = vocabulary
        self.families = families
        self.rarities = rarities
    }

    /// Learns which n-grams occur, and how rare each is.
    init(learning texts: [String], options: Options) throws(LearningFailure) {
        try options.check()
        var census = Census()
        for text in texts { census.count(TextUnits(text), options) }
        let kept = census.numbers.filter { census.texts[Int($0.value)] >= options.textsMin }.sorted {
            $0.value < $1.value
        }
        guard kept.count <= Self.featuresMax else {
            throw .tooLarge("\(kept.count) n-grams, at most \(Self.featuresMax); raise textsMin")
        }
        let rows = Double(texts.count)
        self.init(
            options: options, vocabulary: Vocabulary(kept.map(\.key)),
            families: kept.map { census.families[Int($0.value)] },
            rarities: kept.map { entry in
                let frequency = log((1 + rows) / (1 + Double(census.texts[Int(entry.value)]))) + 1
                return Float(pow(frequency, options.rarityPower))
            })
    }

    /// The text as a vector of length 1; empty when it holds no n-gram the model knows.
    func vector(_ text: String) -> SparseVector { vector(TextUnits(text)) }

    func vector(_ units: TextUnits) -> SparseVector {
        var found: [Int32] = []
        units.forEachNGram(options) { gram in
            if let number = vocabulary.number(of: gram.hash) { found.append(number) }
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
        balance(&vector)
        return vector
    }

    /// Gives each block of n-gram families its own share of the length, so that the many character n-grams of an
    /// English text do not drown its few words.
    private func balance(_ vector: inout SparseVector) {
        var squares = [Float](repeating: 0, count: Self.shares.count)
        for (index, value) in zip(vector.indices, vector.values) {
            squares[Self.block(families[Int(index)])] += value * value
        }
        var total: Float = 0
        let factors = zip(squares, Self.shares).map { square, share -> Float in
            guard square > 0 else { return 0 }
            total += share * share
            return share / square.squareRoot()
        }
        guard total > 0 else { return }
        let shrink = 1 / total.squareRoot()
        for place in vector.values.indices {
            vector.values[place] *= factors[Self.block(families[Int(vector.indices[place])])] * shrink
        }
    }

    /// Shares of: single units and pairs, triples, characters inside words, length.
    private static let shares: [Float] = [1, 0.3, 1, 0.3]

    private static func block(_ family: UInt8) -> Int { max(0, Int(family) - 1) }
}

extension TextFeatures.Options {
    func check() throws(LearningFailure) {
        guard (1...3).contains(unitsMax) else { throw .badOption("unitsMax is 1…3") }
        guard (1...8).contains(charactersMin), (0...8).contains(charactersMax) else {
            throw .badOption("charactersMin is 1…8, charactersMax 0…8")
        }
        guard textsMin >= 1 else { throw .badOption("textsMin is at least 1") }
        guard (0...2).contains(rarityPower) else { throw .badOption("rarityPower is 0…2") }
    }
}

/// In how many texts each n-gram occurs, numbered in order of first appearance.
private struct Census {
    var numbers: [UInt64: Int32] = [:]
    var texts: [Int] = []
    var families: [UInt8] = []
    private var lastText: [Int] = []
    private var textsSeen = 0

    mutating func count(_ units: TextUnits, _ options: TextFeatures.Options) {
        textsSeen += 1
        units.forEachNGram(options) { gram in
            let fresh = Int32(texts.count)
            let number = Int(numbers[gram.hash, default: fresh])
            if number == texts.count {
                numbers[gram.hash] = fresh
                texts.append(0)
                families.append(gram.family.rawValue)
                lastText.append(0)
            }
            guard lastText[number] != textsSeen else { return }
            lastText[number] = textsSeen
            texts[number] += 1
        }
    }
}
