import Foundation

/// How much each opinion counts: pooled scores are the weighted sum of the opinions' scores.
///
/// The logarithmic opinion pool (Genest, Zidek: "Combining Probability Distributions", Statistical Science 1986), its
/// weights fitted by the log loss on scores of texts no opinion learned from.
struct Pooling: Sendable, Equatable {
    let weights: [Float]

    static let weightMax: Float = 1_000

    private static let stepsMax = 30
    /// Pulls the weights, as logarithms, to where they usually are: a handful of rows proves little.
    private static let ridge = 1e-3
    /// A linear machine's margins are small numbers, a network's scores are logits already.
    private static let usual = (linear: 2.5, network: 0.5)

    init(weights: [Float]) { self.weights = weights }

    func pooled(_ opinions: [[Float]]) -> [Float] {
        guard opinions.count > 1 else { return opinions.first ?? [] }
        var pooled = [Float](repeating: 0, count: opinions[0].count)
        for (weight, scores) in zip(weights, opinions) {
            for place in pooled.indices { pooled[place] += weight * scores[place] }
        }
        return pooled
    }

    /// How firmly a label claims the text: the mean of the linear machines' scores of it, each counting as it does in
    /// the pool. A network's score only compares labels with each other, so it is left out.
    func claim(_ opinions: [[Float]], on label: Int, linear: Int) -> Float {
        var sum: Float = 0
        var whole: Float = 0
        for (weight, scores) in zip(weights, opinions.prefix(linear)) {
            sum += weight * scores[label]
            whole += weight
        }
        return sum / whole
    }

    /// - Parameters:
    ///   - heldOut: each opinion's scores and the right class.
    ///   - linear: how many opinions are linear; they come first.
    init(fitting heldOut: [(opinions: [[Float]], target: Int)], linear: Int, count: Int) {
        guard count > 1 else {
            self.init(weights: [1])
            return
        }
        let usual = (0..<count).map { log($0 < linear ? Self.usual.linear : Self.usual.network) }
        var logs = usual
        guard heldOut.count > 1 else {
            self.init(weights: logs.map { Float(exp($0)) })
            return
        }
        for _ in 0..<Self.stepsMax {
            let before = Fit(heldOut, logs: logs, usual: usual, ridge: Self.ridge)
            guard let step = before.step() else { break }
            var scale = 1.0
            var loss = Double.infinity
            var next = logs
            // The curve is only locally what the step takes it for.
            while scale > 1e-3, loss > before.loss {
                next = zip(logs, step).map { $0 - scale * $1 }
                loss = Fit(heldOut, logs: next, usual: usual, ridge: Self.ridge).loss
                scale /= 2
            }
            guard loss < before.loss else { break }
            logs = next
            if before.loss - loss < 1e-7 { break }
        }
        self.init(weights: logs.map { min(Float(exp(max($0, -7))), Self.weightMax) })
    }
}

/// The mean log loss at some weights, its gradient and its curvature (Fisher information).
private struct Fit {
    private(set) var loss = 0.0
    private var gradient: [Double]
    private var curvature: [[Double]]

    init(_ heldOut: [(opinions: [[Float]], target: Int)], logs: [Double], usual: [Double], ridge: Double) {
        let count = logs.count
        gradient = [Double](repeating: 0, count: count)
        curvature = Array(repeating: gradient, count: count)
        let weights = logs.map(exp)
        for row in heldOut { add(row.opinions, row.target, weights) }
        let rows = Double(heldOut.count)
        loss /= rows
        for place in 0..<count {
            gradient[place] = gradient[place] / rows + 2 * ridge * (logs[place] - usual[place])
            for other in 0..<count { curvature[place][other] /= rows }
            curvature[place][place] += 2 * ridge
            loss += ridge * (logs[place] - usual[place]) * (logs[place] - usual[place])
        }
    }

    private mutating func add(_ opinions: [[Float]], _ target: Int, _ weights: [Double]) {
        let classes = opinions[0].count
        var pooled = [Double](repeating: 0, count: classes)
        for (weight, scores) in zip(weights, opinions) {
            for place in 0..<classes { pooled[place] += weight * Double(scores[place]) }
        }
        let largest = pooled.max() ?? 0
        let right = pooled[target]
        var sum = 0.0
        for place in 0..<classes {
            pooled[place] = exp(pooled[place] - largest)
            sum += pooled[place]
        }
        loss -= right - largest - log(sum)
        let means = opinions.map { scores in
            zip(pooled, scores).reduce(0) { $0 + $1.0 * Double($1.1) } / sum
        }
        for (one, mean) in means.enumerated() {
            gradient[one] += weights[one] * (mean - Double(opinions[one][target]))
            for other in one..<means.count {
                var product = 0.0
                for place in 0..<classes {
                    product += pooled[place] * Double(opinions[one][place]) * Double(opinions[other][place])
                }
                let shared = (product / sum - mean * means[other]) * weights[one] * weights[other]
                curvature[one][other] += shared
                if other != one { curvature[other][one] += shared }
            }
        }
    }

    /// The Newton step: curvature⁻¹ · gradient; `nil` where the curvature says nothing.
    func step() -> [Double]? { SymmetricSystem(curvature)?.solve(gradient) }
}
