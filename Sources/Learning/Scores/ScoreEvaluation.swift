import Foundation

/// How good chances of yes were.
public struct ScoreEvaluation: Sendable, Equatable, Encodable {
    /// Chance that a row of yes is above a row of no; ties count half (area under the ROC curve).
    public let auc: Double
    /// Share of yes among the tenth of the rows with the highest chances, over the share among all.
    public let topDecileLift: Double
    /// Mean squared distance of the chance from 1 or 0.
    public let brier: Double
    /// Mean of −log of the chance that was given to what happened.
    public let logLoss: Double
    /// Mean distance between chance and share of yes over ten bins, weighted by rows.
    public let expectedCalibrationError: Double

    /// Judges chances beside outcomes; pure arithmetic.
    public init(_ chances: [Double], _ outcomes: [Bool]) {
        let rows = zip(chances, outcomes).sorted { $0.0 < $1.0 }
        let count = Double(max(1, rows.count))
        auc = Self.auc(rows)
        let share = Double(outcomes.count { $0 }) / count
        let top = rows.suffix(max(1, rows.count / 10))
        topDecileLift = share > 0 ? Double(top.count { $0.1 }) / Double(top.count) / share : 0
        brier = rows.reduce(0) { $0 + pow($1.0 - ($1.1 ? 1 : 0), 2) } / count
        logLoss = rows.reduce(0) { $0 - log(max(1e-12, $1.1 ? $1.0 : 1 - $1.0)) } / count
        var gaps = [Double](repeating: 0, count: 10)
        for (chance, isYes) in rows { gaps[min(9, max(0, Int(chance * 10)))] += chance - (isYes ? 1 : 0) }
        expectedCalibrationError = gaps.reduce(0) { $0 + abs($1) } / count
    }

    /// The area under the curve of any ranking.
    static func auc(of ranks: [Double], _ outcomes: [Bool]) -> Double {
        auc(zip(ranks, outcomes).sorted { $0.0 < $1.0 })
    }

    private static func auc(_ rows: [(Double, Bool)]) -> Double {
        var (below, wins, at) = (0, 0.0, 0)
        while at < rows.count {
            var (yes, no, next) = (0, 0, at)
            while next < rows.count, rows[next].0 == rows[at].0 {
                if rows[next].1 { yes += 1 } else { no += 1 }
                next += 1
            }
            wins += Double(yes) * (Double(below) + Double(no) / 2)
            below += no
            at = next
        }
        let yes = rows.count - below
        return yes > 0 && below > 0 ? wins / Double(yes) / Double(below) : 0.5
    }
}
