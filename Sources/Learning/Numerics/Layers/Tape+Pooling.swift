extension Tape {
    /// The largest number of every column within each sequence; an empty sequence gives zeros.
    ///
    /// - Returns: one row a sequence.
    func largest(_ x: Variable, _ spans: Spans) -> Variable {
        let y = variable(rows: spans.count, columns: x.columns)
        var winners = [Int32](repeating: -1, count: y.value.count)
        y.value.fill(0)
        for sequence in 0..<spans.count {
            for row in spans[sequence] {
                let (from, to) = (x.value.row(row), y.value.row(sequence))
                for column in 0..<x.columns where row == spans[sequence].lowerBound || from[column] > to[column] {
                    to[column] = from[column]
                    winners[sequence * x.columns + column] = Int32(row)
                }
            }
        }
        record {
            guard let dy = y.slope, let dx = x.slope else { return }
            for (place, row) in winners.enumerated() where row >= 0 {
                dx[Int(row), place % x.columns] += dy.base[place]
            }
        }
        return y
    }

    /// The mean of every column within each sequence; an empty sequence gives zeros.
    func mean(_ x: Variable, _ spans: Spans) -> Variable {
        let y = variable(rows: spans.count, columns: x.columns)
        y.value.fill(0)
        func forEach(_ body: (_ row: Int, _ sequence: Int, _ share: Float) -> Void) {
            for sequence in 0..<spans.count {
                for row in spans[sequence] { body(row, sequence, 1 / Float(spans[sequence].count)) }
            }
        }
        forEach { Lanes.add(x.value.row($0), times: $2, to: y.value.row($1), count: x.columns) }
        record {
            guard let dy = y.slope, let dx = x.slope else { return }
            forEach { Lanes.add(dy.row($1), times: $2, to: dx.row($0), count: x.columns) }
        }
        return y
    }

    /// The mean of each sequence's rows, weighted by the softmax of their scores (attention pooling).
    ///
    /// - Parameters: `x` n×d; `scores` n×1.
    func weighted(_ x: Variable, by scores: Variable, _ spans: Spans) -> Variable {
        precondition(scores.rows == x.rows && scores.columns == 1, "one score a row")
        let shares = arena.take(rows: x.rows, columns: 1)
        shares.copy(scores.value)
        let y = variable(rows: spans.count, columns: x.columns)
        y.value.fill(0)
        for sequence in 0..<spans.count {
            let span = spans[sequence]
            Lanes.softmax(shares.base + span.lowerBound, count: span.count)
            for row in span {
                Lanes.add(x.value.row(row), times: shares.base[row], to: y.value.row(sequence), count: x.columns)
            }
        }
        record {
            guard let dy = y.slope else { return }
            for sequence in 0..<spans.count {
                let slope = dy.row(sequence)
                let whole = Lanes.dot(slope, y.value.row(sequence), count: x.columns)
                for row in spans[sequence] {
                    let own = Lanes.dot(slope, x.value.row(row), count: x.columns)
                    scores.slope.map { $0.base[row] += shares.base[row] * (own - whole) }
                    x.slope.map { Lanes.add(slope, times: shares.base[row], to: $0.row(row), count: x.columns) }
                }
            }
        }
        return y
    }
}
