/// Gradients of all weights of a network, gathered over one batch; of tables, which rows were touched.
final class Slopes {
    /// A stretch of numbers that may be other than zero.
    typealias Run = (offset: Int, count: Int)

    let values: Floats
    private let parameters: [Parameter]
    /// By offset of the table: rows with a gradient, and for every row whether it is among them.
    private var touched: [Int: (rows: [Int], marks: [Bool])] = [:]

    init(of weights: Weights) {
        values = Floats(zeros: weights.values.count)
        parameters = weights.parameters
        for table in parameters where table.isTable {
            touched[table.offset] = ([], [Bool](repeating: false, count: table.rows))
        }
    }

    func touch(_ rows: some Sequence<Int>, of table: Parameter) {
        guard var those = touched.removeValue(forKey: table.offset) else { return }
        for row in rows where !those.marks[row] {
            those.marks[row] = true
            those.rows.append(row)
        }
        touched[table.offset] = those
    }

    /// Everything that may be other than zero.
    var runs: [Run] {
        parameters.flatMap { parameter -> [Run] in
            guard let those = touched[parameter.offset], parameter.isTable else {
                return [(parameter.offset, parameter.count)]
            }
            return those.rows.map { (parameter.offset + $0 * parameter.columns, parameter.columns) }
        }
    }

    /// The gradient's length over all weights.
    var length: Float {
        runs.reduce(0) { $0 + Lanes.dot(values.base + $1.offset, values.base + $1.offset, count: $1.count) }
            .squareRoot()
    }

    /// Back to zero, wherever something was gathered.
    func clear() {
        for run in runs { (values.base + run.offset).update(repeating: 0, count: run.count) }
        for table in Array(touched.keys) {
            guard var those = touched.removeValue(forKey: table) else { continue }
            for row in those.rows { those.marks[row] = false }
            those.rows.removeAll(keepingCapacity: true)
            touched[table] = those
        }
    }
}
