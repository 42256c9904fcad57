import Foundation
import Testing

@testable import Learning

extension NextItemLessons {
    /// Enough for a few items, soon over.
    static var small: NextItemLessons {
        var lessons = NextItemLessons()
        (lessons.features, lessons.blocks, lessons.reach) = (16, 1, 8)
        (lessons.passesMax, lessons.batchSteps, lessons.rate) = (6, 64, 0.01)
        lessons.drawn = 16
        return lessons
    }
}

@Suite("The network of what comes next")
struct NextItemNetworkTests {
    /// Walks around a circle of items, each by steps of one or of three: which, only the last two items together tell.
    private func walks(_ count: Int, items: Int = 24, seed: UInt64) -> Interactions {
        var random = SeededRandom(seed: seed)
        let histories = (0..<count).map { _ -> [Int32] in
            let (start, step) = (random.below(items), random.below(2) == 0 ? 1 : 3)
            return (0..<6).map { Int32((start + $0 * step) % items) }
        }
        return Interactions(
            users: (0..<count).map { "u\($0)" }, items: (0..<items).map { "i\($0)" }, histories: histories)
    }

    private func best(_ model: NextItemModel, after history: [Int32], items: Int) -> Int32? {
        var scores = [Float](repeating: 0, count: items)
        model.score(history, into: &scores)
        return scores.indices.filter { !history.contains(Int32($0)) }.max { scores[$0] < scores[$1] }.map(Int32.init)
    }

    @Test("One batch is learned by heart", arguments: [LinearAlgebra.portable, .standard])
    func overfits(algebra: LinearAlgebra) {
        var lessons = NextItemLessons.small
        lessons.dropouts = (0, 0)
        var teaching = NextItemTeaching(walks(6, seed: 1), lessons, seed: 1, algebra: algebra)
        let first = teaching.read()
        var loss = first
        for _ in 0..<150 { loss = teaching.read() }
        // The first item of a walk does not tell its step; one of five steps stays open, at most by one bit.
        #expect(first > 2)
        #expect(loss < 0.3)
    }

    @Test(
        "Which way a walk goes is told from two items, which transitions cannot; all items or a sample as rivals",
        arguments: [2_048, 0])
    func planted(wholeItemsMax: Int) {
        let (data, fresh) = (walks(150, seed: 2), walks(60, seed: 3))
        var lessons = NextItemLessons.small
        lessons.wholeItemsMax = wholeItemsMax
        lessons.dropouts = (0.1, 0.1)
        var teaching = NextItemTeaching(data, lessons, seed: 4, algebra: .standard)
        for _ in 0..<25 { teaching.read() }
        let model = teaching.model
        var following = SparseScores(count: data.items.count)
        let transitions = Transitions.weights(data, most: 24)
        var right = (network: 0, transitions: 0)
        for history in fresh.histories {
            let shown = Array(history.dropLast(2))
            let next = history[4]
            if best(model, after: shown, items: 24) == next { right.network += 1 }
            following.clear()
            following.add(transitions, of: shown[3], times: 1)
            if following.touched.max(by: { following[$0] < following[$1] }) == next { right.transitions += 1 }
        }
        #expect(right.network > 54)
        #expect(right.transitions < 45)
    }

