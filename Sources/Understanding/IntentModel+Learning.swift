public import Learning

extension IntentModel {
    /// A trained text classifier as the model of intents.
    public init(_ classifier: TextClassifier) {
        self.init(
            version: "intent-\(classifier.version)",
            classify: { text in
                let answer = classifier.classify(text, candidates: classifier.labels.count)
                return Answer(
                    guesses: answer.candidates.map { Guess(label: $0.label, probability: $0.confidence) },
                    isOutOfScope: answer.isOutOfScope)
            },
            explain: { text, label, limit in
                // More are asked for than are shown: evidence against the label is left out.
                let evidence = classifier.explain(text, label: label, top: 4 * limit)?.evidence ?? []
                return ReadableCauses.of(evidence.map { ($0.ngram, Double($0.weight)) }, in: text, limit: limit)
            })
    }
}
