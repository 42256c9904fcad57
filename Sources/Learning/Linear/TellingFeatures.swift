import Foundation

/// How much each feature tells a class from all others, before any machine has learned: the naive Bayes log ratio.
///
/// A linear machine over features scaled by it leans on those that tell much and needs fewer rows for the rest (Wang,
/// Manning: "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012).
struct TellingFeatures {
    /// What every feature is taken to have been seen before the first row.
    private static let seenBefore = 2.0

    private let rows: SparseRows
    private let features: Int

    init(_ rows: SparseRows, features: Int) {
        self.rows = rows
        self.features = features
    }

    /// Zero or above for each feature; what stands as often inside the class as outside is near zero.
    func scales(_ positive: [Bool]) -> [Float] {
        var inside = [Double](repeating: Self.seenBefore, count: features)
        var outside = inside
        for row in 0..<rows.count {
            for place in rows.offsets[row]..<rows.offsets[row + 1] {
                if positive[row] {
                    inside[Int(rows.indices[place])] += 1
                } else {
                    outside[Int(rows.indices[place])] += 1
                }
            }
        }
        let shift = log(inside.reduce(0, +) / outside.reduce(0, +))
        return zip(inside, outside).map { Float(abs(log($0 / $1) - shift)) }
    }
}
