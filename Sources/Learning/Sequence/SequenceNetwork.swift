/// The layers of a sequence classifier; the numbers lie in `Weights`.
struct SequenceNetwork: Sendable, Equatable {
    /// What a network is made of; two of one shape have their weights in the same places.
    struct Shape: Sendable, Equatable {
        var tokens: Int
        var classes: Int
        var reader: SequenceClassifier.Reader
        /// Numbers a token is embedded in.
        var features: Int
        /// Numbers of a state in one direction, or filters of one window's width, or of attention's inner layer.
        var hidden: Int
        /// Layers of attention; 1 for the other readers.
        var layers: Int
    }

    /// Chance in teaching.
    struct Chance: Sendable, Equatable {
        var dropout: Float
        /// Share of tokens that are read as unknown ones.
        var forgotten: Float
    }

    static let askedTogether = 64
    private static let heads = 4
    private static let windows = [1, 2, 3]

    /// What stands between embedding and softmax.
    private enum Body: Sendable, Equatable {
        case recurrent(forward: LSTM, backward: LSTM, pooling: Dense)
        case convolutional([Convolution])
        case attentive(positions: Embedding, [AttentionBlock], pooling: Dense)
    }

    let shape: Shape
    private let embedding: Embedding
    private let body: Body
    private let outward: Dense

    init(_ shape: Shape, in weights: inout Weights, random: inout SeededRandom) {
        self.shape = shape
        let (features, hidden) = (shape.features, shape.hidden)
        embedding = Embedding(shape.tokens, features, in: &weights, random: &random)
        let width: Int
        switch shape.reader {
        case .recurrent:
            width = 2 * hidden
            body = .recurrent(
                forward: LSTM(features, hidden: hidden, in: &weights, random: &random),
                backward: LSTM(features, hidden: hidden, isReversed: true, in: &weights, random: &random),
                pooling: Dense(width, 1, in: &weights, random: &random))
        case .convolutional:
            width = Self.windows.count * hidden
            body = .convolutional(
                Self.windows.map { Convolution(features, hidden, width: $0, in: &weights, random: &random) })
        case .attentive:
            width = features
            let places = SequenceClassifier.Limits.sequenceTokens
            let positions = Embedding(places, features, deviation: 0.02, in: &weights, random: &random)
            let blocks = (0..<shape.layers).map { _ in
                AttentionBlock(
                    features, inner: hidden, heads: Self.heads, isCausal: false, in: &weights, random: &random)
            }
            body = .attentive(positions: positions, blocks, pooling: Dense(width, 1, in: &weights, random: &random))
        }
        outward = Dense(width, shape.classes, in: &weights, random: &random)
    }

    /// The sequence as it is read: not longer than the limit, unknown tokens as number 0, never empty.
    func known(_ sequence: [Int32]) -> [Int32] {
        let some = sequence.prefix(SequenceClassifier.Limits.sequenceTokens)
        return some.isEmpty ? [0] : some.map { $0 < 0 || $0 >= Int32(shape.tokens) ? 0 : $0 }
    }

    /// One row of scores a sequence; sequences are as `known` gives them.
    func scores(
        _ sequences: [[Int32]], chance: Chance = Chance(dropout: 0, forgotten: 0), _ tape: Tape
    ) -> Variable {
        let spans = Spans(lengths: sequences.map(\.count))
        var tokens = sequences.flatMap(\.self)
        if tape.isTeaching, chance.forgotten > 0 {
            for place in tokens.indices where tape.random.share() < chance.forgotten { tokens[place] = 0 }
        }
        let embedded = tape.dropout(embedding(tokens, tape), chance.dropout)
        return outward(tape.dropout(read(embedded, spans, chance, tape), chance.dropout), tape)
    }

    /// One row of features a sequence.
    private func read(_ x: Variable, _ spans: Spans, _ chance: Chance, _ tape: Tape) -> Variable {
        switch body {
        case .recurrent(let forward, let backward, let pooling):
            let states = tape.beside(forward(x, spans, tape), backward(x, spans, tape))
            return tape.weighted(states, by: pooling(states, tape), spans)
        case .convolutional(let convolutions):
            let found = convolutions.map { tape.largest(tape.rectified($0(x, spans, tape)), spans) }
            return found.dropFirst().reduce(found[0]) { tape.beside($0, $1) }
        case .attentive(let positions, let blocks, let pooling):
            var x = tape.sum(x, positions(spans.places, tape))
            for block in blocks { x = block(x, spans, dropout: chance.dropout, tape) }
            return tape.weighted(x, by: pooling(x, tape), spans)
        }
    }
}
