import Testing

@testable import Learning

/// A layer over a small input, closed by a loss, so that its gradients can be compared with differences.
struct GradientTrial {
    /// Numbers are nudged by this much: small against the curve, large against rounding.
    static let nudge: Float = 5e-3

    let weights: Weights
    /// The input is a parameter too, so that its gradient is checked like any other.
    let input: Parameter
    let run: (Variable, Tape) -> Variable

    init(
        rows: Int, columns: Int, seed: UInt64 = 11,
        _ build: (inout Weights, inout SeededRandom) -> (Variable, Tape) -> Variable
    ) {
        var weights = Weights()
        var random = SeededRandom(seed: seed)
        input = weights.add(rows: rows, columns: columns, .normal(0.7), random: &random)
        run = build(&weights, &random)
        self.weights = weights
    }

    /// A plain sum would hide mistakes that cancel out: every number of the result counts differently.
    private func loss(_ tape: Tape) -> Float {
        let x = Variable(value: tape.weight(input), slope: tape.slope(input))
        let y = run(x, tape)
        var loss: Float = 0
        for place in 0..<y.value.count {
            let weight = Float((place * 7 + 3) % 5) - 1.7
            loss += y.value.base[place] * weight
            y.slope?.base[place] += weight
        }
        return loss
    }

    /// The largest difference between the gradient gone back and the one by nudging, relative to the gradient's size.
    func worst(_ algebra: LinearAlgebra, loss custom: ((Variable, Tape) -> Float)? = nil) -> Float {
        let loss: (Tape) -> Float = { tape in
            guard let custom else { return self.loss(tape) }
            let x = Variable(value: tape.weight(input), slope: tape.slope(input))
            return custom(run(x, tape), tape)
        }
        let training = Training(weights, adam: Adam(), algebra: algebra, seed: 1)
        _ = training.gradient(loss)
        var worst: Float = 0
        for parameter in weights.parameters {
            let found = training.slope(of: parameter).values
            let nudged = (0..<parameter.count).map { place -> Float in
                func at(_ change: Float) -> Float {
                    var changed = weights[parameter]
                    changed.values[place] += change
                    var copy = weights
                    copy[parameter] = changed
                    return Training(copy, adam: Adam(), algebra: algebra, seed: 1).gradient(loss)
                }
                return (at(Self.nudge) - at(-Self.nudge)) / (2 * Self.nudge)
            }
            let size = max(1, nudged.map(abs).max() ?? 0)
            for (one, other) in zip(found, nudged) { worst = max(worst, abs(one - other) / size) }
        }
        return worst
    }
}

@Suite("Gradients agree with differences") struct GradientTests {
    static let tolerance: Float = 4e-3

    @Test("Dense", arguments: algebras)
    func dense(algebra: LinearAlgebra) {
        let trial = GradientTrial(rows: 3, columns: 4) { weights, random in
            let layer = Dense(4, 5, in: &weights, random: &random)
            return { layer($0, $1) }
        }
        #expect(trial.worst(algebra) < Self.tolerance)
    }

