extension TextClassifier {
    /// What spoke for a label, and what against it.
    ///
    /// - Parameters:
    ///   - label: the best label when left out.
    ///   - top: how many n-grams to name.
    /// - Returns: `nil` when the model does not know the label.
    public func explain(_ text: String, label: String? = nil, top: Int = 8) -> Explanation? {
        let units = TextUnits(register.read(text))
        let vectors = opinions.vectors(units)
        let scores = pooling.pooled(opinions.scores(units, vectors))
        guard let target = label.map({ labels.firstIndex(of: $0) }) ?? scores.indexOfMax else { return nil }
        var sum = Sum()
        for (place, view) in opinions.linear.enumerated() {
            sum.add(view.parts(of: vectors[place], for: target), vectors[place], view, pooling.weights[place])
        }
        var next = opinions.linear.count
        if let combinations = opinions.combinations {
            sum.add(
                combinations.parts(of: vectors[0], for: target), vectors[0], opinions.linear[0],
                pooling.weights[next])
            next += 1
        }
        if let phrases = opinions.phrases {
            sum.add(phrases.parts(of: units, for: target), units, pooling.weights[next])
        }
        return Explanation(
            label: labels[target], score: scores[target], bias: sum.bias,
            evidence: Array(sum.evidence(units, of: opinions.linear.map(\.features)).prefix(max(top, 0))))
    }
}

/// What each n-gram, known by its hash, added to a score over all opinions.
private struct Sum {
    private var parts: [UInt64: Float] = [:]
    private(set) var bias: Float = 0

    mutating func add(
        _ given: (features: [Float], bias: Float), _ vector: SparseVector, _ view: LinearView, _ weight: Float
    ) {
        for (index, part) in zip(vector.indices, given.features) {
            parts[view.features.vocabulary.hashes[Int(index)], default: 0] += weight * part
        }
        bias += weight * given.bias
    }

    /// A unit's part in a phrase is the unit's own.
    mutating func add(_ given: (units: [Float], bias: Float), _ units: TextUnits, _ weight: Float) {
        units.forEachNGram(.singles) { gram in
            guard gram.family == .single, gram.start <= given.units.count else { return }
            parts[gram.hash, default: 0] += weight * given.units[gram.start - 1]
        }
        bias += weight * given.bias
    }

    /// Most telling first. Among equals the n-gram's name decides: the same text, the same explanation.
    func evidence(_ units: TextUnits, of views: [TextFeatures]) -> [Evidence] {
        var shown: [UInt64: String] = [:]
        for options in views.map(\.options) + [.singles] {
            units.forEachNGram(options) { gram in
                if parts[gram.hash] != nil, shown[gram.hash] == nil { shown[gram.hash] = units.shown(gram) }
            }
        }
        let evidence = parts.map { Evidence(ngram: shown[$0.key] ?? "", weight: $0.value) }
        return evidence.sorted { (abs($1.weight), $0.ngram) < (abs($0.weight), $1.ngram) }
    }
}

extension LinearView {
    fileprivate func parts(of vector: SparseVector, for target: Int) -> (features: [Float], bias: Float) {
        let features = zip(vector.indices, vector.values).map { $1 * model.weight(of: $0, for: target) }
        return (features, model.weight(of: Int32(model.features), for: target))
    }
}

extension TextFeatures.Options {
    /// Single units and nothing inside them.
    fileprivate static let singles: TextFeatures.Options = {
        var options = TextFeatures.Options()
        options.unitsMax = 1
        options.charactersMax = 0
        return options
    }()
}
