import Foundation

/// Recommendations measured by what came last: each user's last item is held back, everything before is learned from.
public struct RecommendTrial: Sendable {
    /// Hit ratio and normalised discounted cumulative gain at ten (Järvelin and Kekäläinen, 2002), 0…1.
    public struct Ranking: Sendable, Equatable, Encodable {
        /// Beside sampled or given others.
        public let hr10: Double
        public let ndcg10: Double
        /// Beside all items that the user had not met.
        public let hr10Full: Double
        public let ndcg10Full: Double
    }

    /// What came out.
    public struct Report: Sendable, Encodable {
        public let hr10: Double
        public let ndcg10: Double
        public let hr10Full: Double
        public let ndcg10Full: Double
        /// Share of the items that stand in somebody's ten best.
        public let coverage: Double
        public let users: Int
        public let items: Int
        public let interactions: Int
        /// Others beside the held-back item, the mean over users.
        public let candidates: Double
        public let trainSeconds: Double
        /// To the ten best of all items.
        public let microsecondsPerUser: Double
        /// Each view alone.
        public let parts: [String: Ranking]
        /// What each view weighs in the hybrid.
        public let weights: [String: Float]
        /// Views that alone rank at least as well as the hybrid, by `ndcg10`: there it does not help.
        public let notBetterThan: [String]
    }

    private let data: Interactions
    private let content: ItemContent?
    private let negatives: [String: [String]]?
    private let seed: UInt64

    /// - Parameters:
    ///   - negatives: lines of `user item item …`, the others to rank against; without them 99 are drawn.
    public init(_ data: Interactions, content: ItemContent? = nil, negatives: String? = nil, seed: UInt64 = 1) {
        self.data = data
        self.content = content
        self.seed = seed
        self.negatives = negatives.map { text in
            Dictionary(
                text.split(separator: "\n").compactMap { line in
                    let fields = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
                    return fields.first.map { ($0, Array(fields.dropFirst())) }
                }, uniquingKeysWith: +)
        }
    }

    /// Learns and ranks.
    public func run(clock: some Clock<Duration>) throws(LearningFailure) -> Report {
        let (rest, last) = data.leavingLastOut()
        let started = clock.now
        let recommender = try Recommender.train(rest, content: content, seed: seed)
        let trained = clock.now
        let kinds = HybridScores.kinds
        var tallies = [Tally](repeating: Tally(), count: kinds.count + 1)
        var shown = Set<Int32>()
        var scores = HybridScores(recommender.parts)
        var random = SeededRandom(seed: seed)
        let places = Dictionary(uniqueKeysWithValues: zip(data.items, data.items.indices.map(Int32.init)))
        let users = last.indices.filter { last[$0] != nil }
        var (others, answering) = (0, Duration.zero)
        for user in users {
            guard let next = last[user] else { continue }
            let met = Set(rest.histories[user])
            let asked = clock.now
            scores.score(rest.histories[user])
            shown.formUnion(recommender.best(scores, count: 10, met).map(\.item))
            answering += asked.duration(to: clock.now)
            let drawn = candidates(user, met, next, places, &random)
            others += drawn.count
            let barred = met.union([next])
            for place in tallies.indices {
                let one = weights(place, recommender.weights)
                let own = scores.score(next, weights: one)
                let full = scores.standing(own, weights: one, barred: barred)
                tallies[place].add(
                    Self.rank(own, drawn.lazy.map { scores.score($0, weights: one) }),
                    full: Double(full.above) + Double(full.equal) / 2)
            }
        }
        let rankings = tallies.map { $0.ranking }
        return report(
            rankings, recommender, users.count, coverage: Double(shown.count) / Double(max(1, data.items.count)),
            candidates: Double(others) / Double(max(1, users.count)),
            seconds: (started.duration(to: trained) / .seconds(1), answering / .seconds(1)))
    }

    /// All views together, or one alone.
    private func weights(_ place: Int, _ hybrid: [Float]) -> [Float] {
        place == 0 ? hybrid : hybrid.indices.map { $0 == place - 1 ? 1 : 0 }
    }

    private func candidates(
        _ user: Int, _ met: Set<Int32>, _ next: Int32, _ places: [String: Int32], _ random: inout SeededRandom
    ) -> [Int32] {
        if let given = negatives?[data.users[user]] {
            return given.compactMap { places[$0] }.filter { $0 != next }
        }
        var drawn = Set<Int32>()
        let left = data.items.count - met.count - 1
        while drawn.count < min(99, left) {
            let item = Int32(truncatingIfNeeded: random.next() % UInt64(data.items.count))
            if item != next, !met.contains(item) { drawn.insert(item) }
        }
        return drawn.sorted()
    }

    /// How many stand before it; equals count half.
    private static func rank(_ own: Float, _ others: some Sequence<Float>) -> Double {
        var (above, equal) = (0, 0)
        for other in others {
            if other > own { above += 1 } else if other == own { equal += 1 }
        }
        return Double(above) + Double(equal) / 2
    }

    private func report(
        _ rankings: [Ranking], _ recommender: Recommender, _ users: Int, coverage: Double, candidates: Double,
        seconds: (train: Double, answer: Double)
    ) -> Report {
        let names = HybridScores.kinds.map(\.rawValue)
        let parts = Dictionary(uniqueKeysWithValues: zip(names, rankings.dropFirst()))
        let whole = rankings[0]
        return Report(
            hr10: whole.hr10, ndcg10: whole.ndcg10, hr10Full: whole.hr10Full, ndcg10Full: whole.ndcg10Full,
            coverage: coverage, users: users, items: data.items.count,
            interactions: data.histories.reduce(0) { $0 + $1.count }, candidates: candidates,
            trainSeconds: seconds.train, microsecondsPerUser: seconds.answer * 1e6 / Double(max(1, users)),
            parts: parts,
            weights: Dictionary(uniqueKeysWithValues: zip(names, recommender.weights)),
            notBetterThan: names.filter { (parts[$0]?.ndcg10 ?? 0) >= whole.ndcg10 })
    }
}

/// Ranks summed up.
private struct Tally {
    private var users = 0
    private var hits = (sampled: 0, full: 0)
    private var gains = (sampled: 0.0, full: 0.0)

    mutating func add(_ rank: Double, full: Double) {
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

    var ranking: RecommendTrial.Ranking {
        let count = Double(max(1, users))
        return RecommendTrial.Ranking(
            hr10: Double(hits.sampled) / count, ndcg10: gains.sampled / count, hr10Full: Double(hits.full) / count,
            ndcg10Full: gains.full / count)
    }
}
