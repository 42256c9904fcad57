/// The parts of a recommender, each a view of its own on what may come next.
struct RecommenderParts: Sendable, Equatable {
    /// A view; the raw value is its name in reports.
    enum Kind: String, Sendable, CaseIterable {
        case popularity
        /// Similar users' items, over the whole history and over what was met last.
        case neighbours, recentNeighbours
        case ridge, recentRidge
        /// What follows what was met last.
        case transitions
        /// Items alike in what they are.
        case content
    }

    var popularity: [Float]
    var neighbours: ItemNeighbours
    var ridge: ItemNeighbours
    var transitions: ItemNeighbours
    var content: ItemNeighbours

    /// Items of a history that count as the latest, and how much less each step back weighs.
    static let recentMax = 10
    static let recentDecay: Float = 0.7
    static let neighboursMost = 200

    static func train(
        _ data: Interactions, content: ItemContent?, ridge: Float, algebra: LinearAlgebra
    ) throws(LearningFailure) -> RecommenderParts {
        let together = CoOccurrence(data)
        var empty = ItemNeighbours()
        for _ in data.items { empty.append([], most: 0) }
        return RecommenderParts(
            popularity: Popularity.weights(data), neighbours: together.cosines(most: neighboursMost),
            ridge: try RidgeItems.weights(data, together, ridge: ridge, algebra: algebra, most: neighboursMost),
            transitions: Transitions.weights(data, most: neighboursMost),
            content: content?.neighbours(data.items, most: neighboursMost) ?? empty)
    }

    /// What one view says of all items for a history, oldest first.
    func score(_ kind: Kind, _ history: some BidirectionalCollection<Int32>, into scores: inout SparseScores) {
        scores.clear()
        switch kind {
        case .popularity: break
        case .neighbours: for item in history { scores.add(neighbours, of: item, times: 1) }
        case .ridge: for item in history { scores.add(ridge, of: item, times: 1) }
        case .recentNeighbours: recent(history, neighbours, &scores)
        case .recentRidge: recent(history, ridge, &scores)
        case .transitions: recent(history, transitions, &scores)
        case .content: recent(history, content, &scores)
        }
    }

    private func recent(
        _ history: some BidirectionalCollection<Int32>, _ matrix: ItemNeighbours, _ scores: inout SparseScores
    ) {
        var weight: Float = 1
        for item in history.reversed().prefix(Self.recentMax) {
            scores.add(matrix, of: item, times: weight)
            weight *= Self.recentDecay
        }
    }
}
