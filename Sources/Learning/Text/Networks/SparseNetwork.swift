/// A network of one hidden layer over sparse vectors: it knows combinations of n-grams that a linear model cannot.
struct SparseNetwork: Sendable, Equatable {
    /// Hidden units, rectified: a multiple of eight.
    static let hiddenUnits = 128
    static let width = hiddenUnits / Lane.scalarCount
    /// More input features than this are not read; the commonest are.
    static let inputsMax = 120_000

    /// Row of `inner` for each feature of the vectors, -1 for a feature that is not read.
    let rows: [Int32]
    /// One run of `width` lanes for each row that is read, the bias last.
    var inner: [Lane]
    var outer: ClassLayer

    var inputs: Int { inner.count / Self.width - 1 }

    /// Raw scores, one per class.
    func scores(_ vector: SparseVector) -> [Float] {
        outer.named(outer.scores(sums(vector).map { $0.replacing(with: 0, where: $0 .< 0) }))
    }

    /// The hidden units before rectifying.
    func sums(_ vector: SparseVector) -> [Lane] {
        var sums = Array(inner[(inputs * Self.width)...])
        inner.withUnsafeBufferPointer { inner in
            for (feature, value) in zip(vector.indices, vector.values) {
                let row = Int(rows[Int(feature)])
                guard row >= 0 else { continue }
                for lane in 0..<Self.width { sums[lane] += inner[row * Self.width + lane] * value }
            }
        }
        return sums
    }

    /// What each feature of the vector adds to one class's score, and what the biases add.
    ///
    /// Exact, not an estimate: while the same hidden units are active the network is a linear function.
    func parts(of vector: SparseVector, for target: Int) -> (features: [Float], bias: Float) {
        let sums = sums(vector)
        let run = outer.width * Lane.scalarCount
        var gate = [Lane].zeros(Self.width)
        for unit in 0..<Self.hiddenUnits where sums.number(unit) > 0 {
            gate.set(unit, outer.weights.number(unit * run + target))
        }
        let features = zip(vector.indices, vector.values).map { feature, value -> Float in
            let row = rows[Int(feature)]
            return row < 0 ? 0 : value * through(gate, row: Int(row))
        }
        return (features, outer.weights.number(Self.hiddenUnits * run + target) + through(gate, row: inputs))
    }

    private func through(_ gate: [Lane], row: Int) -> Float {
        var sum = Lane.zero
        for lane in gate.indices { sum += gate[lane] * inner[row * Self.width + lane] }
        return sum.sum()
    }
}
