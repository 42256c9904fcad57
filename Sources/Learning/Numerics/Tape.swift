/// A network's work on one batch, written down so that it can be gone through backwards (reverse-mode differentiation).
///
/// Each layer adds its result and, when the network is being taught, a step that carries the gradient of the result
/// back to whatever it was made of. Layers are coarse (a whole LSTM is one step), so that writing them down costs
/// nothing beside the work itself.
///
/// Variables are views of the tape's memory: they end with the tape, or with `reset`.
final class Tape {
    let algebra: LinearAlgebra
    let arena = Arena()
    /// Chance for dropout.
    var random: SeededRandom
    private let weights: UnsafeBufferPointer<Float>
    /// Keeps the weights alive while they are taught.
    private let owner: Floats?
    private let slopes: Slopes?
    private var steps: [() -> Void] = []

    /// For asking: nothing is written down.
    init(reading weights: UnsafeBufferPointer<Float>, algebra: LinearAlgebra) {
        self.weights = weights
        self.algebra = algebra
        owner = nil
        slopes = nil
        random = SeededRandom(seed: 0)
    }

    /// For teaching: gradients of the weights are added to the slopes.
    init(teaching weights: Floats, slopes: Slopes, algebra: LinearAlgebra, seed: UInt64) {
        self.weights = UnsafeBufferPointer(start: weights.base, count: weights.count)
        self.slopes = slopes
        self.algebra = algebra
        owner = weights
        random = SeededRandom(seed: seed)
    }

    /// Whether the network is being taught: dropout is on, and gradients are wanted.
    var isTeaching: Bool { slopes != nil }

    /// The numbers of a parameter.
    func weight(_ parameter: Parameter) -> MatrixView {
        MatrixView(
            UnsafeMutablePointer(mutating: weights.baseAddress.map { $0 + parameter.offset }), rows: parameter.rows,
            columns: parameter.columns)
    }

    /// Where a parameter's gradient is gathered; `nil` when asking.
    func slope(_ parameter: Parameter) -> MatrixView? { slopes?.values.view(parameter) }

    /// Tells which of a table's rows have a gradient.
    func touch(_ rows: some Sequence<Int>, of table: Parameter) { slopes?.touch(rows, of: table) }

    /// A place for a layer's result; its numbers must be written before anybody reads them.
    func variable(rows: Int, columns: Int) -> Variable {
        Variable(
            value: arena.take(rows: rows, columns: columns),
            slope: isTeaching ? arena.takeZeros(rows: rows, columns: columns) : nil)
    }

    /// Numbers from outside, which nobody wants a gradient of.
    func constant(_ matrix: Matrix) -> Variable {
        let view = arena.take(rows: matrix.rows, columns: matrix.columns)
        matrix.withView { view.copy($0) }
        return Variable(value: view, slope: nil)
    }

    /// Writes down how a result's gradient goes back.
    func record(_ step: @escaping () -> Void) {
        if isTeaching { steps.append(step) }
    }

    /// Goes through everything backwards; afterwards the slopes hold the gradient of whatever loss was taken.
    func goBack() {
        while let step = steps.popLast() { step() }
    }

    /// Forgets the batch and takes its memory again.
    func reset() {
        steps.removeAll(keepingCapacity: true)
        arena.reset()
    }
}

/// A result on the tape: rows are tokens, turns or texts, columns are features.
struct Variable {
    let value: MatrixView
    /// The gradient of the loss at the value; `nil` when nobody wants it.
    let slope: MatrixView?

    var rows: Int { value.rows }
    var columns: Int { value.columns }

    /// The numbers, copied out.
    var matrix: Matrix {
        var matrix = Matrix(rows: rows, columns: columns)
        matrix.withMutableView { $0.copy(value) }
        return matrix
    }
}
