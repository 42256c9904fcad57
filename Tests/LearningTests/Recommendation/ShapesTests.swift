import Foundation
import Testing

@testable import Learning

@Suite("A recommender learns and answers whatever the shape of the data")
struct ShapesTests {
    enum Shape: String, CaseIterable {
        case fewUsers, dense, short, once, collector, ties, oneUser, twoItems, sameHistory
    }

    private func data(_ shape: Shape) throws -> Interactions {
        var random = SeededRandom(seed: 21)
        func walk(_ user: Int, _ count: Int, of items: Int) -> String {
            (["u\(user)"] + (0..<count).map { _ in "i\(random.below(items))" }).joined(separator: " ")
        }
        let lines: [String] =
            switch shape {
            case .fewUsers: (0..<100).map { walk($0, 8, of: 40) }
            case .dense: (0..<40).map { walk($0, 120, of: 50) }
            case .short: (0..<120).map { walk($0, 2 + $0 % 2, of: 60) }
            case .once:
                (0..<50).map { user in "u\(user) " + (0..<4).map { "i\(user * 4 + $0)" }.joined(separator: " ") }
            case .collector: [walk(0, 3_000, of: 2_500)] + (1..<20).map { walk($0, 5, of: 200) }
            case .ties: (0..<600).map { "u\($0 % 60)\ti\(random.below(40))\t5\t1000" }
            case .oneUser: [walk(0, 30, of: 20)]
            case .twoItems: ["a x y", "b y x", "c x"]
            case .sameHistory: (0..<30).map { "u\($0) a b c d e" }
            }
        return try Interactions(text: lines.joined(separator: "\n"))
    }

    @Test("Trained, asked and written", arguments: Shape.allCases)
    func trains(shape: Shape) throws {
        let data = try data(shape)
        let recommender = try RecommenderTraining(
            data: data, content: nil, ridge: 300, lessons: .small, seed: 3, algebra: .standard
        ).run().recommender
        #expect(recommender.weights.allSatisfy { $0.isFinite && $0 >= 0 })
        for history in data.histories.prefix(10) + [[]] {
            let names = history.map { data.items[Int($0)] }
            let answer = recommender.recommend(for: names, count: 10)
            #expect(answer.count == min(10, data.items.count - names.count))
            #expect(answer.allSatisfy { $0.score.isFinite && !names.contains($0.item) })
            #expect(Set(answer.map(\.item)).count == answer.count)
            #expect(zip(answer, answer.dropFirst()).allSatisfy { $0.score >= $1.score })
        }
        #expect(try Recommender(decoding: recommender.encoded()) == recommender)
    }

    @Test("Events at one time are taken in the order of their lines")
    func ties() throws {
        let data = try Interactions(text: "u\tb\t1\t7\nu\ta\t1\t7\nu\tc\t1\t7")
        #expect(data.histories[0].map { data.items[Int($0)] } == ["b", "a", "c"])
    }
}
