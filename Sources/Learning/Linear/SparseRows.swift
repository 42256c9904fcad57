/// Sparse feature vectors, one after the other (compressed sparse rows).
struct SparseRows: Sendable, Equatable {
    private(set) var offsets: [Int] = [0]
    private(set) var indices: [Int32] = []
    private(set) var values: [Float] = []

    var count: Int { offsets.count - 1 }

    mutating func append(_ vector: SparseVector) {
        indices.append(contentsOf: vector.indices)
        values.append(contentsOf: vector.values)
        offsets.append(indices.count)
    }

    /// The chosen rows, in the order given.
    func selecting(_ rows: [Int]) -> SparseRows {
        var chosen = SparseRows()
        for row in rows {
            chosen.indices.append(contentsOf: indices[offsets[row]..<offsets[row + 1]])
            chosen.values.append(contentsOf: values[offsets[row]..<offsets[row + 1]])
            chosen.offsets.append(chosen.indices.count)
        }
        return chosen
    }

    /// The same rows with each feature's values multiplied by its own factor.
    func scaled(by factors: [Float]) -> SparseRows {
        var scaled = self
        for place in indices.indices { scaled.values[place] *= factors[Int(indices[place])] }
        return scaled
    }

    subscript(row: Int) -> SparseVector {
        let range = offsets[row]..<offsets[row + 1]
        return SparseVector(indices: Array(indices[range]), values: Array(values[range]))
    }
}

/// One text as feature numbers and their weights; feature numbers ascend.
struct SparseVector: Sendable, Equatable {
    var indices: [Int32] = []
    var values: [Float] = []
}
