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
        /// What the given others name and the interactions do not hold; `nil` when none were given.
        public let unknownNegatives: RankedNegatives.Unknown?
        public let trainSeconds: Double
        /// To the ten best of all items.
        public let microsecondsPerUser: Double
        /// Each view alone.
        public let parts: [String: Ranking]
        /// All views but the network, with weights of their own; `nil` when there was to be none.
        public let withoutNetwork: Ranking?
        /// What each view weighs in the hybrid.
        public let weights: [String: Float]
        /// Views that alone rank at least as well as the hybrid, by `ndcg10`: there it does not help.
        public let notBetterThan: [String]
    }

    /// What is asked, and of whom.
    public struct Options: Sendable, Equatable {
        /// Whether a network is tried beside the other views.
        public var usesNetwork = true
        /// Items of a history that are shown when asking: 0 asks for a stranger; learning sees all.
        public var shownMax: Int?
        /// Share of the items that are kept from learning wholly; then the first of them that a user met is to be found
        /// by what the user met before.
        public var coldShare: Double?
        public var seed: UInt64 = 1

        public init() {}
    }

    let data: Interactions
    let content: ItemContent?
    let negatives: RankedNegatives?
    let options: Options

    /// - Parameters:
    ///   - negatives: the others to rank against; without them, and for users whom they do not name, 99 are drawn.
    public init(
        _ data: Interactions, content: ItemContent? = nil, negatives: RankedNegatives? = nil,
        options: Options = Options()
    ) {
        self.data = data
        self.content = content
        self.options = options
        self.negatives = negatives
    }

    /// Learns and ranks.
    ///
    /// - Throws: what learning throws; `badOption` for a share outside 0…1.
    public func run(clock: some Clock<Duration>) throws(LearningFailure) -> Report {
        let (known, cases) = try cases()
        let started = clock.now
        let outcome = try RecommenderTraining(
            data: known, content: content, ridge: Recommender.ridge,
            lessons: options.usesNetwork ? NextItemLessons() : nil, seed: options.seed, algebra: .standard
        ).run()
        let (recommender, trained) = (outcome.recommender, clock.now)
        var sheets = sheets(outcome)
        var shown = Set<Int32>()
        var scores = recommender.scores
        var random = SeededRandom(seed: options.seed)
        var (others, answering) = (0, Duration.zero)
        for one in cases {
            let asked = clock.now
            scores.score(one.history)
            let best = scores.best(10, weights: recommender.weights, barred: one.met)
            answering += asked.duration(to: clock.now)
            shown.formUnion(best.map(\.item))
            let drawn = candidates(one, &random)
            others += drawn.count
            for place in sheets.indices { sheets[place].take(one, beside: drawn, scores) }
        }
        return report(
            sheets, recommender, cases.count, coverage: Double(shown.count) / Double(recommender.items.count),
            candidates: Double(others) / Double(max(1, cases.count)),
            seconds: (started.duration(to: trained) / .seconds(1), answering / .seconds(1)))
    }

    /// All views together, all but the network, and each alone.
    private func sheets(_ outcome: RecommenderTraining.Outcome) -> [Sheet] {
        let kinds = HybridScores.kinds
        let alone = kinds.indices.map { place in kinds.indices.map { Float($0 == place ? 1 : 0) } }
        return ([outcome.recommender.weights, outcome.weightsWithoutNetwork] + alone).map { Sheet(weights: $0) }
    }

    private func report(
        _ sheets: [Sheet], _ recommender: Recommender, _ users: Int, coverage: Double, candidates: Double,
        seconds: (train: Double, answer: Double)
    ) -> Report {
        let names = HybridScores.kinds.map(\.rawValue)
        let rankings = sheets.map(\.ranking)
        let parts = Dictionary(uniqueKeysWithValues: zip(names, rankings.dropFirst(2)))
        let whole = rankings[0]
        return Report(
            hr10: whole.hr10, ndcg10: whole.ndcg10, hr10Full: whole.hr10Full, ndcg10Full: whole.ndcg10Full,
            coverage: coverage, users: users, items: recommender.items.count,
            interactions: data.histories.reduce(0) { $0 + $1.count }, candidates: candidates,
            unknownNegatives: negatives?.unknown, trainSeconds: seconds.train,
            microsecondsPerUser: seconds.answer * 1e6 / Double(max(1, users)),
            parts: parts, withoutNetwork: options.usesNetwork ? rankings[1] : nil,
            weights: Dictionary(uniqueKeysWithValues: zip(names, recommender.weights)),
            notBetterThan: names.filter { (parts[$0]?.ndcg10 ?? 0) >= whole.ndcg10 })
    }
}
