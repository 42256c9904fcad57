import Foundation
import Testing

@testable import Learning

@Suite("Recommendations")
struct RecommenderTests {
    /// As `Recommender.train`, with a network that is soon taught.
    private func train(_ data: Interactions, seed: UInt64 = 1) throws -> Recommender {
        try RecommenderTraining(
            data: data, content: nil, ridge: 300, lessons: .small, seed: seed, algebra: .standard
        ).run().recommender
    }

    /// The same with a network that weighs something, whether it helps or not.
    private static func withNetwork(_ recommender: Recommender) -> Recommender {
        var recommender = recommender
        var weights = Weights()
        var random = SeededRandom(seed: 5)
        let shape = NextItemNetwork.Shape(items: recommender.items.count, features: 8, blocks: 1, reach: 4)
        let network = NextItemNetwork(shape, in: &weights, random: &random)
        recommender.parts.network = NextItemModel(network: network, weights: weights)
        recommender.weights[recommender.weights.count - 1] = 0.7
        return recommender
    }

    /// Two circles of taste; inside a circle every item is followed by the next one, mostly.
    private func circles(users: Int = 60, items: Int = 12, seed: UInt64 = 3) throws -> Interactions {
        var random = SeededRandom(seed: seed)
        let lines = (0..<users).map { user -> String in
            let circle = user % 2
            let start = Int(random.next() % UInt64(items))
            let walk = (0..<5).map { step -> String in
                let slip = random.next() % 8 == 0 ? 2 : 0
                return "\(circle == 0 ? "a" : "b")\((start + step + slip) % items)"
            }
            return (["u\(user)"] + walk).joined(separator: " ")
        }
        return try Interactions(text: lines.joined(separator: "\n"))
    }

    @Test("What follows is recommended, from one's own circle, with its reason")
    func follows() throws {
        let recommender = try train(circles())
        let answer = recommender.recommend(for: ["a2", "a3", "a4"], count: 3)
        #expect(answer.count == 3)
        #expect(answer[0].item == "a5")
        #expect(answer.allSatisfy { $0.item.hasPrefix("a") })
        let reason = try #require(answer[0].reasons.first)
        #expect(reason.because.contains("a4") || reason.view == "popularity")
        #expect(answer[0].reasons.contains { $0.because.contains("a4") })
    }

    @Test("What was met or is barred does not come; nobody's history gets what is liked; the unknown is ignored")
    func excluding() throws {
        let recommender = try train(circles())
        let answer = recommender.recommend(for: ["a4", "nonsense"], count: 50, excluding: ["a5"])
        #expect(!answer.map(\.item).contains("a4"))
        #expect(!answer.map(\.item).contains("a5"))
        #expect(Set(answer.map(\.item)).count == answer.count)
        #expect(recommender.recommend(for: [], count: 4).count == 4)
        #expect(recommender.recommend(for: ["a1"], count: 0).isEmpty)
    }

    @Test("The hybrid ranks the held-back item far above chance, and is measured beside its parts")
    func trial() throws {
        var options = RecommendTrial.Options()
        options.usesNetwork = false
        let report = try RecommendTrial(circles(users: 120), options: options).run(clock: ContinuousClock())
        #expect(report.users == 120)
        #expect(report.hr10Full > 0.9)
        #expect(report.ndcg10Full > 0.6)
        #expect(Set(report.parts.keys) == Set(RecommenderParts.Kind.allCases.map(\.rawValue)))
        #expect((report.parts["transitions"]?.ndcg10Full ?? 0) > (report.parts["popularity"]?.ndcg10Full ?? 1))
        #expect((0...1).contains(report.coverage))
        #expect(report.withoutNetwork == nil)
    }

