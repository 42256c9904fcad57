/// Turns as rows of numbers: every figure standardised, and beside the figures one bit for each thing that was known.
struct TurnEncoding: Sendable, Equatable {
    /// Numbers a turn's text has; 0 when the examples had none.
    let text: Int
    /// Numbers a turn's voice has; 0 when the examples had none.
    let voice: Int
    /// Of every figure, over the examples that had it.
    let means: [Float]
    /// What a figure's distance from its mean is multiplied with.
    let scales: [Float]

    /// Further from the mean than this nothing counts as further.
    private static let farthest: Float = 6

    init(text: Int, voice: Int, means: [Float], scales: [Float]) {
        (self.text, self.voice, self.means, self.scales) = (text, voice, means, scales)
    }

    /// Learns widths, means and spreads.
    ///
    /// - Throws: `cannotTrain` when turns have figures of different lengths, or ones that are no numbers.
    init(learning turns: [DialogueTurn]) throws(LearningFailure) {
        let text = turns.lazy.compactMap(\.text).first?.count ?? 0
        let voice = turns.lazy.compactMap(\.voice).first?.count ?? 0
        let plain = TurnEncoding(text: text, voice: voice, means: [], scales: [])
        var (counts, sums, squares) = ([Double](), [Double](), [Double]())
        for turn in turns {
            guard plain.fault(of: turn) == nil else { throw .cannotTrain(plain.fault(of: turn) ?? "") }
            let figures = plain.figures(turn)
            if counts.isEmpty {
                counts = figures.map { _ in 0 }
                (sums, squares) = (counts, counts)
            }
            for (place, figure) in figures.enumerated() {
                guard let figure = figure.map(Double.init) else { continue }
                counts[place] += 1
                sums[place] += figure
                squares[place] += figure * figure
            }
        }
        let means = zip(sums, counts).map { $0 / max(1, $1) }
        let scales = means.indices.map { place in
            let variance = squares[place] / max(1, counts[place]) - means[place] * means[place]
            return variance > 1e-8 ? Float(1 / variance.squareRoot()) : 0
        }
        self.init(text: text, voice: voice, means: means.map { Float($0) }, scales: scales)
    }

    /// Figures of a turn.
    var figures: Int { text + voice + TypingFigures.count }
    /// Numbers of a row: figures, then bits for text, voice and each figure of typing.
    var width: Int { figures + 2 + TypingFigures.count }

    /// What is wrong with a turn; `nil` when it can be read.
    func fault(of turn: DialogueTurn) -> String? {
        if let given = turn.text, given.count != text { return "a text of \(given.count) figures instead of \(text)" }
        if let given = turn.voice, given.count != voice {
            return "a voice of \(given.count) figures instead of \(voice)"
        }
        let isFinite = figures(turn).allSatisfy { $0?.isFinite ?? true }
        return isFinite ? nil : "a figure is no number"
    }

    /// One row; the turn has no fault.
    func row(_ turn: DialogueTurn) -> [Float] {
        let values = zip(figures(turn), zip(means, scales)).map { figure, scale -> Float in
            guard let figure else { return 0 }
            return min(max((figure - scale.0) * scale.1, -Self.farthest), Self.farthest)
        }
        let bits = [turn.text != nil, turn.voice != nil] + typing(turn).map { $0 != nil }
        return values + bits.map { $0 ? 1 : 0 }
    }

    private func figures(_ turn: DialogueTurn) -> [Float?] {
        (turn.text ?? []).map(Optional.some).padded(to: text)
            + (turn.voice ?? []).map(Optional.some).padded(to: voice) + typing(turn)
    }

    private func typing(_ turn: DialogueTurn) -> [Float?] { (turn.typing ?? TypingFigures()).scaled }
}

extension [Float?] {
    /// With `nil` at the end, as long as wanted at least.
    fileprivate func padded(to count: Int) -> [Float?] {
        self + [Float?](repeating: nil, count: Swift.max(0, count - self.count))
    }
}
