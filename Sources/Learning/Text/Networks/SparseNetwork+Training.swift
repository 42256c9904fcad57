extension SparseNetwork {
    static let lessons = Lessons(rowsRead: 160_000, epochs: 8...120, batch: 64, rate: 0.005)
    /// For a network that has learned before: a few short steps, so that it keeps what it knows.
    static let furtherLessons = Lessons(rowsRead: 16_000, epochs: 2...20, batch: 64, rate: 0.001)

    /// Small first weights: the network begins as nearly nothing and grows only what the rows ask for.
    private static let firstSpread: Float = 0.05

    /// A network that has learned from the rows.
    ///
    /// - Parameter targets: -1 for a row that belongs to no class; the network learns to be undecided about it.
    init(_ rows: SparseRows, targets: [Int32], features: Int, classes: Int, lessons: Lessons, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let readable = Self.readable(rows, features: features)
        let inputs = Int(readable.max() ?? -1) + 1
        self.init(
            rows: readable,
            inner: .normal(inputs * Self.width, spread: Self.firstSpread, &random) + .zeros(Self.width),
            outer: ClassLayer(classes: classes, units: Self.hiddenUnits, random: &random))
        train(rows, targets: targets, lessons: lessons, random: &random)
    }

    /// Numbers the features that are read; those in few rows are left out where there are too many.
    private static func readable(_ rows: SparseRows, features: Int) -> [Int32] {
        var counts = [Int](repeating: 0, count: features)
        for feature in rows.indices { counts[Int(feature)] += 1 }
        var least = 1
        while counts.count(where: { $0 >= least }) > inputsMax { least += 1 }
        var next: Int32 = 0
        return counts.map { count in
            guard count >= least else { return -1 }
            defer { next += 1 }
            return next
        }
    }

    /// The same network with room for more features and classes, which it knows nothing of yet.
    ///
    /// - Parameter places: the new number of each old class.
    func widened(features: Int, places: [Int], classes: Int, random: inout SeededRandom) -> SparseNetwork {
        let added = max(0, features - rows.count)
        let room = max(0, min(added, Self.inputsMax - inputs))
        let bias = inner.count - Self.width
        return SparseNetwork(
            rows: rows + (0..<added).map { $0 < room ? Int32(inputs + $0) : -1 },
            inner: inner[..<bias] + .normal(room * Self.width, spread: Self.firstSpread, &random) + inner[bias...],
            outer: outer.widened(places: places, classes: classes))
    }

    mutating func train(_ rows: SparseRows, targets: [Int32], lessons: Lessons, random: inout SeededRandom) {
        var network = self
        var innerSlopes = RowSlopes(rows: network.inputs + 1, width: Self.width)
        var outerMoments = LazyAdam(lanes: network.outer.weights.count)
        var outerSlopes = [Lane].zeros(network.outer.weights.count)
        lessons.give(rows: rows.count, random: &random) { place, random in
            let vector = rows[place]
            let sums = network.sums(vector)
            let mask = sums.map { random.keepMask(dropping: lessons.dropout).replacing(with: 0, where: $0 .<= 0) }
            let hidden = zip(sums, mask).map { $0 * $1 }
            let errors = network.outer.errors(network.outer.scores(hidden), target: targets[place])
            let back = network.outer.back(errors, hidden: hidden, mask: mask, slopes: &outerSlopes)
            innerSlopes.add(back, times: 1, to: network.inputs)
            for (feature, value) in zip(vector.indices, vector.values) {
                let row = Int(network.rows[Int(feature)])
                if row >= 0 { innerSlopes.add(back, times: value, to: row) }
            }
        } step: { count, pace in
            let share = 1 / Float(count)
            outerMoments.descend(&network.outer.weights, by: outerSlopes[...], share: share, pace)
            outerSlopes.clear()
            innerSlopes.descend(&network.inner, share: share, pace)
        }
        self = network
    }
}
