/// The mood of a customer over a conversation, from text, voice and typing together: an LSTM (Hochreiter and
/// Schmidhuber, 1997) forward in time over turns, with calibrated probabilities.
///
/// A turn's answer depends on that turn and those before it, never on later ones. Turns may come one by one, with a
/// `DialogueState` between them, or all at once: the answers are the same up to rounding.
public struct DialogueEmotionClassifier: Sendable, Equatable {
    /// Limits of what may be trained, asked or read from a file.
    public enum Limits {
        /// Turns of one conversation asked at once or learned from; turn by turn there is no limit.
        public static let turns = 10_000
        /// Turns to learn from in all.
        public static let turnsInAll = 2_000_000
        /// Labels.
        public static let labels = 100
        /// Figures of a turn's text or voice.
        public static let figures = 1_024
        /// Numbers of the state.
        public static let hidden = 512
    }

    /// The moods, sorted.
    public let labels: [String]
    let encoding: TurnEncoding
    let network: DialogueNetwork
    var weights: Weights
    /// What scores are divided by before they become shares.
    var temperature: Float

    /// Figures a turn's text must have.
    public var textFigures: Int { encoding.text }
    /// Figures a turn's voice must have; 0: it has learned from none.
    public var voiceFigures: Int { encoding.voice }

    /// The probabilities of the labels, in their order, at one more turn; takes the same time however long the
    /// conversation is.
    ///
    /// - Throws: `badData` for a turn that does not fit, or a state of another model; the state is left as it was.
    public func advance(
        _ state: inout DialogueState, by turn: DialogueTurn, algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> [Float] {
        if let fault = encoding.fault(of: turn) { throw .badData(fault) }
        let size = state.turns > 0 ? network.lstm.hidden : 0
        guard (0..<Int.max).contains(state.turns), state.state.count == size, state.cell.count == size,
            (state.state + state.cell).allSatisfy(\.isFinite)
        else { throw .badData("the state is another model's, or none") }
        let row = encoding.row(turn)
        return shares(weights.asking(algebra) { network.scores(row, after: &state, $0) })
    }

    /// The probabilities of the labels at every turn of a conversation.
    ///
    /// - Throws: `badData` for a turn that does not fit, `tooLarge` beyond `Limits.turns`.
    public func probabilities(
        _ turns: [DialogueTurn], algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> [[Float]] {
        guard turns.count <= Limits.turns else { throw .tooLarge("\(turns.count) turns") }
        if let fault = turns.lazy.compactMap(encoding.fault).first { throw .badData(fault) }
        let scores = scores([turns.map(encoding.row)], algebra: algebra)
        return turns.indices.map { shares(Array(scores[row: $0])) }
    }

    /// Scores before temperature and softmax, one row a turn, conversation after conversation.
    func scores(_ conversations: [[[Float]]], algebra: LinearAlgebra) -> Matrix {
        let x = Matrix(rows: conversations.flatMap(\.self), columns: encoding.width)
        let spans = Spans(lengths: conversations.map(\.count))
        return weights.asking(algebra) { network.scores($0.constant(x), spans, $0).matrix }
    }

    func shares(_ scores: [Float]) -> [Float] {
        var shares = scores.map { $0 / temperature }
        shares.withUnsafeMutableBufferPointer { shares in
            if let start = shares.baseAddress { Lanes.softmax(start, count: shares.count) }
        }
        return shares
    }
}

extension Matrix {
    /// A matrix from its rows; each has as many numbers as there are columns.
    init(rows: [[Float]], columns: Int) {
        self.init(rows: rows.count, columns: columns, values: rows.flatMap(\.self))
    }
}
