import Testing

@testable import Learning

@Suite struct LinearClassifierTests {
    private func rows(_ vectors: [[Int32: Float]]) -> SparseRows {
        var rows = SparseRows()
        for vector in vectors {
            let sorted = vector.sorted { $0.key < $1.key }
            rows.append(SparseVector(indices: sorted.map(\.key), values: sorted.map(\.value)))
        }
        return rows
    }

    private let exact = DualCoordinateDescent.Options(cost: 1, positiveWeight: 1, passesMax: 2_000, tolerance: 1e-4)

    @Test("Two mirrored points have the solution found by hand: w = 0.8, no bias")
    func knownSolution() {
        // Minimum of w²/2 + 2·(1 − w)².
        let trainer = DualCoordinateDescent(rows([[0: 1], [0: -1]]), features: 1, options: exact)
        let weights = trainer.separate([true, false], seed: 1)
        #expect(abs(weights[0] - 0.8) < 1e-4)
        #expect(abs(weights[1]) < 1e-4)
    }

    @Test("On random rows the gradient of the primal problem vanishes", arguments: [Float(0.5), 1, 4])
    func stationary(positiveWeight: Float) {
        var random = SeededRandom(seed: 11)
        let vectors = (0..<60).map { _ in
            Dictionary(uniqueKeysWithValues: (0..<Int32(8)).map { ($0, Float.random(in: -1...1, using: &random)) })
        }
        let marks = (0..<60).map { _ in Bool.random(using: &random) }
        var options = exact
        options.positiveWeight = positiveWeight
        let weights = DualCoordinateDescent(rows(vectors), features: 8, options: options).separate(marks, seed: 5)
        var gradient = weights
        for (vector, mark) in zip(vectors, marks) {
            let sign: Float = mark ? 1 : -1
            let score = vector.reduce(weights[8]) { $0 + weights[Int($1.key)] * $1.value }
            let lack = max(0, 1 - sign * score) * 2 * (mark ? positiveWeight : 1) * sign
            for (feature, value) in vector { gradient[Int(feature)] -= lack * value }
            gradient[8] -= lack
        }
        #expect(gradient.allSatisfy { abs($0) < 0.01 })
    }

    @Test("Three classes on three features are told apart; a row of no class is claimed by none")
    func threeClasses() throws {
        let rows = rows([[0: 1], [1: 1], [2: 1], [3: 1]])
        let model = try LinearClassifier(
            rows, targets: [0, 1, 2, -1], classes: 3, features: 4, options: .init(cost: 10), seed: 1)
        for target in 0..<3 { #expect(model.scores(rows[target]).indexOfMax == target) }
        #expect(model.scores(rows[3]).allSatisfy { $0 < 0 })
    }

    @Test("A score is the bias plus weight times value over the features present")
    func arithmetic() {
        let model = LinearClassifier(features: 2, classes: 2, weights: [1, 2, 3, 4, 10, 20])
        #expect(model.scores(SparseVector(indices: [0, 1], values: [0.5, 2])) == [16.5, 29])
        #expect(model.scores(SparseVector()) == [10, 20])
        #expect(model.weight(of: 1, for: 0) == 3)
    }

    @Test("A model beyond the size limit is refused before any memory is taken")
    func tooLarge() {
        #expect(throws: LearningFailure.self) {
            try LinearClassifier(
                SparseRows(), targets: [], classes: 10_000, features: 1_000_000, options: .init(), seed: 1)
        }
    }

    @Test("The first of equal maxima wins; of nothing there is none")
    func maxima() {
        #expect([Float(1), 3, 3].indexOfMax == 1)
        #expect([Float]().indexOfMax == nil)
    }
}
