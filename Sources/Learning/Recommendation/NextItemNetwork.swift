/// A small causal transformer that reads a history and says what is met next: SASRec (Kang and McAuley, "Self-attentive
/// sequential recommendation", ICDM 2018) with a softmax over items instead of one drawn item for each step.
///
/// Every item has one vector, used both for reading it and for fitting it to what was read.
struct NextItemNetwork: Sendable, Equatable {
    /// What a network is made of; two of one shape have their weights in the same places.
    struct Shape: Sendable, Equatable {
        var items: Int
        /// Numbers of an item's vector; a multiple of `heads`.
        var features: Int
        var blocks: Int
        /// Items of a history that are read, the latest ones.
        var reach: Int

        static let heads = 2
    }

    let shape: Shape
    let items: Embedding
    private let positions: Embedding
    private let blocks: [AttentionBlock]
    private let norm: LayerNorm

    init(_ shape: Shape, in weights: inout Weights, random: inout SeededRandom) {
        self.shape = shape
        items = Embedding(shape.items, shape.features, deviation: 0.05, in: &weights, random: &random)
        positions = Embedding(shape.reach, shape.features, deviation: 0.05, in: &weights, random: &random)
        blocks = (0..<shape.blocks).map { _ in
            AttentionBlock(
                shape.features, inner: shape.features, heads: Shape.heads, isCausal: true, in: &weights, random: &random
            )
        }
        norm = LayerNorm(shape.features, in: &weights, random: &random)
    }

    /// What is expected after each step of each history: one row a step.
    ///
    /// - Parameter histories: none empty, none longer than `reach`, every item of the table.
    func states(_ histories: [some Collection<Int32>], dropout: Float = 0, _ tape: Tape) -> Variable {
        let spans = Spans(lengths: histories.map(\.count))
        let met = tape.scaled(items(histories.flatMap(\.self), tape), by: Float(shape.features).squareRoot())
        var x = tape.dropout(tape.sum(met, positions(spans.places, tape)), dropout)
        for block in blocks { x = block(x, spans, dropout: dropout, tape) }
        return norm(x, tape)
    }
}
