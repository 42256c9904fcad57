extension SparseNetwork {
    func write(to body: inout BinaryWriter) {
        body.write(rows)
        body.write(inner)
        body.write(outer.weights)
    }

    init(readingFrom body: inout BinaryReader, features: Int, classes: Int) throws(LearningFailure) {
        let rows = try body.readNumbers(Int32.self)
        let inner = try body.readLanes()
        let inputs = inner.count / Self.width - 1
        guard rows.count == features, inputs >= 0, inner.count == (inputs + 1) * Self.width,
            rows.allSatisfy({ (-1..<Int32(inputs)).contains($0) })
        else { throw .damagedModel("its network does not fit together") }
        let outer = try ClassLayer(readingFrom: &body, classes: classes, units: Self.hiddenUnits)
        self.init(rows: rows, inner: inner, outer: outer)
    }
}

extension PhraseNetwork {
    func write(to body: inout BinaryWriter) {
        body.write(vocabulary.hashes)
        body.write(embeddings)
        for filter in filters {
            body.write(filter.weights)
            body.write(filter.biases)
        }
        body.write(outer.weights)
    }

    init(readingFrom body: inout BinaryReader, classes: Int) throws(LearningFailure) {
        let hashes = try body.readNumbers(UInt64.self)
        let embeddings = try body.readLanes()
        guard Set(hashes).count == hashes.count,
            embeddings.count == (hashes.count + PhraseTokens.reservedRows) * Self.width
        else { throw .damagedModel("its vocabulary of phrases does not fit together") }
        var filters: [PhraseFilter] = []
        for length in 1...Self.windowMax {
            let filter = PhraseFilter(length: length, weights: try body.readLanes(), biases: try body.readLanes())
            guard filter.biases.count * Lane.scalarCount == Self.windows,
                filter.weights.count == filter.reach * filter.biases.count
            else { throw .damagedModel("its phrases do not fit together") }
            filters.append(filter)
        }
        let outer = try ClassLayer(readingFrom: &body, classes: classes, units: Self.windows * Self.windowMax)
        self.init(vocabulary: Vocabulary(hashes), embeddings: embeddings, filters: filters, outer: outer)
    }
}

extension ClassLayer {
    fileprivate init(readingFrom body: inout BinaryReader, classes: Int, units: Int) throws(LearningFailure) {
        self.init(classes: classes, units: units, weights: try body.readLanes())
        guard weights.count == (units + 1) * width else { throw .damagedModel("its layers do not fit together") }
    }
}

extension BinaryWriter {
    fileprivate mutating func write(_ lanes: [Lane]) {
        write(lanes.flatMap { lane in (0..<Lane.scalarCount).map { lane[$0] } })
    }
}

extension BinaryReader {
    /// A single byte, 0 or 1.
    mutating func readFlag() throws(LearningFailure) -> Bool {
        let byte = try read(UInt8.self)
        guard byte <= 1 else { throw .damagedModel("neither yes nor no") }
        return byte == 1
    }

    /// Numbers in lanes, none of them absurd.
    fileprivate mutating func readLanes() throws(LearningFailure) -> [Lane] {
        let numbers = try readFloats()
        guard numbers.count % Lane.scalarCount == 0 else { throw .damagedModel("a lane is not full") }
        try numbers.checkMagnitude(below: Lane.magnitudeMax)
        return stride(from: 0, to: numbers.count, by: Lane.scalarCount).map { start in
            Lane(numbers[start..<(start + Lane.scalarCount)])
        }
    }
}

extension Lane {
    /// Networks multiply numbers layer by layer: within this no product of three of them overflows.
    fileprivate static let magnitudeMax: Float = 1e6
}

extension [Float] {
    /// Refuses infinities, what is no number, and numbers no training can give.
    func checkMagnitude(below limit: Float) throws(LearningFailure) {
        guard allSatisfy({ abs($0) <= limit }) else { throw .damagedModel("a number is out of range") }
    }
}
