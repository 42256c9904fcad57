import Foundation

@testable import Learning

/// A table whose chances are known, because they were made.
enum MadeUpTable {
    static func make(rows: Int, seed: UInt64) -> (table: ScoreTable, chances: [Double]) {
        var random = SeededRandom(seed: seed)
        func unit() -> Double { Double(random.next() >> 11) / Double(1 << 53) }
        var texts: [[String]] = []
        var outcomes: [Bool] = []
        var chances: [Double] = []
        for number in 0..<rows {
            let (age, job) = (20 + unit() * 60, ["clerk", "student", "retired"][Int(unit() * 3)])
            let visits = Int(unit() * 10)
            // The effect of age turns round at 50, which a line cannot follow.
            let margin = -1 + abs(age - 50) / 10 + (job == "student" ? 1.5 : 0) - (visits > 5 ? 2.0 : 0)
            let chance = 1 / (1 + exp(-margin))
            chances.append(chance)
            outcomes.append(unit() < chance)
            texts.append([
                "c\(number)", unit() < 0.1 ? "" : String(format: "%.1f", age), job, String(visits), "same",
            ])
        }
        let columns = ["id", "age", "job", "visits", "constant"]
        return (ScoreTable(columns: columns, rows: texts, outcomes: outcomes), chances)
    }
}
