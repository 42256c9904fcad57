/// Items predicted from items by ridge regression without themselves.
///
/// For catalogues of a few thousand items this is EASE (H. Steck, "Embarrassingly shallow autoencoders for sparse
/// data", 2019): one inverse of the whole Gram matrix. For larger ones each item is regressed on its nearest
/// neighbours only, which needs no memory by the square of the catalogue and gives nearly the same weights, since
/// those far away are near zero.
enum RidgeItems {
    /// Up to this many items the whole matrix is inverted: 64 MB of numbers.
    static let wholeItemsMax = 4_000
    static let neighboursMax = 80

    static func weights(
        _ data: Interactions, _ together: CoOccurrence, ridge: Float, algebra: LinearAlgebra, most: Int
    ) throws(LearningFailure) -> ItemNeighbours {
        data.items.count <= wholeItemsMax
            ? try whole(together, ridge, algebra, most) : local(together, ridge, most)
    }

    /// B = I − P / diag(P) with P = (XᵀX + λI)⁻¹.
    private static func whole(
        _ together: CoOccurrence, _ ridge: Float, _ algebra: LinearAlgebra, _ most: Int
    ) throws(LearningFailure) -> ItemNeighbours {
        let count = together.counts.count
        var gram = Matrix(rows: count, columns: count)
        var scratch = SparseScores(count: count)
        for item in 0..<count {
            for (other, times) in together.row(item, &scratch) { gram[item, Int(other)] = times }
            gram[item, item] = Float(together.counts[item]) + ridge
        }
        let inverse = try algebra.inverse(ofPositiveDefinite: gram)
        var columns = ItemNeighbours()
        for target in 0..<count {
            let diagonal = inverse[target, target]
            columns.append(
                (0..<count).lazy.filter { $0 != target }.map { source in
                    (item: Int32(source), weight: -inverse[source, target] / diagonal)
                }, most: most)
        }
        return columns.transposed
    }

    /// For each target: (G_NN + λI)⁻¹ G_Nt over its neighbours N.
    private static func local(_ together: CoOccurrence, _ ridge: Float, _ most: Int) -> ItemNeighbours {
        let near = together.cosines(most: neighboursMax, shrinkage: 1)
        var scratch = SparseScores(count: together.counts.count)
        let gram = together.counts.indices.map { together.row($0, &scratch) }
        // Where an item stands among the neighbours of the target at hand; −1 elsewhere.
        var places = [Int](repeating: -1, count: together.counts.count)
        var columns = ItemNeighbours()
        for target in together.counts.indices {
            let row = near.row(Int32(target)).map { near.items[$0] }
            for (place, source) in row.enumerated() { places[Int(source)] = place }
            var right = [Double](repeating: 0, count: row.count)
            for (other, times) in gram[target] where places[Int(other)] >= 0 {
                right[places[Int(other)]] = Double(times)
            }
            var matrix = row.map { _ in [Double](repeating: 0, count: row.count) }
            for (place, source) in row.enumerated() {
                for (other, times) in gram[Int(source)] where places[Int(other)] >= 0 {
                    matrix[place][places[Int(other)]] = Double(times)
                }
                matrix[place][place] = Double(together.counts[Int(source)]) + Double(ridge)
            }
            for source in row { places[Int(source)] = -1 }
            let solved = SymmetricSystem(matrix)?.solve(right) ?? []
            columns.append(zip(row, solved).map { (item: $0, weight: Float($1)) }, most: most)
        }
        return columns.transposed
    }
}
