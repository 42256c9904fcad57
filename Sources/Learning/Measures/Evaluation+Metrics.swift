extension Evaluation {
    static func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    /// The 95 % interval of a share (Wilson score); it stays inside 0…1 where the usual one does not.
    static func wilson(_ part: Int, of whole: Int) -> [Double] {
        guard whole > 0 else { return [0, 1] }
        let z = 1.959964
        let rows = Double(whole)
        let share = share(part, of: whole)
        let spread = z * z / rows
        let middle = (share + spread / 2) / (1 + spread)
        let half = z * (share * (1 - share) / rows + spread / (4 * rows)).squareRoot() / (1 + spread)
        // With none or all of the rows an end is exact; rounding would leave it a last place away.
        return [part == 0 ? 0 : max(0, middle - half), part == whole ? 1 : min(1, middle + half)]
    }

    /// F1 per label, unweighted mean over the labels that occur as truth or answer.
    static func macroF1(_ outcomes: [(truth: String, answer: String)]) -> Double {
        var right: [String: Int] = [:]
        var occurrences: [String: Int] = [:]
        for (truth, answer) in outcomes {
            if truth == answer { right[truth, default: 0] += 1 }
            occurrences[truth, default: 0] += 1
            occurrences[answer, default: 0] += 1
        }
        guard !occurrences.isEmpty else { return 0 }
        // F1 = 2·right / (rows of the label + answers with the label). Sorted: floating-point sums depend on order.
        let scores = occurrences.keys.sorted().map { label in
            2 * share(right[label, default: 0], of: occurrences[label, default: 0])
        }
        return scores.reduce(0, +) / Double(scores.count)
    }

    /// Expected calibration error over bins of equal width.
    static func calibrationError(_ answers: [(confidence: Double, isRight: Bool)], bins: Int = 15) -> Double {
        var gaps = [Double](repeating: 0, count: bins)
        for (confidence, isRight) in answers {
            let bin = min(max(Int(confidence * Double(bins)), 0), bins - 1)
            gaps[bin] += confidence - (isRight ? 1 : 0)
        }
        return answers.isEmpty ? 0 : gaps.reduce(0) { $0 + abs($1) } / Double(answers.count)
    }
}
