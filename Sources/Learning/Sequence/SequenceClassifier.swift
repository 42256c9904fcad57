/// A neural classifier of token sequences: embeddings, then a reader of the sequence, then a softmax over classes.
///
/// Tokens and classes are numbers here; what they stand for is the caller's: characters, words, intents, moods.
public struct SequenceClassifier: Sendable, Equatable {
    /// What reads the embedded tokens.
    public enum Reader: UInt32, Sendable, CaseIterable {
        /// An LSTM in both directions, pooled by attention.
        case recurrent = 1
        /// Convolutions over windows of tokens, pooled by maximum (Kim, 2014).
        case convolutional = 2
        /// Self-attention with positions, pooled by attention.
        case attentive = 3
    }

    /// Limits of what may be trained or read from a file.
    public enum Limits {
        /// Tokens read of one sequence; the rest is left aside.
        public static let sequenceTokens = 512
        /// Different tokens.
        public static let tokens = 2_000_000
        /// Classes.
        public static let classes = 10_000
        /// Numbers a token, a state or a layer may have.
        public static let width = 1_024
        /// Weights in all: 800 MB.
        public static let weights = 200_000_000
        /// Sequences to learn from.
        public static let rows = 5_000_000
    }

    let network: SequenceNetwork
    var weights: Weights
    /// What scores are divided by before they become shares.
    var temperature: Float

    /// Classes it tells apart, numbered from 0.
    public var classes: Int { network.shape.classes }
    /// Tokens it knows, numbered from 0; number 0 stands for every token it does not know.
    public var tokens: Int { network.shape.tokens }

    /// Probabilities of all classes for each sequence; a sequence without tokens is read as one unknown token.
    public func probabilities(_ sequences: [[Int32]], algebra: LinearAlgebra = .standard) -> [[Float]] {
        let scores = scores(sequences, algebra: algebra)
        return (0..<sequences.count).map { row in
            var shares = scores[row: row].map { $0 / temperature }
            shares.withUnsafeMutableBufferPointer { shares in
                if let start = shares.baseAddress { Lanes.softmax(start, count: shares.count) }
            }
            return shares
        }
    }

    /// Scores before temperature and softmax, one row a sequence.
    func scores(_ sequences: [[Int32]], algebra: LinearAlgebra) -> Matrix {
        let known = sequences.map(network.known)
        var scores = Matrix(rows: sequences.count, columns: classes)
        let batches = Batches.sorted(lengths: known.map(\.count), batch: SequenceNetwork.askedTogether)
        weights.asking(algebra) { tape in
            for batch in batches {
                tape.reset()
                let found = network.scores(batch.map { known[$0] }, tape)
                scores.withMutableView { scores in
                    for (place, row) in batch.enumerated() {
                        scores.row(row).update(from: found.value.row(place), count: found.columns)
                    }
                }
            }
        }
        return scores
    }
}