    @Test("Embedding, also of tokens that come twice, and scores of candidates")
    func embedding() {
        let trial = GradientTrial(rows: 2, columns: 3) { weights, random in
            let table = Embedding(5, 3, deviation: 0.5, in: &weights, random: &random)
            return { x, tape in
                let looked = tape.sum(x, table([4, 1], tape))
                let scores = table.scores(looked, [1, 1, 3, 4, 0, 2], each: 3, tape)
                return tape.tanh(scores)
            }
        }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("Elementwise functions, sums, sides, chosen rows, scaling")
    func elementwise() {
        let trial = GradientTrial(rows: 3, columns: 11) { _, _ in
            { x, tape in
                let bent = tape.sum(tape.tanh(x), tape.scaled(tape.sigmoid(x), by: -1.5))
                let straight = tape.rectified(tape.rows(bent, [2, 0, 2, 1]))
                return tape.beside(straight, tape.rows(x, [1, 1, 0, 2]))
            }
        }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("Dropout: the same numbers are left out on the way back")
    func dropout() {
        let trial = GradientTrial(rows: 4, columns: 9) { _, _ in { x, tape in tape.dropout(tape.tanh(x), 0.4) } }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("Layer normalisation")
    func layerNorm() {
        let trial = GradientTrial(rows: 3, columns: 10) { weights, random in
            let layer = LayerNorm(10, in: &weights, random: &random)
            return { layer($0, $1) }
        }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("LSTM over sequences of different lengths, either way", arguments: algebras, [false, true])
    func lstm(algebra: LinearAlgebra, isReversed: Bool) {
        let spans = Spans(lengths: [2, 1, 3])
        let trial = GradientTrial(rows: spans.rows, columns: 3) { weights, random in
            let layer = LSTM(3, hidden: 8, isReversed: isReversed, in: &weights, random: &random)
            return { layer($0, spans, $1) }
        }
        #expect(trial.worst(algebra) < Self.tolerance)
    }

    @Test("Convolution", arguments: [1, 2, 3])
    func convolution(width: Int) {
        let spans = Spans(lengths: [3, 1, 2])
        let trial = GradientTrial(rows: spans.rows, columns: 3) { weights, random in
            let layer = Convolution(3, 4, width: width, in: &weights, random: &random)
            return { layer($0, spans, $1) }
        }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("Attention with several heads, looking everywhere or only back", arguments: algebras, [false, true])
    func attention(algebra: LinearAlgebra, isCausal: Bool) {
        let spans = Spans(lengths: [3, 0, 2])
        let trial = GradientTrial(rows: spans.rows, columns: 4) { weights, random in
            let layer = Attention(4, heads: 2, isCausal: isCausal, in: &weights, random: &random)
            return { layer($0, spans, $1) }
        }
        #expect(trial.worst(algebra) < Self.tolerance)
    }

    @Test("Pooling by mean, by maximum and by attention")
    func pooling() {
        let spans = Spans(lengths: [2, 3, 0, 1])
        // With this seed no two numbers are so close that a nudge would change which is the largest.
        let trial = GradientTrial(rows: spans.rows, columns: 4, seed: 3) { weights, random in
            let layer = Dense(4, 1, in: &weights, random: &random)
            return { x, tape in
                let pooled = tape.beside(tape.mean(x, spans), tape.largest(x, spans))
                return tape.beside(pooled, tape.weighted(x, by: layer(x, tape), spans))
            }
        }
        #expect(trial.worst(.standard) < Self.tolerance)
    }

    @Test("Losses")
    func losses() {
        let trial = GradientTrial(rows: 4, columns: 3) { _, _ in { x, _ in x } }
        let losses: [(Variable, Tape) -> Float] = [
            { $1.crossEntropy($0, [2, 0, -1, 1]) },
            { $1.crossEntropy($0, [2, 0, 1, 1], smoothing: 0.1, weights: [1, 0.5, 2, 0]) },
            { $1.sampledSoftmax($0) },
            { $1.sampledSoftmax($0, logChances: (0..<12).map { -Float($0 % 4) }) },
            { $1.ranking($0) },
            { $1.binaryCrossEntropy($0, [1, 0, 1, 0, 0.3, -1, 1, 1, 0, 0, 1, 0]) },
            { $1.binaryCrossEntropy($0, (0..<12).map { Float($0 % 2) }, weights: (0..<12).map(Float.init)) },
        ]
        for (place, loss) in losses.enumerated() {
            #expect(trial.worst(.standard, loss: loss) < 1e-3, "loss \(place)")
        }
    }

    @Test("The trial itself notices a wrong gradient")
    func canFail() {
        let trial = GradientTrial(rows: 2, columns: 3) { _, _ in
            { x, tape in
                let y = tape.tanh(x)
                tape.record { x.slope?.base[0] += 0.1 }
                return y
            }
        }
        #expect(trial.worst(.standard) > 0.02)
    }
}
