import Foundation
import Testing

@testable import Learning

@Suite struct TellingFeaturesTests {
    private func rows(_ features: [[Int32]]) -> SparseRows {
        var rows = SparseRows()
        for row in features { rows.append(SparseVector(indices: row, values: row.map { _ in 1 })) }
        return rows
    }

    @Test("Scales are the log ratios of naive Bayes, two seen before: ln 2 here by hand, and nothing for what is even")
    func byHand() {
        // Feature 0: 2 + 2 inside, 0 + 2 outside; feature 1 the other way round: the sums are equal.
        let scales = TellingFeatures(rows([[0], [0], [1], [1]]), features: 2).scales([true, true, false, false])
        #expect(scales.count == 2)
        #expect(scales.allSatisfy { abs($0 - Float(log(2.0))) < 1e-6 })
        let even = TellingFeatures(rows([[0, 1], [0], [0, 1], [0]]), features: 2).scales([true, true, false, false])
        #expect(even == [0, 0])
    }

    @Test("Who is inside and who outside does not matter, nor does the order of rows")
    func symmetric() {
        var random = SeededRandom(seed: 8)
        let features = (0..<50).map { _ in
            (0..<Int32(9)).filter { _ in Bool.random(using: &random) }
        }
        let marks = (0..<50).map { _ in Bool.random(using: &random) }
        let scales = TellingFeatures(rows(features), features: 9).scales(marks)
        let turned = TellingFeatures(rows(features.reversed()), features: 9).scales(marks.reversed().map { !$0 })
        #expect(zip(scales, turned).allSatisfy { abs($0 - $1) < 1e-5 && $0 >= 0 })
    }

    @Test("A machine that leans on telling features still separates, and its weights apply to plain vectors")
    func separates() throws {
        let known = rows([[0, 2], [0, 3], [1, 2], [1, 3]])
        let model = try LinearClassifier(
            known, targets: [0, 0, 1, 1], classes: 2, features: 4, options: .init(), leansOnTelling: true, seed: 1)
        for (row, target) in [0, 0, 1, 1].enumerated() { #expect(model.scores(known[row]).indexOfMax == target) }
        #expect(abs(model.weight(of: 2, for: 0)) < abs(model.weight(of: 0, for: 0)))
    }
}
