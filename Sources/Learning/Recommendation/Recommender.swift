import Foundation

/// What somebody may want next: similar users, what follows what, what items are, and what is liked now, weighed as
/// came out best on users whose last item was held back.
public struct Recommender: Sendable, Equatable {
    /// One recommended item with its reasons.
    public struct Suggestion: Sendable, Equatable {
        public let item: String
        /// Comparable within one answer only.
        public let score: Float
        /// How much each view adds, the weightiest first; views that add nothing are left out.
        public let reasons: [Reason]
    }

    /// What one view adds to a suggestion.
    public struct Reason: Sendable, Equatable {
        /// `neighbours`, `transitions`, `content`, `popularity` …
        public let view: String
        public let share: Float
        /// Items of the history that speak loudest for it, at most three.
        public let because: [String]
    }

    /// What is usual as the penalty of the regression of items on items.
    public static let ridge: Float = 300

    /// Names of the items.
    public let items: [String]
    var parts: RecommenderParts
    /// In the order of the views.
    var weights: [Float]
    private let places: [String: Int32]
    private let order: PopularityOrder

    init(items: [String], parts: RecommenderParts, weights: [Float]) {
        self.items = items
        self.parts = parts
        self.weights = weights
        order = PopularityOrder(parts.popularity)
        places = Dictionary(zip(items, (0..<items.count).map(Int32.init)), uniquingKeysWith: { first, _ in first })
    }

    /// Learns from interactions.
    ///
    /// - Parameters:
    ///   - content: what items are, for those that few have met; items that are only here may be recommended too.
    ///   - ridge: penalty of the regression of items on items.
    ///   - usesNetwork: whether a network is tried beside the other views; it takes most of the time.
    /// - Throws: `cannotTrain` with fewer than two items.
    public static func train(
        _ data: Interactions, content: ItemContent? = nil, ridge: Float = Recommender.ridge, usesNetwork: Bool = true,
        seed: UInt64 = 1, algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> Recommender {
        try RecommenderTraining(
            data: data, content: content, ridge: ridge, lessons: usesNetwork ? NextItemLessons() : nil, seed: seed,
            algebra: algebra
        ).run().recommender
    }

    /// Room for scores, with what is the same for all histories.
    var scores: HybridScores { HybridScores(parts, order) }

    /// The best items for a history.
    ///
    /// - Parameters:
    ///   - history: names of items, oldest first; unknown ones are ignored. Nobody's history gives what is liked now.
    ///   - excluding: names of items that must not come, besides those of the history.
    public func recommend(
        for history: [String], count: Int, excluding: Set<String> = []
    ) -> [Suggestion] {
        let known = history.compactMap { places[$0] }
        var scores = scores
        scores.score(known)
        let barred = Set(known).union(excluding.compactMap { places[$0] })
        return scores.best(count, weights: weights, barred: barred).map { item, score in
            Suggestion(item: items[Int(item)], score: score, reasons: reasons(item, known, scores))
        }
    }

    private func reasons(_ item: Int32, _ history: [Int32], _ scores: HybridScores) -> [Reason] {
        HybridScores.kinds.indices.compactMap { place in
            let share = weights[place] * scores.feature(place, item)
            guard share > 0 else { return nil }
            let kind = HybridScores.kinds[place]
            return Reason(view: kind.rawValue, share: share, because: loudest(kind, item, history))
        }.sorted { ($1.share, $0.view) < ($0.share, $1.view) }
    }

    /// Which items of the history speak for an item, asked one by one.
    private func loudest(_ kind: RecommenderParts.Kind, _ item: Int32, _ history: [Int32]) -> [String] {
        let asked = Array(history.suffix(Self.askedMax))
        let shares: [Float] =
            kind == .neural
            ? parts.network?.fits(item, afterEach: asked) ?? [] : asked.map { parts.weight(kind, from: $0, to: item) }
        return zip(asked, shares).filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(3)
            .map { items[Int($0.0)] }
    }

    private static let askedMax = 50
}
