/// Examples cut into batches of about equal length, in an order that follows from the seed.
enum Batches {
    /// Batches that are sorted by length together: enough to make lengths alike, few enough to keep chance.
    private static let batchesSortedTogether = 32

    /// Every example once.
    ///
    /// - Returns: places of examples, batch after batch.
    static func shuffled(lengths: [Int], batch: Int, random: inout SeededRandom) -> [[Int]] {
        var order = Array(lengths.indices)
        order.shuffle(using: &random)
        var batches: [[Int]] = []
        let together = batch * batchesSortedTogether
        for start in stride(from: 0, to: order.count, by: together) {
            let some = order[start..<min(order.count, start + together)].sorted { lengths[$0] < lengths[$1] }
            batches += cut(some, batch)
        }
        batches.shuffle(using: &random)
        return batches
    }

    /// For asking: by length, nothing left to chance.
    static func sorted(lengths: [Int], batch: Int) -> [[Int]] {
        cut(lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }, batch)
    }

    private static func cut(_ order: [Int], _ batch: Int) -> [[Int]] {
        stride(from: 0, to: order.count, by: batch).map { Array(order[$0..<min(order.count, $0 + batch)]) }
    }
}
