/// Numbers that stay in one place for as long as somebody holds on to them.
final class Floats {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    /// Zeros.
    init(zeros count: Int) {
        self.count = count
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: 0, count: max(1, count))
    }

    convenience init(_ values: [Float]) {
        self.init(zeros: values.count)
        values.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.update(from: start, count: source.count) }
        }
    }

    deinit { base.deallocate() }

    func view(_ parameter: Parameter) -> MatrixView {
        MatrixView(base + parameter.offset, rows: parameter.rows, columns: parameter.columns, stride: parameter.columns)
    }
}