    @Test("The same data and seed give the same model; a file gives it back; a damaged one is refused")
    func file() throws {
        let data = try circles()
        let model = try train(data, seed: 4)
        #expect(try train(data, seed: 4) == model)
        let with = Self.withNetwork(model)
        let file = with.encoded()
        #expect(try Recommender(decoding: file) == with)
        #expect(try Recommender(decoding: model.encoded()) == model)
        #expect(throws: LearningFailure.notAModel) { try Recommender(decoding: Data(repeating: 7, count: 100)) }
        for cut in stride(from: 0, to: file.count, by: max(1, file.count / 40)) {
            #expect(throws: LearningFailure.self) { try Recommender(decoding: file.prefix(cut)) }
        }
    }

    @Test("A file of the format before this one is refused by its number")
    func older() throws {
        let old = ModelFile.sealed(BinaryWriter(), kind: "MAGPIERC", format: 1)
        #expect(throws: LearningFailure.unknownFormat(version: 1)) { try Recommender(decoding: old) }
    }

    @Test("A network that does not fit the items is refused")
    func misfit() throws {
        let model = try train(circles(users: 20))
        for (features, blocks, reach, numbers) in [
            (8, 1, 4, 5), (7, 1, 4, 5), (0, 1, 4, 0), (8, 99, 4, 5), (8, 1, 0, 5),
        ] {
            var body = BinaryWriter()
            for byte in Self.withoutNetwork(model).encoded().dropFirst(28) { body.write(byte) }
            for number in [features, blocks, reach] { body.write(UInt32(number)) }
            body.write([Float](repeating: 0, count: numbers))
            let file = ModelFile.sealed(body, kind: "MAGPIERC", format: 2)
            #expect(throws: LearningFailure.self) { try Recommender(decoding: file) }
        }
    }

    private static func withoutNetwork(_ recommender: Recommender) -> Recommender {
        var recommender = recommender
        recommender.parts.network = nil
        return recommender
    }

    @Test("The best items are those that counting every item finds, with a network and without")
    func best() throws {
        let plain = try Self.withoutNetwork(train(circles(users: 30, items: 20)))
        for recommender in [plain, Self.withNetwork(plain)] {
            var scores = recommender.scores
            for start in 0..<10 {
                let history = [Int32(start), Int32(start + 12)]
                scores.score(history)
                let barred = Set(history).union([3])
                let found = scores.best(6, weights: recommender.weights, barred: barred)
                let all = recommender.items.indices.map(Int32.init).filter { !barred.contains($0) }
                    .map { scores.score($0, weights: recommender.weights) }.sorted(by: >)
                #expect(found.map(\.score) == Array(all.prefix(6)))
                #expect(Set(found.map(\.item)).isDisjoint(with: barred))
            }
        }
    }

    @Test("Fields sealed by someone else are read or refused, never a crash")
    func forged() throws {
        let model = try Self.withNetwork(train(circles(users: 20)))
        let fields = Array(model.encoded().dropFirst(28))
        var random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            var bytes = fields
            for _ in 0..<4 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            var body = BinaryWriter()
            for byte in bytes { body.write(byte) }
            let forged = try? Recommender(decoding: ModelFile.sealed(body, kind: "MAGPIERC", format: 2))
            _ = forged?.recommend(for: ["a1"], count: 3)
        }
    }

    @Test("Standing counted by popularity's order equals counting every item")
    func standing() throws {
        let recommender = try Self.withNetwork(train(circles(users: 30, items: 20)))
        var scores = HybridScores(recommender.parts)
        var random = SeededRandom(seed: 8)
        for _ in 0..<40 {
            let history = (0..<3).map { _ in Int32(random.next() % UInt64(recommender.items.count)) }
            scores.score(history)
            let next = Int32(random.next() % UInt64(recommender.items.count))
            let barred = Set(history).union([next])
            let own = scores.score(next, weights: recommender.weights)
            let others = recommender.items.indices.map(Int32.init).filter { !barred.contains($0) }
                .map { scores.score($0, weights: recommender.weights) }
            let counted = scores.standing(own, weights: recommender.weights, barred: barred)
            #expect(counted.above == others.count { $0 > own })
            #expect(counted.equal == others.count { $0 == own })
        }
    }
}
