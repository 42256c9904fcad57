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

    /// Names of the items.
    public let items: [String]
    var parts: RecommenderParts
    /// In the order of the views.
    var weights: [Float]
    private let places: [String: Int32]

    init(items: [String], parts: RecommenderParts, weights: [Float]) {
        self.items = items
        self.parts = parts
        self.weights = weights
        places = Dictionary(zip(items, (0..<items.count).map(Int32.init)), uniquingKeysWith: { first, _ in first })
    }

    /// Learns from interactions.
    ///
    /// - Parameters:
    ///   - content: what items are, for those that few have met.
    ///   - ridge: penalty of the regression of items on items.
    /// - Throws: `cannotTrain` with fewer than two items.
    public static func train(
        _ data: Interactions, content: ItemContent? = nil, ridge: Float = 300, seed: UInt64 = 1,
        algebra: LinearAlgebra = .standard
    ) throws(LearningFailure) -> Recommender {
        guard data.items.count > 1 else { throw .cannotTrain("there are fewer than two items") }
        let (rest, last) = data.leavingLastOut()
        let inner = try RecommenderParts.train(rest, content: content, ridge: ridge, algebra: algebra)
        let weights = HybridWeights.fit(examples(inner, rest, last, seed: seed))
        let parts = try RecommenderParts.train(data, content: content, ridge: ridge, algebra: algebra)
        return Recommender(items: data.items, parts: parts, weights: weights)
    }

    static let examplesMax = 2_000

    private static func examples(
        _ parts: RecommenderParts, _ rest: Interactions, _ last: [Int32?], seed: UInt64
    ) -> [HybridWeights.Example] {
        var random = SeededRandom(seed: seed)
        var scores = HybridScores(parts)
        let users = last.indices.filter { last[$0] != nil }.shuffled(using: &random).prefix(examplesMax)
        return users.compactMap { user in
            guard let next = last[user] else { return nil }
            let history = rest.histories[user]
            scores.score(history)
            let rivals = scores.rivals(barred: Set(history).union([next]))
            return HybridWeights.Example(features: ([next] + rivals).map { scores.features($0) })
        }
    }

    /// The best items for a history.
    ///
    /// - Parameters:
    ///   - history: names of items, oldest first; unknown ones are ignored. Nobody's history gives what is liked now.
    ///   - excluding: names of items that must not come, besides those of the history.
    public func recommend(
        for history: [String], count: Int, excluding: Set<String> = []
    ) -> [Suggestion] {
        let known = history.compactMap { places[$0] }
        var scores = HybridScores(parts)
        scores.score(known)
        let barred = Set(known).union(excluding.compactMap { places[$0] })
        return best(scores, count: count, barred).map { item, score in
            Suggestion(item: items[Int(item)], score: score, reasons: reasons(item, known, scores))
        }
    }

    func best(_ scores: HybridScores, count: Int, _ barred: Set<Int32>) -> [(item: Int32, score: Float)] {
        // Items that no view has touched differ by popularity alone, so the most popular of them are enough.
        let liked = scores.byPopularity.lazy.filter { !barred.contains($0) && !scores.isTouched($0) }.prefix(
            max(0, count))
        return (scores.touched.filter { !barred.contains($0) } + liked)
            .map { (item: $0, score: scores.score($0, weights: weights)) }
            .sorted { ($1.score, $0.item) < ($0.score, $1.item) }.prefix(max(0, count)).map { $0 }
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
        var scores = SparseScores(count: items.count)
        return history.suffix(50).compactMap { source -> (Int32, Float)? in
            parts.score(kind, [source], into: &scores)
            return scores[item] > 0 ? (source, scores[item]) : nil
        }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(3).map { items[Int($0.0)] }
    }
}
