/// A linear layer: every row times a matrix, plus a bias.
struct Dense: Sendable, Equatable {
    let weight: Parameter
    let bias: Parameter

    init(_ inputs: Int, _ outputs: Int, in weights: inout Weights, random: inout SeededRandom) {
        weight = weights.add(rows: inputs, columns: outputs, .balanced, random: &random)
        bias = weights.add(rows: 1, columns: outputs, .zero, random: &random)
    }

    /// Rows of `inputs` numbers → as many rows of `outputs` numbers.
    func callAsFunction(_ x: Variable, _ tape: Tape) -> Variable {
        let y = tape.variable(rows: x.rows, columns: weight.columns)
        y.value.repeatRow(tape.weight(bias).base)
        tape.algebra.multiply(x.value, tape.weight(weight), into: y.value, keeping: 1)
        tape.record { [self, unowned tape] in goBack(from: y, to: x, tape) }
        return y
    }

    private func goBack(from y: Variable, to x: Variable, _ tape: Tape) {
        guard let dy = y.slope, let dWeight = tape.slope(weight), let dBias = tape.slope(bias) else { return }
        tape.algebra.multiply(x.value, dy, transposing: .first, into: dWeight, keeping: 1)
        dy.addRows(to: dBias.base)
        if let dx = x.slope {
            tape.algebra.multiply(dy, tape.weight(weight), transposing: .second, into: dx, keeping: 1)
        }
    }
}

extension MatrixView {
    /// Every row becomes the one given.
    func repeatRow(_ numbers: UnsafePointer<Float>) {
        for row in 0..<rows { self.row(row).update(from: numbers, count: columns) }
    }

    /// Adds the sum of all rows to a vector.
    func addRows(to sum: UnsafeMutablePointer<Float>) {
        for row in 0..<rows { Lanes.add(self.row(row), to: sum, count: columns) }
    }
}
