/// Texts and the class each belongs to; class -1 belongs to none.
struct Lesson {
    private(set) var texts: [String]
    private(set) var targets: [Int32]
    let classes: Int

    /// Rows whose label is not among `labels` count as belonging to none.
    init(_ rows: [LabelledText], outOfScope: [String], labels: [String]) {
        let numbers = Dictionary(labels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        texts = rows.map(\.text) + outOfScope
        targets = rows.map { numbers[$0.label] ?? -1 } + outOfScope.map { _ in -1 }
        classes = labels.count
    }

    struct Fitted {
        let features: TextFeatures
        let model: LinearClassifier

        func answers(to lesson: Lesson) -> HeldOut {
            var heldOut = HeldOut()
            for (text, target) in zip(lesson.texts, lesson.targets) {
                heldOut.add(model.scores(features.vector(text)), target: Int(target))
            }
            return heldOut
        }
    }

    func fit(_ options: TextClassifier.Options) throws(LearningFailure) -> Fitted {
        let features = try TextFeatures(learning: texts, options: options.features)
        var rows = SparseRows()
        for text in texts { rows.append(features.vector(text)) }
        let model = try LinearClassifier(
            rows, targets: targets, classes: classes, features: features.vocabulary.count,
            options: .init(cost: options.cost, positiveWeight: options.positiveWeight), seed: options.seed)
        return Fitted(features: features, model: model)
    }

    /// Answers to every text by models that did not learn from it.
    func crossValidate(_ options: TextClassifier.Options) throws(LearningFailure) -> HeldOut {
        let folds = folds(options.folds, seed: options.seed)
        var heldOut = HeldOut()
        for fold in 0..<options.folds {
            let learned = texts.indices.filter { folds[$0] != fold }
            let asked = texts.indices.filter { folds[$0] == fold }
            guard !asked.isEmpty, !learned.isEmpty else { continue }
            let fitted = try selecting(learned).fit(options)
            heldOut.add(fitted.answers(to: selecting(asked)))
        }
        return heldOut
    }

    private func selecting(_ rows: [Int]) -> Lesson {
        var chosen = self
        chosen.texts = rows.map { texts[$0] }
        chosen.targets = rows.map { targets[$0] }
        return chosen
    }

    /// The fold of each row. Dealt out class by class, so that each fold sees each class in proportion.
    private func folds(_ count: Int, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        let places = texts.indices.shuffled(using: &random).enumerated()
        let dealt = places.sorted { (targets[$0.element], $0.offset) < (targets[$1.element], $1.offset) }
        var folds = [Int](repeating: 0, count: texts.count)
        for (turn, place) in dealt.enumerated() { folds[place.element] = turn % count }
        return folds
    }
}

/// Scores of texts a model did not learn from: the honest ground for confidence and threshold.
struct HeldOut {
    private(set) var inScope: [(scores: [Float], target: Int)] = []
    private(set) var outOfScope: [Float] = []

    mutating func add(_ scores: [Float], target: Int) {
        if target >= 0 {
            inScope.append((scores, target))
        } else if let best = scores.max() {
            outOfScope.append(best)
        }
    }

    mutating func add(_ other: HeldOut) {
        inScope += other.inScope
        outOfScope += other.outOfScope
    }

    func scopeThreshold(_ options: TextClassifier.Options) -> Float {
        let answers = inScope.map { (best: $0.scores.max() ?? 0, isRight: $0.scores.indexOfMax == $0.target) }
        return outOfScope.isEmpty
            ? ScopeThreshold.keeping(options.inScopeShareKept, of: answers)
            : ScopeThreshold.balancing(inScope: answers, outOfScope: outOfScope)
    }
}
