import Foundation
import Testing

@testable import Learning

@Suite("Recommendations")
struct RecommenderTests {
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
        let recommender = try Recommender.train(circles())
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
        let recommender = try Recommender.train(circles())
        let answer = recommender.recommend(for: ["a4", "nonsense"], count: 50, excluding: ["a5"])
        #expect(!answer.map(\.item).contains("a4"))
        #expect(!answer.map(\.item).contains("a5"))
        #expect(Set(answer.map(\.item)).count == answer.count)
        #expect(recommender.recommend(for: [], count: 4).count == 4)
        #expect(recommender.recommend(for: ["a1"], count: 0).isEmpty)
    }

    @Test("The hybrid ranks the held-back item far above chance, and is measured beside its parts")
    func trial() throws {
        let report = try RecommendTrial(circles(users: 120)).run(clock: ContinuousClock())
        #expect(report.users == 120)
        #expect(report.hr10Full > 0.9)
        #expect(report.ndcg10Full > 0.6)
        #expect(Set(report.parts.keys) == Set(RecommenderParts.Kind.allCases.map(\.rawValue)))
        #expect((report.parts["transitions"]?.ndcg10Full ?? 0) > (report.parts["popularity"]?.ndcg10Full ?? 1))
        #expect((0...1).contains(report.coverage))
    }

    @Test("Content finds an item that nobody has met, better than popularity")
    func cold() throws {
        var lines = (0..<40).map { user in "u\(user) \(user % 2 == 0 ? "tea1 tea2 pop" : "car1 car2 pop")" }
        lines.append("reviewer tea3 car3")
        let content = ItemContent([
            "tea1": ["drink", "leaf"], "tea2": ["drink", "leaf"], "tea3": ["drink", "leaf", "fresh"],
            "car1": ["wheel"], "car2": ["wheel"], "car3": ["wheel", "fast"], "pop": ["sweet"],
        ])
        let recommender = try Recommender.train(Interactions(text: lines.joined(separator: "\n")), content: content)
        var scores = HybridScores(recommender.parts)
        let items = recommender.items
        func place(_ name: String) throws -> Int32 { Int32(try #require(items.firstIndex(of: name))) }
        scores.score([try place("tea1"), try place("tea2")])
        let view = try #require(HybridScores.kinds.firstIndex(of: .content))
        #expect(scores.feature(view, try place("tea3")) > scores.feature(view, try place("car3")) + 1)
    }

    @Test("The same data and seed give the same model; a file gives it back; a damaged one is refused")
    func file() throws {
        let data = try circles()
        let model = try Recommender.train(data, seed: 4)
        #expect(try Recommender.train(data, seed: 4) == model)
        let file = model.encoded()
        #expect(try Recommender(decoding: file) == model)
        #expect(throws: LearningFailure.notAModel) { try Recommender(decoding: Data(repeating: 7, count: 100)) }
        for cut in stride(from: 0, to: file.count, by: max(1, file.count / 40)) {
            #expect(throws: LearningFailure.self) { try Recommender(decoding: file.prefix(cut)) }
        }
    }

    @Test("Fields sealed by someone else are read or refused, never a crash")
    func forged() throws {
        let model = try Recommender.train(circles(users: 20))
        let fields = Array(model.encoded().dropFirst(28))
        var random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            var bytes = fields
            for _ in 0..<4 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            var body = BinaryWriter()
            for byte in bytes { body.write(byte) }
            let forged = try? Recommender(decoding: ModelFile.sealed(body, kind: "MAGPIERC", format: 1))
            _ = forged?.recommend(for: ["a1"], count: 3)
        }
    }

    @Test("Standing counted by popularity's order equals counting every item")
    func standing() throws {
        let recommender = try Recommender.train(circles(users: 30, items: 20))
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

@Suite("Who met what")
struct InteractionsTests {
    @Test("Events are ordered by time, sequences by place; an item met again counts at its last time")
    func orders() throws {
        let events = try Interactions(text: "u\tb\t5\t20\nu\ta\t3\t10\r\nv\ta\t1\t5\nu\tb\t1\t30\nu\tc\t2\t25\n")
        #expect(events.users == ["u", "v"])
        #expect(events.histories[0].map { events.items[Int($0)] } == ["a", "c", "b"])
        let walks = try Interactions(text: "1 x y z x\n2 y\n\n")
        #expect(walks.histories[0].map { walks.items[Int($0)] } == ["y", "z", "x"])
    }

    @Test("The last item is held back where there is another")
    func lastOut() throws {
        let (rest, last) = try Interactions(text: "1 a b\n2 c").leavingLastOut()
        #expect(rest.histories == [[0], [2]])
        #expect(last == [1, nil])
    }

    @Test(
        "What cannot be read is refused with its line",
        arguments: [
            ("", "no interactions"), ("alone", "line 1"), ("u\ti\t5\tnoon", "line 1"),
            ("u\ta\t1\t1\n\tb\t1\t2", "line 2"),
        ])
    func refused(text: String, expected: String) {
        do {
            _ = try Interactions(text: text)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test("Attributes as JSON and as lines")
    func content() throws {
        #expect(
            try ItemContent(data: Data(#"{"a": [1, 2], "b": ["x"]}"#.utf8)).attributes == [
                "a": ["1", "2"], "b": ["x"],
            ])
        #expect(
            try ItemContent(data: Data("a\tx, y\nb\tz|w\n".utf8)).attributes == ["a": ["x", "y"], "b": ["z", "w"]])
        #expect(throws: LearningFailure.self) { try ItemContent(data: Data("{\"a\": 3}".utf8)) }
        #expect(throws: LearningFailure.self) { try ItemContent(data: Data("no tab here".utf8)) }
    }
}

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
