/// How often two items were met by one user.
struct CoOccurrence {
    /// Users longer than this give only their latest items: a few collectors would otherwise cost more than all others.
    static let historyMax = 400
    /// Who met each item.
    private let readers: [[Int32]]
    private let histories: [[Int32]]
    /// Users of each item.
    let counts: [Int]

    init(_ data: Interactions) {
        histories = data.histories.map { Array($0.suffix(Self.historyMax)) }
        var readers = [[Int32]](repeating: [], count: data.items.count)
        for (user, history) in histories.enumerated() {
            for item in history { readers[Int(item)].append(Int32(user)) }
        }
        self.readers = readers
        counts = readers.map(\.count)
    }

    /// The items met together with one, and how often; the item itself is not among them.
    func row(_ item: Int, _ scratch: inout SparseScores) -> [(item: Int32, together: Float)] {
        scratch.clear()
        for user in readers[item] {
            for other in histories[Int(user)] where Int(other) != item { scratch.add(1, to: other) }
        }
        return scratch.touched.map { ($0, scratch[$0]) }
    }

    /// Cosine of the two items' users, drawn to zero where few users are behind it.
    func cosines(most: Int, shrinkage: Float = 10) -> ItemNeighbours {
        var scratch = SparseScores(count: counts.count)
        var neighbours = ItemNeighbours()
        for item in counts.indices {
            let row = row(item, &scratch).map { other, together in
                let length = (Float(counts[item]) * Float(counts[Int(other)])).squareRoot()
                return (item: other, weight: together / length * together / (together + shrinkage))
            }
            neighbours.append(row, most: most)
        }
        return neighbours
    }
}

/// A number for each item, most of them zero; remembers which are not.
struct SparseScores {
    private var values: [Float]
    private(set) var touched: [Int32] = []

    init(count: Int) { values = [Float](repeating: 0, count: count) }

    var count: Int { values.count }

    subscript(item: Int32) -> Float { values[Int(item)] }

    mutating func add(_ weight: Float, to item: Int32) {
        if values[Int(item)] == 0 { touched.append(item) }
        values[Int(item)] += weight
        // A sum of exactly zero would be noted twice.
        if values[Int(item)] == 0 { values[Int(item)] = .leastNonzeroMagnitude }
    }

    mutating func clear() {
        for item in touched { values[Int(item)] = 0 }
        touched.removeAll(keepingCapacity: true)
    }

    mutating func add(_ neighbours: ItemNeighbours, of item: Int32, times factor: Float) {
        for at in neighbours.row(item) { add(neighbours.weights[at] * factor, to: neighbours.items[at]) }
    }
}
