import Foundation

/// Losses: each returns its value, and when teaching adds its gradient to the scores.
extension Tape {
    /// The mean log loss of softmax shares.
    ///
    /// - Parameters:
    ///   - scores: one row an example, one column a class.
    ///   - targets: the true class of each row; −1: the row does not count.
    ///   - smoothing: share of the truth that is spread evenly over all classes (Szegedy et al., 2016).
    ///   - weights: how much each row counts; all alike when `nil`.
    func crossEntropy(
        _ scores: Variable, _ targets: [Int32], smoothing: Float = 0, weights: [Float]? = nil
    ) -> Float {
        precondition(targets.count == scores.rows, "a target for every row")
        let classes = scores.columns
        let counting = targets.indices.filter { targets[$0] >= 0 }
        let whole = counting.reduce(Float(0)) { $0 + (weights?[$1] ?? 1) }
        guard whole > 0 else { return 0 }
        let shares = arena.take(rows: 1, columns: classes)
        let even = smoothing / Float(classes)
        var loss = 0.0
        for row in counting {
            let (target, weight) = (Int(targets[row]), (weights?[row] ?? 1) / whole)
            precondition(target < classes, "a target outside the classes")
            shares.base.update(from: scores.value.row(row), count: classes)
            Lanes.softmax(shares.base, count: classes)
            for place in 0..<classes {
                let truth = even + (place == target ? 1 - smoothing : 0)
                if truth > 0 { loss -= Double(weight * truth * log(max(shares.base[place], .leastNormalMagnitude))) }
                scores.slope.map { $0[row, place] += weight * (shares.base[place] - truth) }
            }
        }
        return Float(loss)
    }

    /// The log loss of the truth among a sample of candidates.
    ///
    /// - Parameters:
    ///   - scores: the truth's in the first column, sampled ones in the others.
    ///   - logChances: for each number of `scores`, the log of how often the sampler proposes that candidate; taken off
    ///     the scores, so that the sample stands for all (Jean et al., 2015). `nil`: all alike.
    func sampledSoftmax(_ scores: Variable, logChances: [Float]? = nil) -> Float {
        let truth = [Int32](repeating: 0, count: scores.rows)
        guard let logChances else { return crossEntropy(scores, truth) }
        precondition(logChances.count == scores.value.count, "a chance for every candidate")
        let shift = constant(Matrix(rows: scores.rows, columns: scores.columns, values: logChances.map { -$0 }))
        return crossEntropy(sum(scores, shift), truth)
    }

    /// How often, softly, a sampled candidate beats the truth: the mean of −log σ(truth − sampled) (Bayesian
    /// personalised ranking; Rendle et al., 2009).
    ///
    /// - Parameter scores: the truth's in the first column, sampled ones in the others.
    func ranking(_ scores: Variable) -> Float {
        let pairs = Float(scores.rows * (scores.columns - 1))
        guard pairs > 0 else { return 0 }
        var loss = 0.0
        for row in 0..<scores.rows {
            for place in 1..<scores.columns {
                let (cost, slope) = Self.logistic(scores.value[row, 0] - scores.value[row, place], truth: 1)
                loss += Double(cost)
                scores.slope.map {
                    $0[row, 0] += slope / pairs
                    $0[row, place] -= slope / pairs
                }
            }
        }
        return Float(loss) / pairs
    }

    /// The mean log loss of yes or no for every number.
    ///
    /// - Parameters:
    ///   - truths: for every number of `scores`, row after row, the share of yes, 0…1; negative: it does not count.
    ///   - weights: how much each counts; all alike when `nil`.
    func binaryCrossEntropy(_ scores: Variable, _ truths: [Float], weights: [Float]? = nil) -> Float {
        precondition(truths.count == scores.value.count, "a truth for every score")
        let counting = truths.indices.filter { truths[$0] >= 0 }
        let whole = counting.reduce(Float(0)) { $0 + (weights?[$1] ?? 1) }
        guard whole > 0 else { return 0 }
        var loss = 0.0
        for place in counting {
            let weight = (weights?[place] ?? 1) / whole
            let (cost, slope) = Self.logistic(scores.value.base[place], truth: truths[place])
            loss += Double(cost * weight)
            scores.slope.map { $0.base[place] += slope * weight }
        }
        return Float(loss)
    }

    /// Log loss of one yes-or-no score, and its derivative.
    private static func logistic(_ score: Float, truth: Float) -> (cost: Float, slope: Float) {
        let small = exp(-abs(score))
        let share = score >= 0 ? 1 / (1 + small) : small / (1 + small)
        return (max(score, 0) - score * truth + log1p(small), share - truth)
    }
}
