import Foundation
import Testing

@testable import Learning

@Suite("Views of a recommender")
struct RecommenderViewTests {
    @Test("EASE equals its formula on a small matrix, and the local form comes near it")
    func ridge() throws {
        let data = try Interactions(text: "1 a b c\n2 a b\n3 b c d\n4 a d\n5 c d b")
        let together = CoOccurrence(data)
        let found = try RidgeItems.weights(data, together, ridge: 1, algebra: .portable, most: 10)
        // By numpy: G = XᵀX + I; P = inv(G); B = −P / diag(P), diagonal 0.
        let expected: [[Float]] = Self.ease
        for source in 0..<4 {
            for at in found.row(Int32(source)) {
                let target = Int(found.items[at])
                #expect(abs(found.weights[at] - expected[source][target]) < 1e-4)
            }
        }
    }

    /// Items a, b, c, d; row: what predicts, column: what is predicted.
    static let ease: [[Float]] = [
        [0.000000, 0.318182, -0.078431, 0.085714],
        [0.437500, 0.000000, 0.529412, 0.142857],
        [-0.125000, 0.613636, 0.000000, 0.371429],
        [0.093750, 0.113636, 0.254902, 0.000000],
    ]

    @Test("Cosines by hand")
    func cosines() throws {
        let data = try Interactions(text: "1 a b\n2 a b\n3 a c")
        let cosines = CoOccurrence(data).cosines(most: 10, shrinkage: 0)
        let row = Dictionary(uniqueKeysWithValues: cosines.row(0).map { (cosines.items[$0], cosines.weights[$0]) })
        #expect(abs((row[1] ?? 0) - 2 / Float(6).squareRoot()) < 1e-6)
        #expect(abs((row[2] ?? 0) - 1 / Float(3).squareRoot()) < 1e-6)
    }

    @Test("A later meeting weighs more")
    func popularity() throws {
        let data = try Interactions(text: "1 a b\n2 a b")
        let weights = Popularity.weights(data)
        #expect(weights[1] > weights[0])
    }

    @Test("Turning a sparse matrix twice gives it back, rows sorted by weight or not")
    func transposed() {
        var matrix = ItemNeighbours()
        matrix.append([(item: 1, weight: 2), (item: 2, weight: 1)], most: 5)
        matrix.append([(item: 0, weight: -1)], most: 5)
        matrix.append([], most: 5)
        let turned = matrix.transposed
        #expect(turned.row(1).map { turned.items[$0] } == [0])
        #expect(turned.row(0).map { turned.weights[$0] } == [-1])
        #expect(turned.transposed == matrix)
    }
}
