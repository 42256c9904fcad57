/// For each item the items that follow from it, each with a weight: one sparse matrix, row after row.
struct ItemNeighbours: Sendable, Equatable {
    private(set) var starts: [Int32] = [0]
    private(set) var items: [Int32] = []
    private(set) var weights: [Float] = []

    var count: Int { starts.count - 1 }

    /// - Parameter most: only the weightiest of each row are kept.
    mutating func append(_ row: some Sequence<(item: Int32, weight: Float)>, most: Int) {
        var sorted = row.filter { $0.weight != 0 && $0.weight.isFinite }
        sorted.sort { (abs($1.weight), $0.item) < (abs($0.weight), $1.item) }
        for (item, weight) in sorted.prefix(most) {
            items.append(item)
            weights.append(weight)
        }
        starts.append(Int32(items.count))
    }

    /// The neighbours of one item.
    func row(_ item: Int32) -> Range<Int> { Int(starts[Int(item)])..<Int(starts[Int(item) + 1]) }

    /// Rows become columns: from “what predicts this item” to “what this item predicts”.
    var transposed: ItemNeighbours {
        var counts = [Int32](repeating: 0, count: count + 1)
        for item in items { counts[Int(item) + 1] += 1 }
        for index in 1..<max(1, counts.count) { counts[index] += counts[index - 1] }
        var turned = self
        var next = counts
        for row in 0..<count {
            for at in Int(starts[row])..<Int(starts[row + 1]) {
                let place = Int(next[Int(items[at])])
                turned.items[place] = Int32(row)
                turned.weights[place] = weights[at]
                next[Int(items[at])] += 1
            }
        }
        turned.starts = counts
        return turned
    }

    init() {}

    /// From the fields of a file; `nil` when they do not fit together.
    init?(starts: [Int32], items: [Int32], weights: [Float], itemCount: Int) {
        guard starts.count == itemCount + 1, starts.first == 0, starts.last == Int32(items.count),
            items.count == weights.count, zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            items.allSatisfy({ $0 >= 0 && Int($0) < itemCount }), weights.allSatisfy(\.isFinite)
        else { return nil }
        (self.starts, self.items, self.weights) = (starts, items, weights)
    }
}
