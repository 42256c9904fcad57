public import Foundation

extension Recommender {
    private static let letters = "MAGPIERC"
    private static let format: UInt32 = 2

    /// The model as the bytes of a file.
    public func encoded() -> Data {
        var body = BinaryWriter()
        body.write(UInt32(items.count))
        for item in items { body.write(item) }
        body.write(parts.popularity)
        body.write(weights)
        for matrix in [parts.neighbours, parts.ridge, parts.transitions, parts.content] {
            body.write(matrix.starts)
            body.write(matrix.items)
            body.write(matrix.weights)
        }
        parts.network.map { $0.write(to: &body) }
        return ModelFile.sealed(body, kind: Self.letters, format: Self.format)
    }

    /// Reads a model back; the result equals the one that was written.
    ///
    /// - Throws: `notAModel`, `unknownFormat`, `damagedModel` or `tooLarge`.
    public init(decoding data: Data) throws(LearningFailure) {
        var reader = try ModelFile.opened(data, kind: Self.letters, format: Self.format)
        let count = Int(try reader.read(UInt32.self))
        guard count > 1, count <= reader.remaining / 4 else { throw .damagedModel("\(count) items") }
        var items: [String] = []
        for _ in 0..<count { items.append(try reader.readText()) }
        let popularity = try reader.readFloats()
        let weights = try reader.readFloats()
        guard popularity.count == count, weights.count == HybridScores.kinds.count,
            (popularity + weights).allSatisfy({ $0.isFinite })
        else { throw .damagedModel("its weights do not fit its items") }
        func matrix() throws(LearningFailure) -> ItemNeighbours {
            let starts = try reader.readNumbers(Int32.self)
            let places = try reader.readNumbers(Int32.self)
            let numbers = try reader.readFloats()
            guard let read = ItemNeighbours(starts: starts, items: places, weights: numbers, itemCount: count) else {
                throw .damagedModel("a matrix refers to nothing")
            }
            return read
        }
        var parts = RecommenderParts(
            popularity: popularity, neighbours: try matrix(), ridge: try matrix(), transitions: try matrix(),
            content: try matrix())
        if reader.remaining > 0 { parts.network = try NextItemModel(reading: &reader, items: count) }
        guard reader.remaining == 0 else { throw .damagedModel("it does not end where it should") }
        self.init(items: items, parts: parts, weights: weights)
    }
}
