/// Trains linear support-vector machines (L2 penalty, squared hinge loss) by coordinate descent in the dual.
///
/// Hsieh, Chang, Lin, Keerthi, Sundararajan: "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008,
/// algorithm 3 (with shrinking).
struct DualCoordinateDescent {
    struct Options: Sendable, Equatable {
        /// What one training error costs against the penalty on large weights.
        var cost: Float = 1
        /// How much more an error on a row of the label costs: each label stands against all others together.
        var positiveWeight: Float = 4
        var passesMax = 100
        /// Stops when no coordinate's projected gradient is further from the others than this.
        var tolerance: Float = 0.05
    }

    private let rows: SparseRows
    private let features: Int
    private let options: Options
    /// Squared length of each row, with the constant feature behind the bias.
    private let squares: [Float]

    init(_ rows: SparseRows, features: Int, options: Options) {
        self.rows = rows
        self.features = features
        self.options = options
        squares = (0..<rows.count).map { row in
            rows.values[rows.offsets[row]..<rows.offsets[row + 1]].reduce(1) { $0 + $1 * $1 }
        }
    }

    /// The weights that separate the rows marked `true` from the others; the bias is the last element.
    ///
    /// - Parameter known: weights to start from and to stay near to: the penalty is then on the distance from them, so
    ///   that what they know and the rows do not contradict is kept (Yang, Yan, Hauptmann: "Cross-Domain Video Concept
    ///   Detection Using Adaptive SVMs", ACM Multimedia 2007).
    func separate(_ positive: [Bool], startingFrom known: [Float]? = nil, seed: UInt64) -> [Float] {
        var state = State(rows: rows.count, weights: known ?? [Float](repeating: 0, count: features + 1), seed: seed)
        for _ in 0..<options.passesMax {
            let extremes = pass(&state, positive)
            if extremes.high - extremes.low > options.tolerance {
                state.bound = extremes.high > 0 ? extremes.high : .infinity
            } else if state.active == rows.count {
                break
            } else {
                // Settled on the rows still looked at: look once more at all of them.
                state.active = rows.count
                state.bound = .infinity
            }
        }
        return state.weights
    }

    private struct State {
        var weights: [Float]
        var duals: [Float]
        var order: [Int]
        /// The first `active` rows of `order` are looked at; the rest were shrunk away.
        var active: Int
        /// A row whose dual is zero and whose gradient is beyond this is shrunk away.
        var bound: Float = .infinity
        var random: SeededRandom

        init(rows: Int, weights: [Float], seed: UInt64) {
            self.weights = weights
            duals = [Float](repeating: 0, count: rows)
            order = Array(0..<rows)
            active = rows
            random = SeededRandom(seed: seed)
        }

        mutating func shuffleActive() {
            for place in 0..<active {
                order.swapAt(place, place + Int(random.next() % UInt64(active - place)))
            }
        }
    }

    private func pass(_ state: inout State, _ positive: [Bool]) -> (low: Float, high: Float) {
        state.shuffleActive()
        var low = Float.infinity
        var high = -Float.infinity
        state.weights.withUnsafeMutableBufferPointer { weights in
            var place = 0
            while place < state.active {
                let row = state.order[place]
                let sign: Float = positive[row] ? 1 : -1
                let diagonal = 0.5 / (positive[row] ? options.cost * options.positiveWeight : options.cost)
                let dual = state.duals[row]
                let gradient = sign * score(row, weights) - 1 + dual * diagonal
                if dual == 0, gradient > state.bound {
                    state.active -= 1
                    state.order.swapAt(place, state.active)
                    continue
                }
                let projected = dual == 0 ? min(gradient, 0) : gradient
                low = min(low, projected)
                high = max(high, projected)
                if abs(projected) > 1e-12 {
                    let moved = max(dual - gradient / (squares[row] + diagonal), 0)
                    state.duals[row] = moved
                    add((moved - dual) * sign, row, to: weights)
                }
                place += 1
            }
        }
        return (low, high)
    }

    @inline(__always)
    private func score(_ row: Int, _ weights: UnsafeMutableBufferPointer<Float>) -> Float {
        rows.indices.withUnsafeBufferPointer { indices in
            rows.values.withUnsafeBufferPointer { values in
                var sum = weights[features]
                for place in rows.offsets[row]..<rows.offsets[row + 1] {
                    sum += weights[Int(indices[place])] * values[place]
                }
                return sum
            }
        }
    }

    @inline(__always)
    private func add(_ step: Float, _ row: Int, to weights: UnsafeMutableBufferPointer<Float>) {
        rows.indices.withUnsafeBufferPointer { indices in
            rows.values.withUnsafeBufferPointer { values in
                weights[features] += step
                for place in rows.offsets[row]..<rows.offsets[row + 1] {
                    weights[Int(indices[place])] += step * values[place]
                }
            }
        }
    }
}
