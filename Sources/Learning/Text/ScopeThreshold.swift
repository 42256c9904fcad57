/// The best score below which a text is taken to be about something else (out of scope).
///
/// The best label's own score is used, not its confidence: two labels that both fit share the confidence, yet the text
/// is in scope.
struct ScopeThreshold {
    /// The threshold the options ask for.
    static func chosen(
        inScope: [(best: Float, isRight: Bool)], outOfScope: [Float], _ options: TextClassifier.Options
    ) -> Float {
        let kept = keeping(options.inScopeShareKept, of: inScope)
        if outOfScope.isEmpty { return kept }
        let balanced = balancing(inScope: inScope, outOfScope: outOfScope)
        // Where the examples from outside are told apart lower down, nobody is refused without gain.
        return options.scope == .balancing ? balanced : min(kept, balanced)
    }

    /// Balances two shares: in-scope texts answered rightly, and out-of-scope texts refused. The best mean of both
    /// wins; among equals the lowest threshold, so that no customer is refused without gain.
    static func balancing(inScope: [(best: Float, isRight: Bool)], outOfScope: [Float]) -> Float {
        guard !inScope.isEmpty, !outOfScope.isEmpty else { return -.greatestFiniteMagnitude }
        let rightGain = 1 / Double(inScope.count)
        let outGain = 1 / Double(outOfScope.count)
        let moments =
            inScope.filter(\.isRight).map { (score: $0.best, gain: -rightGain) }
            + outOfScope.map { (score: $0, gain: outGain) }
        let sorted = moments.sorted { $0.score < $1.score }
        var threshold = -Float.greatestFiniteMagnitude
        var balance = 0.0
        var best = 0.0
        for (place, moment) in sorted.enumerated() {
            balance += moment.gain
            let next = place + 1 < sorted.count ? sorted[place + 1].score : moment.score.nextUp
            // Equal scores fall on the same side of any threshold.
            guard next > moment.score, balance > best + 1e-12 else { continue }
            best = balance
            threshold = moment.score / 2 + next / 2
            if threshold <= moment.score { threshold = next }
        }
        return threshold
    }

    /// Keeps the stated share of the rightly answered in-scope texts, when nobody has shown what lies outside.
    static func keeping(_ share: Double, of inScope: [(best: Float, isRight: Bool)]) -> Float {
        let right = inScope.filter(\.isRight).map(\.best).sorted()
        guard !right.isEmpty else { return -.greatestFiniteMagnitude }
        let refused = Int((1 - share) * Double(right.count))
        return right[min(max(refused, 0), right.count - 1)]
    }
}
