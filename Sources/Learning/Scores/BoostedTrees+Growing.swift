import Foundation

extension BoostedTrees {
    /// Grows trees until the held-out rows no longer gain.
    ///
    /// - Parameter heldOut: rows that tell when to stop; without any all trees are grown.
    static func train(
        _ rows: [[Float]], _ outcomes: [Bool], heldOut: (rows: [[Float]], outcomes: [Bool]) = ([], []),
        options: Options = Options(), seed: UInt64
    ) -> BoostedTrees {
        var random = SeededRandom(seed: seed)
        let share = min(0.999, max(0.001, Double(outcomes.count { $0 }) / Double(max(1, outcomes.count))))
        var model = BoostedTrees(base: log(share / (1 - share)), trees: [])
        let bins = FeatureBins(rows)
        var margins = [Double](repeating: model.base, count: rows.count)
        var watched = [Double](repeating: model.base, count: heldOut.rows.count)
        var best = (loss: Double.infinity, trees: 0)
        for _ in 0..<options.trees {
            var grower = TreeGrower(bins, options, &random)
            let tree = grower.grow(margins, outcomes)
            model.trees.append(tree)
            for row in rows.indices { margins[row] += grower.value(tree, row) }
            guard !watched.isEmpty else { continue }
            let single = BoostedTrees(base: 0, trees: [tree])
            for row in watched.indices { watched[row] += single.margin(heldOut.rows[row]) }
            let loss = zip(watched, heldOut.outcomes).reduce(0) { $0 + log(1 + exp($1.1 ? -$1.0 : $1.0)) }
            if loss < best.loss { best = (loss, model.trees.count) }
            if model.trees.count - best.trees >= options.patience { break }
        }
        if !watched.isEmpty { model.trees.removeLast(model.trees.count - best.trees) }
        return model
    }
}

/// Each feature cut into at most 64 bins of about as many rows.
struct FeatureBins {
    static let binsMax = 64
    /// For each feature the upper ends of its bins but the last.
    let edges: [[Float]]
    /// For each feature the bin of every row.
    let codes: [[UInt8]]
    let rowCount: Int

    init(_ rows: [[Float]]) {
        rowCount = rows.count
        let width = rows.first?.count ?? 0
        let edges = (0..<width).map { column in Self.edges(rows.map { $0[column] }) }
        codes = (0..<width).map { column in rows.map { Self.code($0[column], edges[column]) } }
        self.edges = edges
    }

    private static func edges(_ values: [Float]) -> [Float] {
        let sorted = values.sorted()
        var edges: [Float] = []
        for step in 1..<binsMax {
            let at = step * sorted.count / binsMax
            guard at > 0, at < sorted.count else { continue }
            let edge = sorted[at - 1]
            if edge < sorted[sorted.count - 1], edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
        // A rare 1 among many 0 falls between the steps.
        if edges.isEmpty, let low = sorted.first, let high = sorted.last, low < high { edges.append(low) }
        return edges
    }

    private static func code(_ value: Float, _ edges: [Float]) -> UInt8 {
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < value { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }
}

/// Grows one tree, level by level.
private struct TreeGrower {
    private let bins: FeatureBins
    private let options: BoostedTrees.Options
    private var sample: [Int] = []
    private var features: [Int] = []
    private var slopes: [Double] = []
    private var bends: [Double] = []
    private var nodes: [BoostedTrees.Node] = []

    init(_ bins: FeatureBins, _ options: BoostedTrees.Options, _ random: inout SeededRandom) {
        self.bins = bins
        self.options = options
        sample = (0..<bins.rowCount).filter { _ in Self.isTaken(options.rowShare, &random) }
        features = bins.edges.indices.filter { !bins.edges[$0].isEmpty && Self.isTaken(options.featureShare, &random) }
        if sample.isEmpty { sample = Array(0..<bins.rowCount) }
    }

    private static func isTaken(_ share: Double, _ random: inout SeededRandom) -> Bool {
        Double(random.next() >> 11) / Double(1 << 53) < share
    }

    mutating func grow(_ margins: [Double], _ outcomes: [Bool]) -> [BoostedTrees.Node] {
        slopes = zip(margins, outcomes).map { LogisticRegression.logistic($0) - ($1 ? 1 : 0) }
        bends = margins.map {
            let chance = LogisticRegression.logistic($0); return max(1e-6, chance * (1 - chance))
        }
        _ = add(sample, depth: 0)
        return nodes
    }

    /// The tree's answer for a row of the training, by its bins.
    func value(_ tree: [BoostedTrees.Node], _ row: Int) -> Double {
        var at = 0
        while tree[at].feature >= 0 {
            let feature = Int(tree[at].feature)
            let code = Int(bins.codes[feature][row])
            let isLeft = code < bins.edges[feature].count && bins.edges[feature][code] <= tree[at].threshold
            at = Int(isLeft ? tree[at].left : tree[at].right)
        }
        return tree[at].value
    }

    private mutating func add(_ rows: [Int], depth: Int) -> Int32 {
        let slope = rows.reduce(0) { $0 + slopes[$1] }
        let bend = rows.reduce(0) { $0 + bends[$1] }
        let number = nodes.count
        let value = -options.rate * slope / (bend + options.ridge)
        nodes.append(.init(feature: -1, threshold: 0, left: 0, right: 0, value: value))
        guard depth < options.depth, rows.count >= 2 * options.leafRowsMin,
            let split = bestSplit(rows, slope, bend)
        else { return Int32(number) }
        let codes = bins.codes[split.feature]
        let left = add(rows.filter { Int(codes[$0]) <= split.bin }, depth: depth + 1)
        let right = add(rows.filter { Int(codes[$0]) > split.bin }, depth: depth + 1)
        nodes[number] = .init(
            feature: Int32(split.feature), threshold: bins.edges[split.feature][split.bin], left: left, right: right,
            value: value)
        return Int32(number)
    }

    private func bestSplit(_ rows: [Int], _ slope: Double, _ bend: Double) -> (feature: Int, bin: Int)? {
        let whole = slope * slope / (bend + options.ridge)
        var best: (gain: Double, feature: Int, bin: Int) = (1e-6, -1, 0)
        for feature in features {
            var histogram = [(slope: Double, bend: Double, rows: Int)](
                repeating: (0, 0, 0), count: bins.edges[feature].count + 1)
            bins.codes[feature].withUnsafeBufferPointer { codes in
                for row in rows {
                    let code = Int(codes[row])
                    histogram[code].slope += slopes[row]
                    histogram[code].bend += bends[row]
                    histogram[code].rows += 1
                }
            }
            var left = (slope: 0.0, bend: 0.0, rows: 0)
            for bin in bins.edges[feature].indices {
                left.slope += histogram[bin].slope
                left.bend += histogram[bin].bend
                left.rows += histogram[bin].rows
                guard left.rows >= options.leafRowsMin, rows.count - left.rows >= options.leafRowsMin else { continue }
                let rest = (slope: slope - left.slope, bend: bend - left.bend)
                let gain =
                    left.slope * left.slope / (left.bend + options.ridge)
                    + rest.slope * rest.slope / (rest.bend + options.ridge) - whole
                if gain > best.gain { best = (gain, feature, bin) }
            }
        }
        return best.feature >= 0 ? (best.feature, best.bin) : nil
    }
}
