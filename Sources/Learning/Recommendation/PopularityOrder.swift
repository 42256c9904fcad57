/// Items from the most to the least liked, worked out once for all histories.
struct PopularityOrder: Sendable, Equatable {
    /// Popularity in deviations above the mean item.
    let liked: [Float]
    /// The most popular first.
    let items: [Int32]
    /// Whether anybody has met an item.
    let isMet: [Bool]

    /// - Parameter popularity: one number an item; zero for what nobody has met.
    init(_ popularity: [Float]) {
        let (mean, factor) = Deviations.scale(
            popularity.reduce(0, +), popularity.reduce(0) { $0 + $1 * $1 }, popularity.count)
        let liked = popularity.map { ($0 - mean) * factor }
        self.liked = liked
        items = liked.indices.sorted { (liked[$1], $0) < (liked[$0], $1) }.map(Int32.init)
        isMet = popularity.map { $0 > 0 }
    }

    /// How many items, the most popular first, fulfil what the more popular ones fulfil too.
    func partition(_ holds: (Int32) -> Bool) -> Int {
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(items[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Numbers in standard deviations above their mean.
enum Deviations {
    /// The mean, and one over the deviation; zero when all are alike.
    static func scale(_ sum: Float, _ squares: Float, _ count: Int) -> (mean: Float, factor: Float) {
        let mean = sum / Float(max(1, count))
        let variance = squares / Float(max(1, count)) - mean * mean
        return (mean, variance > 1e-12 ? 1 / variance.squareRoot() : 0)
    }
}

/// The best of many items, kept while they pass by.
struct BestItems {
    /// The best first; of equals the one that came first.
    private(set) var found: [(item: Int32, score: Float)] = []
    private let most: Int

    init(_ most: Int) { self.most = max(0, most) }

    /// Whether an item with this score would be kept.
    func isOpen(to score: Float) -> Bool { found.count < most || score > (found.last?.score ?? .infinity) }

    mutating func take(_ item: Int32, _ score: Float) {
        if found.count == most {
            guard let last = found.last, last.score < score else { return }
            found.removeLast()
        }
        var place = found.count
        while place > 0, found[place - 1].score < score { place -= 1 }
        found.insert((item, score), at: place)
    }
}
