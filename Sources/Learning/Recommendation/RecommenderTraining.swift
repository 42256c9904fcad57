/// The learning of a recommender: its parts on what is known, their weights on what each user met last.
struct RecommenderTraining {
    let data: Interactions
    let content: ItemContent?
    let ridge: Float
    /// `nil`: without a network.
    let lessons: NextItemLessons?
    let seed: UInt64
    let algebra: LinearAlgebra

    /// Users whose last item weighs the views, and users whose last item ends the network's lessons: never the same.
    static let examplesMax = 2_000
    static let judgesMax = 2_000

    /// What was learned, and what the views would weigh without the network.
    struct Outcome {
        let recommender: Recommender
        let weightsWithoutNetwork: [Float]
    }

    func run() throws(LearningFailure) -> Outcome {
        let data = content.map { self.data.with(items: $0.attributes.keys.sorted()) } ?? data
        guard data.items.count > 1 else { throw .cannotTrain("there are fewer than two items") }
        let (rest, last) = data.leavingLastOut()
        var random = SeededRandom(seed: seed)
        let users = last.indices.filter { last[$0] != nil }.shuffled(using: &random)
        let judges = lessons == nil ? [] : users.suffix(min(Self.judgesMax, users.count / 3))
        var inner = try RecommenderParts.train(rest, content: content, ridge: ridge, algebra: algebra)
        let taught = network(rest, last, judges)
        inner.network = taught?.model
        let examples = examples(inner, rest, last, users.dropLast(judges.count))
        let without = HybridWeights.fit(examples, leaving: .neural)
        var weights = without
        if taught != nil { weights = HybridWeights.fit(examples, besides: without) }
        var parts = try RecommenderParts.train(data, content: content, ridge: ridge, algebra: algebra)
        if let taught, weights[HybridScores.kinds.firstIndex(of: .neural) ?? 0] > 0 {
            parts.network = network(data, passes: taught.passes)
        }
        return Outcome(
            recommender: Recommender(items: data.items, parts: parts, weights: weights), weightsWithoutNetwork: without)
    }

    /// A network that knows nobody's last item, stopped where the judges' are ranked best.
    ///
    /// - Returns: `nil` when none was asked for, for more items than the lessons allow, and when nothing follows
    ///   anything.
    private func network(
        _ rest: Interactions, _ last: [Int32?], _ judges: some Sequence<Int>
    ) -> (model: NextItemModel, passes: Int)? {
        guard let lessons, rest.items.count <= lessons.itemsMax, rest.histories.contains(where: { $0.count > 1 })
        else { return nil }
        let judge = NextItemJudge(
            judges.compactMap { user in last[user].map { (rest.histories[user], $0) } }, algebra: algebra)
        var teaching = NextItemTeaching(rest, lessons, seed: seed, algebra: algebra)
        let taught = teaching.teach(judging: judge.gain)
        return taught.passes > 0 ? taught : nil
    }

    /// A network that knows everybody's last item too, taught anew as long as was best without.
    private func network(_ data: Interactions, passes: Int) -> NextItemModel? {
        guard let lessons else { return nil }
        var teaching = NextItemTeaching(data, lessons, seed: seed, algebra: algebra)
        return teaching.teach(passes: passes)
    }

    private func examples(
        _ parts: RecommenderParts, _ rest: Interactions, _ last: [Int32?], _ users: some Sequence<Int>
    ) -> [HybridWeights.Example] {
        var scores = HybridScores(parts)
        return users.prefix(Self.examplesMax).compactMap { user in
            guard let next = last[user] else { return nil }
            let history = rest.histories[user]
            scores.score(history)
            let rivals = scores.rivals(barred: Set(history).union([next]))
            return HybridWeights.Example(features: ([next] + rivals).map { scores.features($0) })
        }
    }
}
