/// A matrix product without any library: both factors are packed into narrow panels, and a kernel of four rows by
/// eight columns runs over them (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008).
struct PortableProduct {
    private static let kernelRows = 4
    private static let kernelColumns = Lanes.width
    /// Depth of one block: its panels stay in the first-level cache.
    private static let blockDepth = 256
    /// Rows of one block: its packed part of the first factor stays in the second-level cache.
    private static let blockRows = 128

    private let a: MatrixView
    private let b: MatrixView
    private let depth: Int
    /// Steps in memory from one row, and from one column, to the next; turning a factor only swaps them.
    private let aSteps: (row: Int, column: Int)
    private let bSteps: (row: Int, column: Int)

    init(_ a: MatrixView, turnsA: Bool, _ b: MatrixView, turnsB: Bool, depth: Int) {
        self.a = a
        self.b = b
        self.depth = depth
        aSteps = turnsA ? (1, a.stride) : (a.stride, 1)
        bSteps = turnsB ? (1, b.stride) : (b.stride, 1)
    }

    /// `c ← alpha · a · b + beta · c`.
    func write(into c: MatrixView, alpha: Float, keeping beta: Float) {
        for row in 0..<c.rows {
            if beta == 0 {
                c.row(row).update(repeating: 0, count: c.columns)
            } else if beta != 1 {
                Lanes.scale(c.row(row), by: beta, count: c.columns)
            }
        }
        if c.rows < Self.kernelRows { addRows(to: c, alpha) } else { addBlocks(to: c, alpha) }
    }

    /// Too few rows for packing to pay: row times matrix as sums of rows or as dot products, whichever is contiguous.
    private func addRows(to c: MatrixView, _ alpha: Float) {
        for row in 0..<c.rows {
            let left = a.base + row * aSteps.row
            if bSteps.column == 1 {
                for k in 0..<depth {
                    let factor = alpha * left[k * aSteps.column]
                    if factor != 0 {
                        Lanes.add(b.base + k * bSteps.row, times: factor, to: c.row(row), count: c.columns)
                    }
                }
            } else if aSteps.column == 1 {
                for column in 0..<c.columns {
                    c.row(row)[column] += alpha * Lanes.dot(left, b.base + column * bSteps.column, count: depth)
                }
            } else {
                for column in 0..<c.columns {
                    let right = b.base + column * bSteps.column
                    var sum: Float = 0
                    for k in 0..<depth { sum += left[k * aSteps.column] * right[k * bSteps.row] }
                    c.row(row)[column] += alpha * sum
                }
            }
        }
    }

    private func addBlocks(to c: MatrixView, _ alpha: Float) {
        let (kernelRows, kernelColumns) = (Self.kernelRows, Self.kernelColumns)
        let deepest = min(depth, Self.blockDepth)
        let panels = (c.columns + kernelColumns - 1) / kernelColumns
        withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, panels * kernelColumns * deepest)) { right in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, (Self.blockRows + kernelRows) * deepest)) {
                left in
                guard let right = right.baseAddress, let left = left.baseAddress else { return }
                for start in stride(from: 0, to: depth, by: Self.blockDepth) {
                    let deep = start..<min(depth, start + Self.blockDepth)
                    packRight(deep, columns: c.columns, right)
                    for first in stride(from: 0, to: c.rows, by: Self.blockRows) {
                        let block = first..<min(c.rows, first + Self.blockRows)
                        packLeft(deep, rows: block, left)
                        multiply(left, right, depth: deep.count, into: c.rows(block), alpha)
                    }
                }
            }
        }
    }

    /// Panels of eight columns, each row of a panel contiguous; what is missing at the edge is zero.
    private func packRight(_ deep: Range<Int>, columns: Int, _ target: UnsafeMutablePointer<Float>) {
        var out = target
        for first in stride(from: 0, to: columns, by: Self.kernelColumns) {
            let width = min(Self.kernelColumns, columns - first)
            for k in deep {
                let source = b.base + k * bSteps.row + first * bSteps.column
                for place in 0..<width { out[place] = source[place * bSteps.column] }
                for place in width..<Self.kernelColumns { out[place] = 0 }
                out += Self.kernelColumns
            }
        }
    }

    /// Panels of four rows, each column of a panel contiguous; what is missing at the edge is zero.
    private func packLeft(_ deep: Range<Int>, rows: Range<Int>, _ target: UnsafeMutablePointer<Float>) {
        var out = target
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.kernelRows) {
            let height = min(Self.kernelRows, rows.upperBound - first)
            for k in deep {
                let source = a.base + first * aSteps.row + k * aSteps.column
                for place in 0..<height { out[place] = source[place * aSteps.row] }
                for place in height..<Self.kernelRows { out[place] = 0 }
                out += Self.kernelRows
            }
        }
    }

    private func multiply(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, depth: Int, into c: MatrixView, _ alpha: Float
    ) {
        for (panel, column) in stride(from: 0, to: c.columns, by: Self.kernelColumns).enumerated() {
            let right = right + panel * Self.kernelColumns * depth
            for (panel, row) in stride(from: 0, to: c.rows, by: Self.kernelRows).enumerated() {
                let sums = Self.kernel(left + panel * Self.kernelRows * depth, right, depth: depth)
                let height = min(Self.kernelRows, c.rows - row)
                let width = min(Self.kernelColumns, c.columns - column)
                for place in 0..<height {
                    let sum = (place < 2 ? (place == 0 ? sums.0 : sums.1) : (place == 2 ? sums.2 : sums.3)) * alpha
                    let target = c.row(row + place) + column
                    if width == Self.kernelColumns {
                        Lanes.store(Lanes.load(target) + sum, target)
                    } else {
                        for lane in 0..<width { target[lane] += sum[lane] }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func kernel(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, depth: Int
    ) -> (Lanes.Lane, Lanes.Lane, Lanes.Lane, Lanes.Lane) {
        var sums = (Lanes.Lane.zero, Lanes.Lane.zero, Lanes.Lane.zero, Lanes.Lane.zero)
        var (left, right) = (left, right)
        for _ in 0..<depth {
            let row = Lanes.load(right)
            sums.0 += row * left[0]
            sums.1 += row * left[1]
            sums.2 += row * left[2]
            sums.3 += row * left[3]
            left += kernelRows
            right += kernelColumns
        }
        return sums
    }
}
