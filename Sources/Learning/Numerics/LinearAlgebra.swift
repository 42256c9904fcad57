import Foundation

/// Products, sums and inverses of matrices: by OpenBLAS where it is installed, else by this module's own loops.
///
/// Both give the same results up to rounding; the same machine and choice give the same bits every time.
public struct LinearAlgebra: Sendable, CustomStringConvertible {
    /// The library, or `nil` when everything is done here.
    let blas: BLAS?

    /// This module's own loops: vectorised and blocked, slower, on every machine.
    public static let portable = LinearAlgebra(blas: nil)

    /// OpenBLAS; `nil` when it is not installed.
    public static let openBLAS = BLAS().map { LinearAlgebra(blas: $0) }

    /// What is used unless a caller chooses: OpenBLAS if it is installed and the environment does not say
    /// `MAGPIE_BLAS=portable`.
    public static let standard: LinearAlgebra =
        ProcessInfo.processInfo.environment["MAGPIE_BLAS"] == "portable" ? .portable : openBLAS ?? .portable

    /// `OpenBLAS` or `portable`.
    public var description: String { blas == nil ? "portable" : "OpenBLAS" }

    /// Which factors of a product are transposed before they are multiplied.
    public enum Transposed: Sendable {
        case neither, first, second, both

        var hasFirst: Bool { self == .first || self == .both }
        var hasSecond: Bool { self == .second || self == .both }
    }

    /// How many threads one product may use; 1 until somebody asks for more. Holds for the whole process, and only
    /// for OpenBLAS: the portable loops always use one.
    public func useThreads(_ count: Int) {
        blas?.setThreads(Int32(clamping: max(1, count)))
    }

    /// The product of two matrices, either of them transposed first.
    ///
    /// - Returns: m×n, when `a` is m×k and `b` k×n after transposing; other shapes are a programming error.
    public func multiply(
        _ a: Matrix, _ b: Matrix, transposing turned: Transposed = .neither
    ) -> Matrix {
        var product = Matrix(
            rows: turned.hasFirst ? a.columns : a.rows, columns: turned.hasSecond ? b.rows : b.columns)
        a.withView { a in
            b.withView { b in
                product.withMutableView { multiply(a, b, transposing: turned, into: $0) }
            }
        }
        return product
    }

    /// `c ← alpha · a · b + keeping · c`, either factor transposed first; with `keeping` 0 what was in `c` is not read.
    func multiply(
        _ a: MatrixView, _ b: MatrixView, transposing turned: Transposed = .neither, into c: MatrixView,
        alpha: Float = 1, keeping beta: Float = 0
    ) {
        let (turnsA, turnsB) = (turned.hasFirst, turned.hasSecond)
        let depth = turnsA ? a.rows : a.columns
        precondition(depth == (turnsB ? b.columns : b.rows), "the inner sides of a product differ")
        precondition(c.rows == (turnsA ? a.columns : a.rows), "a product has the first factor's rows")
        precondition(c.columns == (turnsB ? b.rows : b.columns), "a product has the second factor's columns")
        guard c.count > 0 else { return }
        // Of one row our own loops are as fast or up to two and a half times faster, at sides of 16 to 2,048: there is
        // nothing to pack. Only of two turned factors they are not, where neither lies in the order it is read in.
        guard let blas, depth > 0, c.rows > 1 || turned == .both else {
            return PortableProduct(a, turnsA: turnsA, b, turnsB: turnsB, depth: depth)
                .write(into: c, alpha: alpha, keeping: beta)
        }
        blas.sgemm(
            BLAS.rowMajor, turnsA ? BLAS.turned : BLAS.plain, turnsB ? BLAS.turned : BLAS.plain, Int32(c.rows),
            Int32(c.columns), Int32(depth), alpha, a.base, Int32(max(1, a.stride)), b.base, Int32(max(1, b.stride)),
            beta, c.base, Int32(max(1, c.stride)))
    }

    /// `y ← a · x`, or with the matrix turned; `x` and `y` have as many numbers as the sides say.
    func multiply(
        _ a: MatrixView, transposed turns: Bool = false, vector x: UnsafePointer<Float>,
        into y: UnsafeMutablePointer<Float>
    ) {
        guard let blas, a.count > 0 else {
            let columns = turns ? a.rows : a.columns
            let vector = MatrixView(UnsafeMutablePointer(mutating: x), rows: 1, columns: columns)
            let out = MatrixView(y, rows: 1, columns: turns ? a.columns : a.rows)
            return multiply(vector, a, transposing: turns ? .neither : .second, into: out)
        }
        blas.sgemv(
            BLAS.rowMajor, turns ? BLAS.turned : BLAS.plain, Int32(a.rows), Int32(a.columns), 1, a.base,
            Int32(a.stride), x, 1, 0, y, 1)
    }

    /// The sum of products of two vectors.
    func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
        blas?.sdot(Int32(count), a, 1, b, 1) ?? Lanes.dot(a, b, count: count)
    }

    /// `y ← y + scale · x`.
    func add(_ x: UnsafePointer<Float>, times scale: Float, to y: UnsafeMutablePointer<Float>, count: Int) {
        if let blas {
            blas.saxpy(Int32(count), scale, x, 1, y, 1)
        } else {
            Lanes.add(x, times: scale, to: y, count: count)
        }
    }
}
