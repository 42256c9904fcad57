import Foundation

/// Logistic regression with a ridge, by Newton's method (iteratively reweighted least squares) on standardised
/// features.
struct LogisticRegression: Sendable, Equatable {
    var means: [Double]
    var scales: [Double]
    /// One for each feature, then the intercept.
    var weights: [Double]

    /// - Parameter ridge: penalty on the squared weights; the intercept has none.
    static func train(_ rows: [[Float]], _ outcomes: [Bool], ridge: Double) -> LogisticRegression {
        let width = rows.first?.count ?? 0
        var model = LogisticRegression(means: [], scales: [], weights: [Double](repeating: 0, count: width + 1))
        for column in 0..<width {
            let mean = rows.reduce(0) { $0 + Double($1[column]) } / Double(rows.count)
            let variance = rows.reduce(0) { $0 + pow(Double($1[column]) - mean, 2) } / Double(rows.count)
            model.means.append(mean)
            model.scales.append(variance > 1e-12 ? 1 / variance.squareRoot() : 0)
        }
        let points = rows.map { model.point($0) }
        for _ in 0..<25 {
            guard let step = model.newtonStep(points, outcomes, ridge) else { break }
            for index in step.indices { model.weights[index] -= step[index] }
            if step.allSatisfy({ abs($0) < 1e-6 }) { break }
        }
        return model
    }

    /// Logarithm of the odds.
    func margin(_ row: [Float]) -> Double {
        zip(point(row), weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What each feature adds to the margin, beside the average customer.
    func contributions(_ row: [Float]) -> [Double] { zip(point(row).dropLast(), weights).map { $0 * $1 } }

    private func point(_ row: [Float]) -> [Double] {
        row.indices.map { (Double(row[$0]) - means[$0]) * scales[$0] } + [1]
    }

    private func newtonStep(_ points: [[Double]], _ outcomes: [Bool], _ ridge: Double) -> [Double]? {
        let count = weights.count
        var gradient = weights.map { $0 * ridge }
        gradient[count - 1] = 0
        var curvature = [Double](repeating: 0, count: count * count)
        for (point, isYes) in zip(points, outcomes) {
            let chance = Self.logistic(zip(point, weights).reduce(0) { $0 + $1.0 * $1.1 })
            let slope = chance - (isYes ? 1 : 0)
            let bend = max(1e-6, chance * (1 - chance))
            point.withUnsafeBufferPointer { x in
                for row in 0..<count where x[row] != 0 {
                    gradient[row] += slope * x[row]
                    let factor = bend * x[row]
                    for column in 0...row { curvature[row * count + column] += factor * x[column] }
                }
            }
        }
        let matrix = (0..<count).map { row in
            (0..<count).map { column in
                let value = curvature[max(row, column) * count + min(row, column)]
                return row == column ? value + max(1e-6, row == count - 1 ? 0 : ridge) : value
            }
        }
        return SymmetricSystem(matrix)?.solve(gradient)
    }

    /// 1 / (1 + e^−x).
    static func logistic(_ margin: Double) -> Double { 1 / (1 + exp(-margin)) }
}
