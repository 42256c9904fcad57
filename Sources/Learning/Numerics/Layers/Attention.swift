/// Multi-head self-attention within each sequence (Vaswani et al., 2017).
struct Attention: Sendable, Equatable {
    let heads: Int
    /// Whether a place sees only itself and what came before it.
    let isCausal: Bool
    /// Queries, keys and values side by side.
    let inward: Dense
    let outward: Dense

    /// - Parameter features: a multiple of `heads`.
    init(
        _ features: Int, heads: Int, isCausal: Bool, in weights: inout Weights, random: inout SeededRandom
    ) {
        precondition(heads > 0 && features % heads == 0, "every head has as many features")
        self.heads = heads
        self.isCausal = isCausal
        inward = Dense(features, 3 * features, in: &weights, random: &random)
        outward = Dense(features, features, in: &weights, random: &random)
    }

    /// The same shape.
    func callAsFunction(_ x: Variable, _ spans: Spans, _ tape: Tape) -> Variable {
        outward(mixed(inward(x, tape), spans, tape), tape)
    }

    /// One head of one sequence, as parts of the matrices that hold all.
    private struct Part {
        let query, key, value: MatrixView

        init(_ all: MatrixView, _ rows: Range<Int>, head: Int, of heads: Int) {
            let features = all.columns / 3
            let width = features / heads
            let those = all.rows(rows)
            func columns(_ block: Int) -> MatrixView {
                those.columns((block * features + head * width)..<(block * features + (head + 1) * width))
            }
            (query, key, value) = (columns(0), columns(1), columns(2))
        }
    }

    private func mixed(_ x: Variable, _ spans: Spans, _ tape: Tape) -> Variable {
        let features = x.columns / 3
        let width = features / heads
        let y = tape.variable(rows: x.rows, columns: features)
        let scale = 1 / Float(width).squareRoot()
        var shares: [MatrixView] = []
        for sequence in 0..<spans.count where !spans[sequence].isEmpty {
            for head in 0..<heads {
                let part = Part(x.value, spans[sequence], head: head, of: heads)
                let seen = tape.arena.take(rows: part.query.rows, columns: part.query.rows)
                tape.algebra.multiply(part.query, part.key, transposing: .second, into: seen, alpha: scale)
                share(seen)
                let out = y.value.rows(spans[sequence]).columns((head * width)..<((head + 1) * width))
                tape.algebra.multiply(seen, part.value, into: out)
                shares.append(seen)
            }
        }
        tape.record { [self, unowned tape] in goBack(from: y, to: x, spans, shares, scale, tape) }
        return y
    }

    private func share(_ scores: MatrixView) {
        for row in 0..<scores.rows {
            let seen = isCausal ? row + 1 : scores.columns
            Lanes.softmax(scores.row(row), count: seen)
            (scores.row(row) + seen).update(repeating: 0, count: scores.columns - seen)
        }
    }

    private func goBack(
        from y: Variable, to x: Variable, _ spans: Spans, _ shares: [MatrixView], _ scale: Float, _ tape: Tape
    ) {
        guard let dy = y.slope, let dx = x.slope else { return }
        let width = y.columns / heads
        var place = 0
        for sequence in 0..<spans.count where !spans[sequence].isEmpty {
            for head in 0..<heads {
                let part = Part(x.value, spans[sequence], head: head, of: heads)
                let slopes = Part(dx, spans[sequence], head: head, of: heads)
                let out = dy.rows(spans[sequence]).columns((head * width)..<((head + 1) * width))
                let seen = shares[place]
                let dSeen = tape.arena.take(rows: seen.rows, columns: seen.columns)
                tape.algebra.multiply(seen, out, transposing: .first, into: slopes.value, keeping: 1)
                tape.algebra.multiply(out, part.value, transposing: .second, into: dSeen)
                throughSoftmax(dSeen, seen)
                tape.algebra.multiply(dSeen, part.key, into: slopes.query, alpha: scale, keeping: 1)
                tape.algebra.multiply(
                    dSeen, part.query, transposing: .first, into: slopes.key, alpha: scale, keeping: 1)
                place += 1
            }
        }
    }

    /// From the gradient at the shares to the one at the scores; where nothing is seen the share is zero, and so is it.
    private func throughSoftmax(_ slopes: MatrixView, _ shares: MatrixView) {
        for row in 0..<slopes.rows {
            let (slope, share) = (slopes.row(row), shares.row(row))
            let mean = Lanes.dot(slope, share, count: slopes.columns)
            Lanes.forEach(count: slopes.columns) { place, window in
                window.store((window.load(slope + place) - mean) * window.load(share + place), slope + place)
            }
        }
    }
}
