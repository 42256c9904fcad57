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
        /// What a network expects next after what was met last, in its order.
        case neural
    }

    var popularity: [Float]
    var neighbours: ItemNeighbours
    var ridge: ItemNeighbours
    var transitions: ItemNeighbours
    var content: ItemNeighbours
    /// `nil` where it does not help, or was not asked for.
    var network: NextItemModel?

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

    /// What one view says of all items for a history, oldest first; nothing for those that know all items anyway.
    func score(_ kind: Kind, _ history: some BidirectionalCollection<Int32>, into scores: inout SparseScores) {
        scores.clear()
        switch kind {
        case .popularity, .neural: break
        case .neighbours: for item in history { scores.add(neighbours, of: item, times: 1) }
        case .ridge: for item in history { scores.add(ridge, of: item, times: 1) }
        case .recentNeighbours: recent(history, neighbours, &scores)
        case .recentRidge: recent(history, ridge, &scores)
        case .transitions: recent(history, transitions, &scores)
        case .content: recent(history, content, &scores)
        }
    }

    /// What one view says of one item for another alone.
    func weight(_ kind: Kind, from source: Int32, to item: Int32) -> Float {
        let matrix: ItemNeighbours
        switch kind {
        case .popularity, .neural: return 0
        case .neighbours, .recentNeighbours: matrix = neighbours
        case .ridge, .recentRidge: matrix = ridge
        case .transitions: matrix = transitions
        case .content: matrix = content
        }
        return matrix.row(source).first { matrix.items[$0] == item }.map { matrix.weights[$0] } ?? 0
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
