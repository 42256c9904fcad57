import Foundation

/// A chance of yes: logistic regression and boosted trees, mixed as came out best on rows left out, and calibrated
/// there.
public struct ScoreModel: Sendable, Equatable {
    /// How much one column speaks for or against, beside the average row.
    public struct Contribution: Sendable, Equatable, Encodable {
        /// A column with its value, as `job=student` or `age`.
        public let feature: String
        /// Change of the logarithm of the odds.
        public let logOdds: Double
    }

    /// Columns and their meaning.
    public let encoding: FeatureEncoding
    var regression: LogisticRegression
    var trees: BoostedTrees
    /// Weight of the trees in the mixture, 0…1.
    public internal(set) var treeShare: Double
    /// Platt's line: calibrated margin = slope · margin + shift.
    var slope: Double
    var shift: Double

    /// Learns from a table.
    ///
    /// - Throws: `cannotTrain` without rows of both outcomes.
    public static func train(_ table: ScoreTable, seed: UInt64 = 1) throws(LearningFailure) -> ScoreModel {
        let yes = table.outcomes.count { $0 }
        guard yes >= 10, table.rows.count - yes >= 10 else {
            throw .cannotTrain("at least ten rows of each outcome are needed")
        }
        let encoding = FeatureEncoding(table)
        guard !encoding.features.isEmpty else { throw .cannotTrain("no column says anything") }
        let rows = table.rows.map(encoding.encode)
        let leftOut = LeftOutMargins(rows, table.outcomes, seed: seed)
        var options = BoostedTrees.Options()
        options.trees = max(10, leftOut.trees)
        var model = ScoreModel(
            encoding: encoding, regression: .train(rows, table.outcomes, ridge: ridge),
            trees: .train(rows, table.outcomes, options: options, seed: seed), treeShare: 0, slope: 1, shift: 0)
        model.mix(leftOut, table.outcomes)
        return model
    }

    static let ridge = 3.0

    /// The chance of yes, 0…1.
    ///
    /// - Parameter row: one text for each column of the training, in its order.
    public func chance(_ row: [String]) -> Double { chance(encoding.encode(row)) }

    func chance(_ row: [Float]) -> Double { LogisticRegression.logistic(slope * margin(row) + shift) }

    private func margin(_ row: [Float]) -> Double {
        (1 - treeShare) * regression.margin(row) + treeShare * trees.margin(row)
    }

    /// What speaks for and against, the weightiest first.
    public func explain(_ row: [String]) -> [Contribution] {
        let encoded = encoding.encode(row)
        let (linear, grown) = (regression.contributions(encoded), trees.contributions(encoded))
        return encoding.features.indices.map { index in
            Contribution(
                feature: encoding.features[index],
                logOdds: slope * ((1 - treeShare) * linear[index] + treeShare * grown[index]))
        }.filter { $0.logOdds != 0 }.sorted { abs($0.logOdds) > abs($1.logOdds) }
    }

    /// The mixture with the least loss on rows that its parts had not seen, then the line through them.
    private mutating func mix(_ leftOut: LeftOutMargins, _ outcomes: [Bool]) {
        func mixed(_ share: Double) -> [Double] {
            zip(leftOut.regression, leftOut.trees(share: share)).map { (1 - share) * $0 + $1 }
        }
        func loss(_ margins: [Double]) -> Double {
            zip(margins, outcomes).reduce(0) { $0 + log(1 + exp($1.1 ? -$1.0 : $1.0)) }
        }
        treeShare = (0...10).map { Double($0) / 10 }.min { loss(mixed($0)) < loss(mixed($1)) } ?? 0.5
        let margins = mixed(treeShare).map { [Float($0)] }
        let line = LogisticRegression.train(margins, outcomes, ridge: 1e-3)
        slope = line.weights[0] * line.scales[0]
        shift = line.weights[1] - line.weights[0] * line.scales[0] * line.means[0]
        // A mixture that says nothing must not be turned round.
        if !(slope > 0.05) { (slope, shift) = (1, 0) }
    }
}

/// What both parts say of rows they had not learned from, by five folds.
struct LeftOutMargins {
    static let folds = 5
    private(set) var regression: [Double]
    private var grown: [Double]
    /// How many trees the folds stopped at, on average.
    private(set) var trees = 0

    init(_ rows: [[Float]], _ outcomes: [Bool], seed: UInt64) {
        regression = [Double](repeating: 0, count: rows.count)
        grown = regression
        let fold = Self.folds(outcomes, seed: seed)
        for number in 0..<Self.folds {
            let (inside, outside) = (
                rows.indices.filter { fold[$0] != number }, rows.indices.filter { fold[$0] == number }
            )
            let (x, y) = (inside.map { rows[$0] }, inside.map { outcomes[$0] })
            let linear = LogisticRegression.train(x, y, ridge: ScoreModel.ridge)
            let heldOut = (rows: outside.map { rows[$0] }, outcomes: outside.map { outcomes[$0] })
            let forest = BoostedTrees.train(x, y, heldOut: heldOut, seed: seed &+ UInt64(number) &+ 1)
            trees += forest.trees.count
            for row in outside {
                regression[row] = linear.margin(rows[row])
                grown[row] = forest.margin(rows[row])
            }
        }
        trees /= Self.folds
    }

    func trees(share: Double) -> [Double] { grown.map { share * $0 } }

    /// A fold for each row, both outcomes spread evenly.
    static func folds(_ outcomes: [Bool], count: Int = folds, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed: seed)
        var fold = [Int](repeating: 0, count: outcomes.count)
        for side in [true, false] {
            let rows = outcomes.indices.filter { outcomes[$0] == side }.shuffled(using: &random)
            for (place, row) in rows.enumerated() { fold[row] = place % count }
        }
        return fold
    }
}
