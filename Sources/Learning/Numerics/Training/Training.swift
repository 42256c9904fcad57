/// A network in training: its weights are changed in place, batch after batch.
final class Training {
    private let adam: Adam
    private let start: Weights
    private let values: Floats
    private let slopes: Slopes
    private let moments: Adam.Moments
    private let tape: Tape

    /// - Parameter seed: of the chance in dropout.
    init(_ weights: Weights, adam: Adam, algebra: LinearAlgebra, seed: UInt64) {
        self.adam = adam
        start = weights
        values = Floats(weights.values)
        slopes = Slopes(of: weights)
        moments = Adam.Moments(count: weights.values.count)
        tape = Tape(teaching: values, slopes: slopes, algebra: algebra, seed: seed)
    }

    /// The weights as they are now.
    var weights: Weights {
        var weights = start
        weights.update(from: values.base)
        return weights
    }

    /// Teaches one batch.
    ///
    /// - Parameters:
    ///   - pace: what the rate is multiplied with.
    ///   - loss: runs the network and takes one or more losses.
    /// - Returns: the loss before the step.
    @discardableResult
    func step(pace: Float = 1, _ loss: (Tape) -> Float) -> Float {
        let answer = gradient(loss)
        adam.step(values, start.parameters, against: slopes, moments, pace: pace)
        slopes.clear()
        return answer
    }

    /// The loss and, in `slope(of:)`, its gradient, without a step.
    func gradient(_ loss: (Tape) -> Float) -> Float {
        tape.reset()
        let answer = loss(tape)
        tape.goBack()
        return answer
    }

    /// What the last `gradient` gathered for one parameter.
    func slope(of parameter: Parameter) -> Matrix {
        var matrix = Matrix(rows: parameter.rows, columns: parameter.columns)
        matrix.withMutableView { $0.copy(slopes.values.view(parameter)) }
        return matrix
    }
}
