extension LinearAlgebra {
    /// Largest side of a matrix to invert: 6.4 GB of numbers would be needed beyond it.
    public static let inverseSideMax = 40_000
    /// Below this side the portable inverse stops dividing into blocks.
    private static let blockSide = 48

    /// The inverse of a symmetric positive definite matrix: Cholesky's factor in LAPACK, else block by block.
    ///
    /// - Parameter matrix: n×n; only one triangle is trusted to be right.
    /// - Throws: `badOption` when it is not square or not finite, `tooLarge` beyond `inverseSideMax`, `cannotTrain`
    /// when it is not positive definite in single precision (a larger ridge helps).
    public func inverse(ofPositiveDefinite matrix: Matrix) throws(LearningFailure) -> Matrix {
        guard matrix.rows == matrix.columns else { throw .badOption("only a square matrix has an inverse") }
        guard matrix.rows <= Self.inverseSideMax else { throw .tooLarge("a matrix of side \(matrix.rows)") }
        // Some builds of the library let such numbers pass as if they were a matrix.
        guard matrix.values.allSatisfy(\.isFinite) else { throw .badOption("the matrix holds what is no number") }
        var inverse = matrix
        let isDone: Bool
        if let cholesky = blas?.cholesky {
            isDone = inverse.withMutableView { Self.invert($0, cholesky) }
        } else {
            isDone = inverse.withMutableView { invertByBlocks($0) }
        }
        guard isDone else { throw .cannotTrain("the matrix is not positive definite") }
        return inverse
    }

    /// LAPACK counts columns first, so its lower triangle is our upper one; that is copied down at the end.
    private static func invert(
        _ matrix: MatrixView, _ cholesky: (factor: BLAS.Factorisation, inverse: BLAS.Factorisation)
    ) -> Bool {
        var side = Int32(matrix.rows)
        var step = Int32(max(1, matrix.stride))
        var outcome: Int32 = 0
        for work in [cholesky.factor, cholesky.inverse] where outcome == 0 {
            work("L", &side, matrix.base, &step, &outcome, 1)
        }
        guard outcome == 0 else { return false }
        for row in 0..<matrix.rows {
            for column in 0..<row { matrix[row, column] = matrix[column, row] }
        }
        return true
    }

    /// Inverse in place by halves (Schur's complement):
    /// with P = A⁻¹ and Q = (D − Bᵀ P B)⁻¹ it is [P + P B Q Bᵀ P, −P B Q; −Q Bᵀ P, Q].
    private func invertByBlocks(_ matrix: MatrixView) -> Bool {
        let side = matrix.rows
        guard side > Self.blockSide else { return Self.invertSmall(matrix) }
        let half = side / 2
        let corner = matrix.rows(0..<half).columns(0..<half)
        let edge = matrix.rows(0..<half).columns(half..<side)
        let lower = matrix.rows(half..<side).columns(0..<half)
        let rest = matrix.rows(half..<side).columns(half..<side)
        guard invertByBlocks(corner) else { return false }
        var spread = Matrix(rows: half, columns: side - half)
        return spread.withMutableView { spread in
            multiply(corner, edge, into: spread)
            multiply(edge, spread, transposing: .first, into: rest, alpha: -1, keeping: 1)
            guard invertByBlocks(rest) else { return false }
            multiply(spread, rest, into: edge, alpha: -1)
            multiply(edge, spread, transposing: .second, into: corner, alpha: -1, keeping: 1)
            for row in 0..<lower.rows {
                for column in 0..<half { lower[row, column] = edge[column, row] }
            }
            return true
        }
    }

    /// Gauss and Jordan in place, in double precision; a pivot that is not above zero tells an indefinite matrix.
    private static func invertSmall(_ matrix: MatrixView) -> Bool {
        let side = matrix.rows
        var numbers = (0..<side).flatMap { row in (0..<side).map { Double(matrix[row, $0]) } }
        for pivot in 0..<side {
            let head = numbers[pivot * side + pivot]
            guard head > 0, head.isFinite else { return false }
            numbers[pivot * side + pivot] = 1
            for column in 0..<side { numbers[pivot * side + column] /= head }
            for row in 0..<side where row != pivot {
                let factor = numbers[row * side + pivot]
                numbers[row * side + pivot] = 0
                for column in 0..<side { numbers[row * side + column] -= factor * numbers[pivot * side + column] }
            }
        }
        for row in 0..<side {
            for column in 0..<side { matrix[row, column] = Float(numbers[row * side + column]) }
        }
        return true
    }
}
