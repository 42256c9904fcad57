/// Sums of products with known weights, plus a bias: one layer of a small network, a column at a time.
struct DenseLayer: Sendable {
    let rows: Int
    let columns: Int
    /// One column after the other, so that the inner loop runs over neighbours and becomes vector instructions.
    private let weights: [Float]
    private let bias: [Float]

    /// - Parameters:
    ///   - weights: row by row, `rows` × `columns`.
    ///   - bias: one for each row, or none.
    init?(_ weights: [Float], rows: Int, bias: [Float]? = nil) {
        guard rows > 0, !weights.isEmpty, weights.count % rows == 0, (bias ?? weights).count >= rows else { return nil }
        let columns = weights.count / rows
        var turned = [Float](repeating: 0, count: weights.count)
        for row in 0..<rows {
            for column in 0..<columns { turned[column * rows + row] = weights[row * columns + column] }
        }
        (self.rows, self.columns, self.weights) = (rows, columns, turned)
        self.bias = bias ?? [Float](repeating: 0, count: rows)
    }

    /// - Parameter input: `columns` numbers.
    func callAsFunction(_ input: [Float]) -> [Float] {
        precondition(input.count == columns, "a column for each weight of a row")
        var output = bias
        let rows = rows
        output.withUnsafeMutableBufferPointer { output in
            weights.withUnsafeBufferPointer { weights in
                guard var weight = weights.baseAddress, let sums = output.baseAddress else { return }
                for value in input {
                    if value != 0 {
                        var row = 0
                        while row < rows {
                            sums[row] += value * weight[row]
                            row += 1
                        }
                    }
                    weight += rows
                }
            }
        }
        return output
    }
}
