/// One n-gram of a text: its identity as a 64-bit hash, and where it stands so that it can be shown.
struct NGram {
    /// What an n-gram is made of. The raw value is part of the hash and of the model file.
    enum Family: UInt8, CaseIterable {
        /// One unit, two, or more of them in a row: characters in Chinese, words in English.
        case single, pair, longer
        /// Characters inside one word, the spaces around it included.
        case character
        /// How long the text is: "中央八" is more often a channel than a chat.
        case length

        /// - Parameter unitsInARow: at least 1.
        init(unitsInARow: Int) {
            switch unitsInARow {
            case ...1: self = .single
            case 2: self = .pair
            default: self = .longer
            }
        }
    }

    let hash: UInt64
    let family: Family
    /// Positions among the units with both boundaries (single, pair, longer), among the characters of one unit with
    /// both its spaces (character), or a bucket number (length).
    let start: Int
    let end: Int
    /// The unit a character n-gram is inside of.
    var unit = 0
}

extension TextUnits {
    private static let fnvBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let opening: UInt64 = 0x02
    private static let closing: UInt64 = 0x03
    private static let unitsPerLengthBucket = 3
    private static let lengthBucketMax = 8

    /// Calls `body` for every n-gram, always in the same order.
    ///
    /// Unit n-grams see the beginning and the end of the text as units of their own: "^谁" says more than "谁".
    func forEachNGram(_ options: TextFeatures.Options, _ body: (NGram) -> Void) {
        guard !units.isEmpty else { return }
        forEachUnitNGram(longest: options.unitsMax, body)
        if options.ownWords { forEachUnitNGram(longest: options.unitsMax, inOwnWords: true, body) }
        if options.charactersMax >= options.charactersMin {
            for place in units.indices where units[place].kind == .word || units[place].kind == .number {
                forEachCharacterNGram(of: place, orders: options.charactersMin...options.charactersMax, body)
            }
        }
        let bucket = min(units.count / Self.unitsPerLengthBucket, Self.lengthBucketMax)
        let hash = Self.join(Self.start(.length), UInt64(bucket))
        body(NGram(hash: hash, family: .length, start: bucket, end: bucket))
    }

    private func forEachUnitNGram(longest: Int, inOwnWords: Bool = false, _ body: (NGram) -> Void) {
        let read = inOwnWords ? units.prefix { scalars[$0.start] != PostedText.forwarding } : units[...]
        let basis = inOwnWords ? ~Self.fnvBasis : 0
        let hashes = [Self.opening] + read.map(hash) + [Self.closing]
        for position in hashes.indices {
            for length in 1...longest {
                let family = NGram.Family(unitsInARow: length)
                let end = position + length
                guard end <= hashes.count else { break }
                // A boundary alone stands in every text and says nothing.
                if family == .single, position == 0 || end == hashes.count { continue }
                let hash = hashes[position..<end].reduce(Self.start(family) ^ basis, Self.join)
                body(NGram(hash: hash, family: family, start: position, end: end))
            }
        }
    }

    private func forEachCharacterNGram(of place: Int, orders: ClosedRange<Int>, _ body: (NGram) -> Void) {
        let unit = units[place]
        let length = unit.end - unit.start + 2
        for start in 0..<length {
            var hash = Self.start(.character)
            for position in start..<min(start + orders.upperBound, length) {
                let isSpace = position == 0 || position == length - 1
                hash = Self.step(hash, isSpace ? 0x20 : scalars[unit.start + position - 1])
                guard position + 1 - start >= orders.lowerBound else { continue }
                // One character with nothing else: the space of every word there is.
                if isSpace, position == start { continue }
                body(
                    NGram(
                        hash: SeededRandom.mix(hash), family: .character, start: start, end: position + 1, unit: place))
            }
        }
    }

    private func hash(_ unit: Unit) -> UInt64 {
        scalars[unit.start..<unit.end].reduce(Self.fnvBasis, Self.step)
    }

    private static func start(_ family: NGram.Family) -> UInt64 { step(fnvBasis, UInt32(family.rawValue) + 1) }

    private static func join(_ hash: UInt64, _ part: UInt64) -> UInt64 {
        SeededRandom.mix(hash ^ part) &+ 0x9E37_79B9_7F4A_7C15
    }

    private static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
    }
}

extension TextUnits {
    /// The n-gram as a person reads it: "^" and "$" are the text's beginning and end, "_" the space around a word.
    func shown(_ gram: NGram) -> String {
        switch gram.family {
        case .single, .pair, .longer: shownUnits(gram.start..<gram.end)
        case .character: shownCharacters(gram.start..<gram.end, of: units[gram.unit])
        case .length where gram.start == Self.lengthBucketMax:
            "≥\(gram.start * Self.unitsPerLengthBucket) units"
        case .length:
            "\(gram.start * Self.unitsPerLengthBucket)–\((gram.start + 1) * Self.unitsPerLengthBucket - 1) units"
        }
    }

    private func shownUnits(_ positions: Range<Int>) -> String {
        var shown = ""
        var previous: Kind?
        for position in positions {
            if position == 0 {
                shown += "^"
                continue
            }
            if position > units.count {
                shown += "$"
                continue
            }
            let unit = units[position - 1]
            if let previous, previous != .ideograph || unit.kind != .ideograph { shown += " " }
            shown += text(unit.start..<unit.end)
            previous = unit.kind
        }
        return shown
    }

    private func shownCharacters(_ positions: Range<Int>, of unit: Unit) -> String {
        let length = unit.end - unit.start + 2
        let inside = positions.clamped(to: 1..<(length - 1))
        return (positions.lowerBound == 0 ? "_" : "")
            + text((unit.start + inside.lowerBound - 1)..<(unit.start + inside.upperBound - 1))
            + (positions.upperBound == length ? "_" : "")
    }

    private func text(_ positions: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[positions].compactMap(Unicode.Scalar.init))
        return String(text)
    }
}