    @Test("What comes later changes nothing before it")
    func causal() {
        var weights = Weights()
        var random = SeededRandom(seed: 2)
        let shape = NextItemNetwork.Shape(items: 9, features: 8, blocks: 2, reach: 5)
        let network = NextItemNetwork(shape, in: &weights, random: &random)
        let states = [[1, 2, 3, 4], [1, 2, 7, 8]].map { history in
            weights.asking(.standard) { network.states([history.map(Int32.init)], $0).matrix }
        }
        for row in 0..<2 {
            for (one, other) in zip(states[0][row: row], states[1][row: row]) { #expect(abs(one - other) < 1e-5) }
        }
        #expect(states[0][row: 2] != states[1][row: 2])
    }

    @Test("The same seed gives the same numbers, another seed others; one asked together or alone scores alike")
    func seeds() {
        func taught(_ seed: UInt64) -> NextItemModel {
            var teaching = NextItemTeaching(walks(20, seed: 5), .small, seed: seed, algebra: .standard)
            teaching.read()
            return teaching.model
        }
        let model = taught(1)
        #expect(taught(1) == model)
        #expect(taught(2) != model)
        let histories: [[Int32]] = [[1, 2], [5], [3, 6, 9, 12, 15, 18, 21, 0, 1, 2]]
        model.score(histories, algebra: .standard) { place, together in
            var alone = [Float](repeating: 0, count: 24)
            model.score(histories[place], into: &alone)
            for item in 0..<24 { #expect(abs(alone[item] - together[item]) < 1e-4) }
        }
    }

    @Test("Lessons end when what is held back is ranked no better, and give back the best")
    func earlyStopping() {
        var teaching = NextItemTeaching(walks(20, seed: 5), .small, seed: 1, algebra: .standard)
        var looks = 0
        let (model, passes) = teaching.teach { _ in
            looks += 1
            return looks == 1 ? 1 : 0.5
        }
        #expect(passes == 1)
        #expect(looks == 1 + NextItemLessons.small.patience)
        #expect(model != teaching.model)
    }

    @Test("A known number of passes: the second half ever slower, never at a stop; the same again from the same seed")
    func slowing() {
        let lessons = NextItemLessons.small
        #expect((0..<10).map { lessons.pace($0, of: 10) } == [1, 1, 1, 1, 1, 1, 0.8, 0.6, 0.4, 0.2])
        #expect((0..<1_000).allSatisfy { (0.1...1).contains(lessons.pace($0, of: 1_000)) })
        #expect(lessons.pace(0, of: 1) == 1)
        let models = (0..<2).map { _ in
            var teaching = NextItemTeaching(walks(20, seed: 5), .small, seed: 1, algebra: .standard)
            return teaching.teach(passes: 2)
        }
        #expect(models[0] == models[1])
    }

    @Test("The judge's gain by hand: what was met does not stand in the way")
    func judge() {
        var teaching = NextItemTeaching(walks(20, seed: 5), .small, seed: 1, algebra: .standard)
        teaching.read()
        let model = teaching.model
        var scores = [Float](repeating: 0, count: 24)
        model.score([4, 5], into: &scores)
        let order = (0..<24).filter { $0 != 4 && $0 != 5 }.sorted { scores[$0] > scores[$1] }
        for (rank, item) in order.enumerated() {
            let judge = NextItemJudge([([4, 5], Int32(item)), ([], 3)], algebra: .standard)
            #expect(abs(judge.gain(model) - 1 / log2(Double(rank) + 2)) < 1e-9)
        }
    }

    @Test("Without what follows anything, or beyond the most items, there is no network")
    func none() throws {
        func network(_ data: Interactions, _ lessons: NextItemLessons) throws -> NextItemModel? {
            try RecommenderTraining(
                data: data, content: nil, ridge: 300, lessons: lessons, seed: 1, algebra: .standard
            ).run().recommender.parts.network
        }
        #expect(try network(Interactions(text: "1 a\n2 b\n3 c d"), .small) == nil)
        var lessons = NextItemLessons.small
        lessons.itemsMax = 10
        #expect(try network(walks(40, seed: 1), lessons) == nil)
    }
}

@Suite("Candidates on a tape")
struct TapeCandidatesTests {
    @Test("Fits to candidates agree with differences", arguments: algebras)
    func fits(algebra: LinearAlgebra) {
        let trial = GradientTrial(rows: 3, columns: 4) { weights, random in
            let table = Embedding(6, 4, in: &weights, random: &random)
            return { x, tape in tape.fits(x, table([2, 5, 0, 3, 1, 4], tape)) }
        }
        #expect(trial.worst(algebra) < GradientTests.tolerance)
    }
}
