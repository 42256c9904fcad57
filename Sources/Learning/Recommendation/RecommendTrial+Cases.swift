import Foundation

extension RecommendTrial {
    /// One question: what comes after a history.
    struct Case {
        let user: Int
        /// What is shown.
        let history: [Int32]
        /// What is known to have been met, shown or not; it is never an answer.
        let met: Set<Int32>
        let next: Int32
    }

    /// What may be learned from, and what is asked.
    func cases() throws(LearningFailure) -> (known: Interactions, cases: [Case]) {
        if let share = options.coldShare { return try coldCases(share) }
        let (rest, last) = data.leavingLastOut()
        return (
            rest,
            last.indices.compactMap { user in
                last[user].map { question(user, rest.histories[user], $0) }
            }
        )
    }

    private func question(_ user: Int, _ history: [Int32], _ next: Int32) -> Case {
        Case(user: user, history: history.suffix(options.shownMax ?? .max).map(\.self), met: Set(history), next: next)
    }

    /// Some items are kept from learning, wherever they were met.
    private func coldCases(_ share: Double) throws(LearningFailure) -> (known: Interactions, cases: [Case]) {
        guard share > 0, share < 1 else { throw .badOption("a share of cold items between 0 and 1") }
        var random = SeededRandom(seed: options.seed)
        let isCold = data.items.map { _ in Double(random.share()) < share }
        var known = data
        known.histories = data.histories.map { $0.filter { !isCold[Int($0)] } }
        let cases = data.histories.enumerated().compactMap { user, history -> Case? in
            let before = history.prefix { !isCold[Int($0)] }
            guard !before.isEmpty, before.count < history.count else { return nil }
            return question(user, Array(before), history[before.count])
        }
        return (known, cases)
    }

    /// Others to rank beside.
    func candidates(_ one: Case, _ random: inout SeededRandom) -> [Int32] {
        if let given = negatives?.places[data.users[one.user]] { return given.filter { $0 != one.next } }
        var drawn = Set<Int32>()
        let left = data.items.count - one.met.count - 1
        while drawn.count < min(99, left) {
            let item = Int32(truncatingIfNeeded: random.next() % UInt64(data.items.count))
            if item != one.next, !one.met.contains(item) { drawn.insert(item) }
        }
        return drawn.sorted()
    }

    /// Ranks under one set of weights, summed up.
    struct Sheet {
        let weights: [Float]
        private var users = 0
        private var hits = (sampled: 0, full: 0)
        private var gains = (sampled: 0.0, full: 0.0)

        init(weights: [Float]) { self.weights = weights }

        /// How many stand before the item that came next; equals count half.
        mutating func take(_ one: Case, beside drawn: [Int32], _ scores: HybridScores) {
            let own = scores.score(one.next, weights: weights)
            let full = scores.standing(own, weights: weights, barred: one.met.union([one.next]))
            var rank = 0.0
            for item in drawn {
                let other = scores.score(item, weights: weights)
                rank += other > own ? 1 : other == own ? 0.5 : 0
            }
            add(rank, full: Double(full.above) + Double(full.equal) / 2)
        }

        private mutating func add(_ rank: Double, full: Double) {
            users += 1
            if rank < 10 {
                hits.sampled += 1
                gains.sampled += 1 / log2(rank + 2)
            }
            if full < 10 {
                hits.full += 1
                gains.full += 1 / log2(full + 2)
            }
        }

        var ranking: Ranking {
            let count = Double(max(1, users))
            return Ranking(
                hr10: Double(hits.sampled) / count, ndcg10: gains.sampled / count,
                hr10Full: Double(hits.full) / count, ndcg10Full: gains.full / count)
        }
    }
}
