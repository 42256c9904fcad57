/// Rows and columns over memory that somebody else keeps alive; what the kernels read and write.
struct MatrixView {
    let base: UnsafeMutablePointer<Float>
    let rows: Int
    let columns: Int
    /// From one row's first number to the next row's: `columns`, or more when this is a part of a wider matrix.
    let stride: Int

    init(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }

    /// Without a base the view is empty: that is how Swift lends an empty array.
    init(_ base: UnsafeMutablePointer<Float>?, rows: Int, columns: Int) {
        if let base {
            self.init(base, rows: rows, columns: columns, stride: columns)
        } else {
            precondition(rows * columns == 0, "numbers without memory")
            self.init(Self.nowhere, rows: rows, columns: columns, stride: columns)
        }
    }

    /// Stands for the memory of a view that has no numbers; never read or written.
    private static var nowhere: UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(bitPattern: MemoryLayout<Float>.alignment)
            .unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
    }

    var count: Int { rows * columns }

    /// Whether the rows follow each other without a gap.
    var isWhole: Bool { stride == columns || rows <= 1 }

    subscript(row: Int, column: Int) -> Float {
        get { base[row * stride + column] }
        nonmutating set { base[row * stride + column] = newValue }
    }

    /// Where a row begins.
    @inline(__always)
    func row(_ row: Int) -> UnsafeMutablePointer<Float> { base + row * stride }

    /// Some rows, all columns.
    func rows(_ range: Range<Int>) -> MatrixView {
        MatrixView(base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
    }

    /// All rows, some columns.
    func columns(_ range: Range<Int>) -> MatrixView {
        MatrixView(base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    /// Writes one number everywhere.
    func fill(_ number: Float) {
        for row in 0..<rows { self.row(row).update(repeating: number, count: columns) }
    }

    /// Takes over another view's numbers; both have the same shape.
    func copy(_ other: MatrixView) {
        for row in 0..<rows { self.row(row).update(from: other.row(row), count: columns) }
    }
}
