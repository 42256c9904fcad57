import Foundation

/// What all views say of all items for one history, put on one scale: standard deviations above the mean item.
struct HybridScores {
    private let parts: RecommenderParts
    let order: PopularityOrder
    private var views: [SparseScores]
    /// Mean and one over the deviation of each view, for the history scored last.
    private var scales: [(mean: Float, factor: Float)]
    /// What the network says, in deviations; zero for what nobody has met, and everywhere without a network.
    private(set) var expected: [Float]

    /// Items that any view but popularity and the network, which know all items, has something to say about.
    private(set) var touched: [Int32] = []
    private var marks: [Bool]

    static let kinds = RecommenderParts.Kind.allCases
    private static let popularityPlace = kinds.firstIndex(of: .popularity) ?? 0
    private static let neuralPlace = kinds.firstIndex(of: .neural) ?? 0

    init(_ parts: RecommenderParts, _ order: PopularityOrder? = nil) {
        self.parts = parts
        self.order = order ?? PopularityOrder(parts.popularity)
        let count = parts.popularity.count
        marks = [Bool](repeating: false, count: count)
        expected = [Float](repeating: 0, count: count)
        views = Self.kinds.map { SparseScores(count: $0 == .popularity || $0 == .neural ? 0 : count) }
        scales = Self.kinds.map { _ in (0, 0) }
    }

    mutating func score(_ history: [Int32]) {
        for item in touched { marks[Int(item)] = false }
        touched.removeAll(keepingCapacity: true)
        for (place, kind) in Self.kinds.enumerated() where kind != .popularity && kind != .neural {
            parts.score(kind, history, into: &views[place])
            var (sum, squares): (Float, Float) = (0, 0)
            for item in views[place].touched {
                sum += views[place][item]
                squares += views[place][item] * views[place][item]
                if !marks[Int(item)] {
                    marks[Int(item)] = true
                    touched.append(item)
                }
            }
            scales[place] = Deviations.scale(sum, squares, marks.count)
        }
        parts.network.map { expect(history, $0) }
    }

    private mutating func expect(_ history: [Int32], _ network: NextItemModel) {
        network.score(history, into: &expected)
        var (sum, squares, met): (Float, Float, Int) = (0, 0, 0)
        for item in expected.indices where order.isMet[item] {
            sum += expected[item]
            squares += expected[item] * expected[item]
            met += 1
        }
        let (mean, factor) = Deviations.scale(sum, squares, met)
        // Of what nobody has met the network knows only that it never came next.
        for item in expected.indices { expected[item] = order.isMet[item] ? (expected[item] - mean) * factor : 0 }
    }

    /// The views of one item, in the order of `kinds`.
    func features(_ item: Int32) -> [Float] {
        Self.kinds.indices.map { feature($0, item) }
    }

    func feature(_ place: Int, _ item: Int32) -> Float {
        if place == Self.popularityPlace { return order.liked[Int(item)] }
        if place == Self.neuralPlace { return expected[Int(item)] }
        return Self.squashed((views[place][item] - scales[place].mean) * scales[place].factor)
    }

    /// The same order with its far end drawn in, so that one view does not outvote all others by an outlier.
    private static func squashed(_ deviations: Float) -> Float {
        deviations > 3 ? 3 + log(deviations - 2) : max(-3, deviations)
    }

    func score(_ item: Int32, weights: [Float]) -> Float {
        // The same sum as where untouched items are counted, to the last bit.
        guard marks[Int(item)] else { return untouched(weights)(item) }
        var sum: Float = 0
        for place in weights.indices where weights[place] != 0 { sum += weights[place] * feature(place, item) }
        return sum
    }

    /// The best items under some weights.
    func best(_ count: Int, weights: [Float], barred: Set<Int32>) -> [(item: Int32, score: Float)] {
        var best = BestItems(count)
        let untouched = untouched(weights)
        if knowsAll(weights) {
            for item in order.items where !marks[Int(item)] {
                let score = untouched(item)
                if best.isOpen(to: score), !barred.contains(item) { best.take(item, score) }
            }
        } else {
            // They differ by popularity alone, so the most popular of them are enough.
            for item in order.items.lazy.filter({ !marks[Int($0)] && !barred.contains($0) }).prefix(max(0, count)) {
                best.take(item, untouched(item))
            }
        }
        for item in touched.sorted() where !barred.contains(item) { best.take(item, score(item, weights: weights)) }
        return best.found
    }

    /// The best items of each view: whatever the weights, those at the top of the list are among them.
    func rivals(barred: Set<Int32>) -> [Int32] {
        var found = Set<Int32>()
        for (place, kind) in Self.kinds.enumerated() {
            var best = BestItems(Self.rivalsMax)
            switch kind {
            case .popularity:
                for item in order.items.lazy.filter({ !barred.contains($0) }).prefix(Self.rivalsMax) {
                    best.take(item, 0)
                }
            case .neural:
                guard parts.network != nil else { continue }
                for item in expected.indices where best.isOpen(to: expected[item]) {
                    if !barred.contains(Int32(item)) { best.take(Int32(item), expected[item]) }
                }
            default:
                for item in views[place].touched where !barred.contains(item) { best.take(item, views[place][item]) }
            }
            found.formUnion(best.found.map(\.item))
        }
        return found.sorted()
    }

    private static let rivalsMax = 40

    /// How many of all items stand above a score, and how many beside it, those of `barred` left out.
    ///
    /// Items that no view has touched differ by popularity alone and are counted in its order, not one by one.
    func standing(_ own: Float, weights: [Float], barred: Set<Int32>) -> (above: Int, equal: Int) {
        let untouched = untouched(weights)
        var (above, equal) = (0, 0)
        func take(_ score: Float, _ step: Int) {
            if score > own { above += step } else if score == own { equal += step }
        }
        if knowsAll(weights) {
            for item in order.items.indices { take(untouched(Int32(item)), 1) }
        } else {
            above = order.partition { untouched($0) > own }
            equal = order.partition { untouched($0) >= own } - above
        }
        for item in touched {
            take(untouched(item), -1)
            if !barred.contains(item) { take(score(item, weights: weights), 1) }
        }
        for item in barred where !marks[Int(item)] { take(untouched(item), -1) }
        return (above, equal)
    }

    /// Whether items differ by more than popularity where no sparse view has touched them.
    private func knowsAll(_ weights: [Float]) -> Bool { parts.network != nil && weights[Self.neuralPlace] != 0 }

    /// What an item has that no sparse view has touched.
    private func untouched(_ weights: [Float]) -> (Int32) -> Float {
        let (liked, expected, neural) = (order.liked, expected, weights[Self.neuralPlace])
        let popular = weights[Self.popularityPlace]
        let base = Self.kinds.indices.reduce(Float(0)) { sum, place in
            guard place != Self.popularityPlace, place != Self.neuralPlace else { return sum }
            return sum + weights[place] * Self.squashed(-scales[place].mean * scales[place].factor)
        }
        return { base + popular * liked[Int($0)] + neural * expected[Int($0)] }
    }
}
