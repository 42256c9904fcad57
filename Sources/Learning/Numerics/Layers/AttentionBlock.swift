/// A transformer's layer: attention, then a network for each place, each with a way around it and normalised before
/// (Xiong et al., 2020).
struct AttentionBlock: Sendable, Equatable {
    let attention: Attention
    private let norms: [LayerNorm]
    private let wide: Dense
    private let narrow: Dense

    init(
        _ features: Int, inner: Int, heads: Int, isCausal: Bool, in weights: inout Weights, random: inout SeededRandom
    ) {
        attention = Attention(features, heads: heads, isCausal: isCausal, in: &weights, random: &random)
        norms = [
            LayerNorm(features, in: &weights, random: &random), LayerNorm(features, in: &weights, random: &random),
        ]
        wide = Dense(features, inner, in: &weights, random: &random)
        narrow = Dense(inner, features, in: &weights, random: &random)
    }

    /// The same shape.
    func callAsFunction(_ x: Variable, _ spans: Spans, dropout: Float, _ tape: Tape) -> Variable {
        let seen = attention(norms[0](x, tape), spans, tape)
        let x = tape.sum(x, tape.dropout(seen, dropout))
        let thought = narrow(tape.rectified(wide(norms[1](x, tape), tape)), tape)
        return tape.sum(x, tape.dropout(thought, dropout))
    }
}
