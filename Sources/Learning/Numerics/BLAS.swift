import Foundation

/// OpenBLAS, found when the program runs; nothing of it is needed to build.
///
/// Reference: the C interface of the BLAS Technical Forum Standard (2001), appendix B; LAPACK Users' Guide for
/// `spotrf` and `spotri`. Debian and Ubuntu carry it as `libopenblas0`.
struct BLAS: Sendable {
    typealias MatrixProduct =
        @Sendable @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32, UnsafePointer<Float>, Int32,
            Float, UnsafeMutablePointer<Float>, Int32
        ) -> Void
    typealias DoubleMatrixProduct =
        @Sendable @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32, UnsafePointer<Double>,
            Int32, Double, UnsafeMutablePointer<Double>, Int32
        ) -> Void
    typealias VectorProduct =
        @Sendable @convention(c) (
            Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32, UnsafePointer<Float>, Int32, Float,
            UnsafeMutablePointer<Float>, Int32
        ) -> Void
    typealias Dot =
        @Sendable @convention(c) (Int32, UnsafePointer<Float>, Int32, UnsafePointer<Float>, Int32) -> Float
    typealias ScaledSum =
        @Sendable @convention(c) (
            Int32, Float, UnsafePointer<Float>, Int32, UnsafeMutablePointer<Float>, Int32
        ) -> Void
    /// Fortran: triangle, order, matrix, leading dimension, outcome; the hidden last argument is the text's length.
    typealias Factorisation =
        @Sendable @convention(c) (
            UnsafePointer<CChar>, UnsafePointer<Int32>, UnsafeMutablePointer<Float>, UnsafePointer<Int32>,
            UnsafeMutablePointer<Int32>, Int
        ) -> Void
    typealias Threads = @Sendable @convention(c) (Int32) -> Void

    /// `CblasRowMajor`, `CblasNoTrans`, `CblasTrans`.
    static let rowMajor: Int32 = 101
    static let plain: Int32 = 111
    static let turned: Int32 = 112

    let sgemm: MatrixProduct
    let dgemm: DoubleMatrixProduct
    let sgemv: VectorProduct
    let sdot: Dot
    let saxpy: ScaledSum
    /// Cholesky factor and the inverse from it; a BLAS built without LAPACK has neither.
    let cholesky: (factor: Factorisation, inverse: Factorisation)?
    let setThreads: Threads

    /// Names under which the library is known, in the order they are tried.
    static let names = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"]

    /// Opens the library; it stays loaded for as long as the process lives.
    ///
    /// - Returns: `nil` when no such library is installed, or when it lacks a function.
    init?(names: [String] = BLAS.names) {
        guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else { return nil }
        func find<Function>(_ name: String, _: Function.Type) -> Function? {
            dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
        }
        guard let sgemm = find("cblas_sgemm", MatrixProduct.self),
            let dgemm = find("cblas_dgemm", DoubleMatrixProduct.self),
            let sgemv = find("cblas_sgemv", VectorProduct.self), let sdot = find("cblas_sdot", Dot.self),
            let saxpy = find("cblas_saxpy", ScaledSum.self),
            let setThreads = find("openblas_set_num_threads", Threads.self)
        else { return nil }
        (self.sgemm, self.dgemm, self.sgemv, self.sdot, self.saxpy) = (sgemm, dgemm, sgemv, sdot, saxpy)
        self.setThreads = setThreads
        let factor = find("spotrf_", Factorisation.self)
        let inverse = find("spotri_", Factorisation.self)
        cholesky = factor.flatMap { factor in inverse.map { (factor, $0) } }
        // A server has its own threads: more of them inside every product would only get in each other's way.
        setThreads(1)
    }
}
