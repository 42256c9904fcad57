/// A table of vectors, one for each token; its gradient is sparse.
struct Embedding: Sendable, Equatable {
    let table: Parameter

    /// - Parameter deviation: spread of the first numbers.
    init(
        _ tokens: Int, _ features: Int, deviation: Float = 0.1, in weights: inout Weights, random: inout SeededRandom
    ) {
        table = weights.add(rows: tokens, columns: features, .normal(deviation), isTable: true, random: &random)
    }

    /// Tokens → one row of features each; every token must be of the table.
    func callAsFunction(_ tokens: [Int32], _ tape: Tape) -> Variable {
        let rows = tokens.map(Int.init)
        let y = tape.variable(rows: rows.count, columns: table.columns)
        let vectors = tape.weight(table)
        for (place, row) in rows.enumerated() {
            precondition(row >= 0 && row < table.rows, "a token outside the table")
            y.value.row(place).update(from: vectors.row(row), count: table.columns)
        }
        tape.record { [table, unowned tape] in
            guard let dy = y.slope, let dTable = tape.slope(table) else { return }
            for (place, row) in rows.enumerated() {
                Lanes.add(dy.row(place), to: dTable.row(row), count: table.columns)
            }
            tape.touch(rows, of: table)
        }
        return y
    }

    /// How well each row fits candidates of the table: dot products.
    ///
    /// - Parameters: `x` rows of the table's width; `candidates` as many for each row as `each` says, row after row.
    /// - Returns: rows × `each`.
    func scores(_ x: Variable, _ candidates: [Int32], each: Int, _ tape: Tape) -> Variable {
        precondition(candidates.count == x.rows * each && x.columns == table.columns, "candidates for every row")
        let rows = candidates.map(Int.init)
        let y = tape.variable(rows: x.rows, columns: each)
        let vectors = tape.weight(table)
        for (place, row) in rows.enumerated() {
            precondition(row >= 0 && row < table.rows, "a candidate outside the table")
            y.value.base[place] = Lanes.dot(x.value.row(place / each), vectors.row(row), count: table.columns)
        }
        tape.record { [table, unowned tape] in
            guard let dy = y.slope, let dTable = tape.slope(table) else { return }
            for (place, row) in rows.enumerated() where dy.base[place] != 0 {
                Lanes.add(x.value.row(place / each), times: dy.base[place], to: dTable.row(row), count: table.columns)
                guard let dx = x.slope else { continue }
                Lanes.add(vectors.row(row), times: dy.base[place], to: dx.row(place / each), count: table.columns)
            }
            tape.touch(rows, of: table)
        }
        return y
    }
}
