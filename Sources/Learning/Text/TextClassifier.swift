/// Recognises which label a short text carries: an intent, a topic, a complaint, a mood.
///
/// A value: trained once, then read from any task. Works for Chinese, English and mixtures of both.
public struct TextClassifier: Sendable, Equatable {
    /// The labels, sorted.
    public let labels: [String]
    /// Sixteen hexadecimal digits that follow from the training rows and the options: the same version, the same model.
    public let version: String
    /// A best score below this is out of scope.
    public let scopeThreshold: Float

    let features: TextFeatures
    let model: LinearClassifier
    let calibration: Calibration

    /// The likeliest labels of a text.
    ///
    /// - Parameter candidates: how many labels to name, at least 1. Only the first 10,000 characters are read.
    public func classify(_ text: String, candidates: Int = 3) -> Classification {
        let vector = features.vector(text)
        let scores = model.scores(vector)
        let shares = calibration.shares(scores)
        let ranked = Self.best(max(candidates, 1), of: scores)
        let best = scores[ranked[0]]
        return Classification(
            candidates: ranked.map { .init(label: labels[$0], confidence: shares[$0]) },
            score: best,
            isOutOfScope: best < scopeThreshold || !speaks(vector))
    }

    /// What spoke for a label, and what against it.
    ///
    /// - Parameters:
    ///   - label: the best label when left out.
    ///   - top: how many n-grams to name.
    /// - Returns: `nil` when the model does not know the label.
    public func explain(_ text: String, label: String? = nil, top: Int = 8) -> Explanation? {
        let units = TextUnits(text)
        let vector = features.vector(units)
        let scores = model.scores(vector)
        guard let target = label.map({ labels.firstIndex(of: $0) }) ?? scores.indexOfMax else { return nil }
        var shown: [Int32: String] = [:]
        units.forEachNGram(features.options) { gram in
            guard let number = features.vocabulary.number(of: gram.hash), shown[number] == nil else { return }
            shown[number] = units.shown(gram)
        }
        let evidence = zip(vector.indices, vector.values).map { index, value in
            Evidence(ngram: shown[index] ?? "", weight: value * model.weight(of: index, for: target))
        }
        // The sort keeps text order among equals only by naming the n-gram: the same text, the same explanation.
        let telling = evidence.sorted { (abs($1.weight), $0.ngram) < (abs($0.weight), $1.ngram) }
        return Explanation(
            label: labels[target], score: scores[target],
            bias: model.weight(of: Int32(model.features), for: target), evidence: Array(telling.prefix(max(top, 0))))
    }

    /// Whether the text holds a known n-gram of words or characters; every text has a length.
    private func speaks(_ vector: SparseVector) -> Bool {
        vector.indices.contains { features.families[Int($0)] != NGram.Family.length.rawValue }
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
