/// A positive definite system of equations, solved by Cholesky's decomposition; small ones, a few thousand unknowns.
struct SymmetricSystem {
    /// The lower triangle, row after row.
    private let factor: [[Double]]

    /// - Returns: `nil` when the matrix is not positive definite.
    init?(_ matrix: [[Double]]) {
        var rows = matrix
        for row in rows.indices {
            for column in 0...row {
                var sum = rows[row][column]
                rows[row].withUnsafeBufferPointer { left in
                    rows[column].withUnsafeBufferPointer { right in
                        for at in 0..<column { sum -= left[at] * right[at] }
                    }
                }
                if row == column {
                    guard sum > 0 else { return nil }
                    rows[row][row] = sum.squareRoot()
                } else {
                    rows[row][column] = sum / rows[column][column]
                }
            }
        }
        factor = rows
    }

    /// The unknowns for one right-hand side.
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for row in factor.indices {
            var sum = x[row]
            for at in 0..<row { sum -= factor[row][at] * x[at] }
            x[row] = sum / factor[row][row]
        }
        for row in factor.indices.reversed() {
            var sum = x[row]
            for at in (row + 1)..<max(row + 1, factor.count) { sum -= factor[at][row] * x[at] }
            x[row] = sum / factor[row][row]
        }
        return x
    }

    /// The diagonal of the inverse.
    var inverseDiagonal: [Double] {
        factor.indices.map { index in
            var unit = [Double](repeating: 0, count: factor.count)
            unit[index] = 1
            return solve(unit)[index]
        }
    }
}
