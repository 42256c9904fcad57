import Foundation

/// How high a network ranks items that came next and were held back.
struct NextItemJudge {
    /// Histories, none empty, and what came after each.
    private let cases: [(history: [Int32], next: Int32)]
    private let algebra: LinearAlgebra
    /// Histories that are asked together.
    private static let batch = 32

    init(_ cases: [(history: [Int32], next: Int32)], algebra: LinearAlgebra) {
        self.cases = cases.filter { !$0.history.isEmpty }
        self.algebra = algebra
    }

    /// The mean discounted gain 1 / log₂(rank + 1) over all ranks, not only the first ten: there a few users decide.
    func gain(_ model: NextItemModel) -> Double {
        var sum = 0.0
        for start in stride(from: 0, to: cases.count, by: Self.batch) {
            let some = cases[start..<min(cases.count, start + Self.batch)]
            model.score(some.map(\.history), algebra: algebra) { place, scores in
                let (history, next) = some[start + place]
                let own = scores[Int(next)]
                var rank = 1
                for item in 0..<model.network.shape.items where scores[item] > own { rank += 1 }
                // What was met does not come again.
                for item in history where scores[Int(item)] > own { rank -= 1 }
                sum += 1 / log2(Double(rank) + 1)
            }
        }
        return sum / Double(max(1, cases.count))
    }
}
