/// A dense matrix of single-precision numbers, row after row.
public struct Matrix: Sendable, Equatable {
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    /// The numbers, `rows * columns` of them; row `r` begins at `r * columns`.
    public var values: [Float]

    /// A matrix with the same number everywhere.
    public init(rows: Int, columns: Int, repeating number: Float = 0) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative sides")
        self.rows = rows
        self.columns = columns
        values = [Float](repeating: number, count: rows * columns)
    }

    /// A matrix from its numbers, row after row; there must be `rows * columns` of them.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(values.count == rows * columns, "a matrix has rows * columns numbers")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// One number; both places are counted from 0.
    public subscript(row: Int, column: Int) -> Float {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The numbers of one row, in place.
    public subscript(row row: Int) -> ArraySlice<Float> { values[(row * columns)..<((row + 1) * columns)] }

    /// Columns as rows.
    public var transposed: Matrix {
        var turned = Matrix(rows: columns, columns: rows)
        for row in 0..<rows {
            for column in 0..<columns { turned.values[column * rows + row] = values[row * columns + column] }
        }
        return turned
    }

    /// Lends the numbers as a view that may be read, never written.
    func withView<Answer>(_ body: (MatrixView) throws -> Answer) rethrows -> Answer {
        try values.withUnsafeBufferPointer { numbers in
            try body(MatrixView(UnsafeMutablePointer(mutating: numbers.baseAddress), rows: rows, columns: columns))
        }
    }

    /// Lends the numbers as a view that may be written.
    mutating func withMutableView<Answer>(_ body: (MatrixView) throws -> Answer) rethrows -> Answer {
        let (rows, columns) = (rows, columns)
        return try values.withUnsafeMutableBufferPointer { numbers in
            try body(MatrixView(numbers.baseAddress, rows: rows, columns: columns))
        }
    }
}
