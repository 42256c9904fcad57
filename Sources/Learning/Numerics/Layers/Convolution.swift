/// A convolution over the tokens of each sequence: every token sees itself and its neighbours, zeros beyond the ends.
struct Convolution: Sendable, Equatable {
    /// Tokens seen at once.
    let width: Int
    let dense: Dense

    init(_ inputs: Int, _ filters: Int, width: Int, in weights: inout Weights, random: inout SeededRandom) {
        self.width = width
        dense = Dense(inputs * width, filters, in: &weights, random: &random)
    }

    /// One row of `inputs` numbers a token → one row of `filters` numbers a token.
    func callAsFunction(_ x: Variable, _ spans: Spans, _ tape: Tape) -> Variable {
        dense(windows(x, spans, tape), tape)
    }

    /// Every token with its neighbours side by side.
    private func windows(_ x: Variable, _ spans: Spans, _ tape: Tape) -> Variable {
        let features = x.columns
        let y = tape.variable(rows: x.rows, columns: features * width)
        y.value.fill(0)
        forEachNeighbour(spans) { row, neighbour, place in
            (y.value.row(row) + place * features).update(from: x.value.row(neighbour), count: features)
        }
        tape.record {
            guard let dy = y.slope, let dx = x.slope else { return }
            forEachNeighbour(spans) { row, neighbour, place in
                Lanes.add(dy.row(row) + place * features, to: dx.row(neighbour), count: features)
            }
        }
        return y
    }

    /// With a width of 3 the places 0, 1, 2 are the token before, the token itself, the token after.
    private func forEachNeighbour(_ spans: Spans, _ body: (_ row: Int, _ neighbour: Int, _ place: Int) -> Void) {
        let before = (width - 1) / 2
        for sequence in 0..<spans.count {
            let span = spans[sequence]
            for row in span {
                for place in 0..<width where span.contains(row + place - before) {
                    body(row, row + place - before, place)
                }
            }
        }
    }
}
