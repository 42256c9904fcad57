import Foundation

/// What all views say of all items for one history, put on one scale: standard deviations above the mean item.
struct HybridScores {
    private let parts: RecommenderParts
    private let popularity: [Float]
    private var views: [SparseScores]
    /// Mean and one over the deviation of each view, for the history scored last.
    private var scales: [(mean: Float, factor: Float)]

    /// Items that any view but popularity has something to say about.
    private(set) var touched: [Int32] = []
    private var marks: [Bool]
    /// The most popular first.
    let byPopularity: [Int32]

    static let kinds = RecommenderParts.Kind.allCases

    init(_ parts: RecommenderParts) {
        self.parts = parts
        let count = parts.popularity.count
        let (mean, factor) = Self.scale(
            parts.popularity.reduce(0, +), parts.popularity.reduce(0) { $0 + $1 * $1 }, count)
        let liked = parts.popularity.map { ($0 - mean) * factor }
        popularity = liked
        byPopularity = liked.indices.sorted { (liked[$1], $0) < (liked[$0], $1) }.map(Int32.init)
        marks = [Bool](repeating: false, count: count)
        views = Self.kinds.map { _ in SparseScores(count: count) }
        scales = Self.kinds.map { _ in (0, 0) }
    }

    private static func scale(_ sum: Float, _ squares: Float, _ count: Int) -> (mean: Float, factor: Float) {
        let mean = sum / Float(max(1, count))
        let variance = squares / Float(max(1, count)) - mean * mean
        return (mean, variance > 1e-12 ? 1 / variance.squareRoot() : 0)
    }

    mutating func score(_ history: [Int32]) {
        for item in touched { marks[Int(item)] = false }
        touched.removeAll(keepingCapacity: true)
        for (place, kind) in Self.kinds.enumerated() {
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
            scales[place] = Self.scale(sum, squares, popularity.count)
        }
    }

    /// The views of one item, in the order of `kinds`.
    func features(_ item: Int32) -> [Float] {
        Self.kinds.indices.map { feature($0, item) }
    }

    func feature(_ place: Int, _ item: Int32) -> Float {
        if Self.kinds[place] == .popularity { return popularity[Int(item)] }
        return Self.squashed((views[place][item] - scales[place].mean) * scales[place].factor)
    }

    /// The same order with its far end drawn in, so that one view does not outvote all others by an outlier.
    private static func squashed(_ deviations: Float) -> Float {
        deviations > 3 ? 3 + log(deviations - 2) : max(-3, deviations)
    }

    func score(_ item: Int32, weights: [Float]) -> Float {
        var sum: Float = 0
        for place in weights.indices where weights[place] != 0 { sum += weights[place] * feature(place, item) }
        return sum
    }

    func isTouched(_ item: Int32) -> Bool { marks[Int(item)] }

    /// The best items of each view: whatever the weights, those at the top of the list are among them.
    func rivals(barred: Set<Int32>) -> [Int32] {
        var found = Set<Int32>()
        for (place, kind) in Self.kinds.enumerated() {
            let ordered =
                kind == .popularity
                ? byPopularity : views[place].touched.sorted { (views[place][$1], $0) < (views[place][$0], $1) }
            found.formUnion(ordered.lazy.filter { !barred.contains($0) }.prefix(Self.rivalsMax))
        }
        return found.sorted()
    }

    private static let rivalsMax = 40

    /// How many of all items stand above a score, and how many beside it, those of `barred` left out.
    ///
    /// Items that no view has touched differ by popularity alone and are counted in its order, not one by one.
    func standing(_ own: Float, weights: [Float], barred: Set<Int32>) -> (above: Int, equal: Int) {
        func untouched(_ item: Int32) -> Float { base(weights) + weights[Self.popularityPlace] * popularity[Int(item)] }
        var above = partition { untouched($0) > own }
        var equal = partition { untouched($0) >= own } - above
        func take(_ score: Float, _ step: Int) {
            if score > own { above += step } else if score == own { equal += step }
        }
        for item in touched {
            take(untouched(item), -1)
            if !barred.contains(item) { take(score(item, weights: weights), 1) }
        }
        for item in barred where !marks[Int(item)] { take(untouched(item), -1) }
        return (above, equal)
    }

    /// How many items, the most popular first, fulfil what the more popular ones fulfil too.
    private func partition(_ holds: (Int32) -> Bool) -> Int {
        var (low, high) = (0, byPopularity.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(byPopularity[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What an item has that no view has touched, popularity aside.
    private func base(_ weights: [Float]) -> Float {
        Self.kinds.indices.reduce(0) { sum, place in
            let isPopularity = place == Self.popularityPlace
            return isPopularity ? sum : sum + weights[place] * Self.squashed(-scales[place].mean * scales[place].factor)
        }
    }

    private static let popularityPlace = kinds.firstIndex(of: .popularity) ?? 0
}
