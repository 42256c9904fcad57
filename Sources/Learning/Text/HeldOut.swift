/// Scores of texts a model did not learn from: the honest ground for weights, confidence and threshold.
struct HeldOut {
    /// Each opinion's scores, and the right class.
    private(set) var inScope: [(opinions: [[Float]], target: Int)] = []
    private(set) var outOfScope: [[[Float]]] = []

    var count: Int { inScope.count + outOfScope.count }

    mutating func add(_ opinions: [[Float]], target: Int) {
        if target >= 0 {
            inScope.append((opinions, target))
        } else {
            outOfScope.append(opinions)
        }
    }

    mutating func add(_ other: HeldOut) {
        inScope += other.inScope
        outOfScope += other.outOfScope
    }

    func scopeThreshold(_ pooling: Pooling, linear: Int, _ options: TextClassifier.Options) -> Float {
        let answers = inScope.map { row in
            let pooled = pooling.pooled(row.opinions)
            let best = pooled.indexOfMax ?? 0
            return (best: pooling.claim(row.opinions, on: best, linear: linear), isRight: best == row.target)
        }
        let strangers = outOfScope.map { opinions in
            pooling.claim(opinions, on: pooling.pooled(opinions).indexOfMax ?? 0, linear: linear)
        }
        return ScopeThreshold.chosen(inScope: answers, outOfScope: strangers, options)
    }
}
