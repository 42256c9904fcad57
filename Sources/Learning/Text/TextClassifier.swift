/// Recognises which label a short text carries: an intent, a topic, a complaint, a mood.
///
/// A value: trained once, then read from any task. Works for Chinese, English and mixtures of both.
public struct TextClassifier: Sendable, Equatable {
    /// The labels, sorted.
    public let labels: [String]
    /// Sixteen hexadecimal digits that follow from the training rows and the options: the same version, the same model.
    public let version: String
    /// What kind of texts it reads.
    public let register: Register
    /// A best score below this is out of scope.
    public let scopeThreshold: Float

    /// Rows it learned from, out-of-scope texts included.
    let trainedRows: Int
    let opinions: Opinions
    let pooling: Pooling
    let calibration: Calibration

    /// The likeliest labels of a text.
    ///
    /// - Parameter candidates: how many labels to name, at least 1. Only the first 10,000 characters are read.
    public func classify(_ text: String, candidates: Int = 3) -> Classification {
        let units = TextUnits(register.read(text))
        let vectors = opinions.vectors(units)
        let asked = opinions.scores(units, vectors)
        let scores = pooling.pooled(asked)
        let shares = calibration.shares(scores)
        let ranked = Self.best(max(candidates, 1), of: scores)
        let claim = pooling.claim(asked, on: ranked[0], linear: opinions.linear.count)
        return Classification(
            candidates: ranked.map { .init(label: labels[$0], confidence: shares[$0]) },
            score: claim,
            isOutOfScope: claim < scopeThreshold || !opinions.linear[0].features.speaks(vectors[0]))
    }

    /// Positions of the largest scores, best first; the first label wins a tie.
    private static func best(_ count: Int, of scores: [Float]) -> [Int] {
        var ranked: [Int] = []
        for place in scores.indices {
            if ranked.count == count, let last = ranked.last, scores[place] <= scores[last] { continue }
            let spot = ranked.firstIndex { scores[$0] < scores[place] } ?? ranked.count
            ranked.insert(place, at: spot)
            if ranked.count > count { ranked.removeLast() }
        }
        return ranked
    }
}
