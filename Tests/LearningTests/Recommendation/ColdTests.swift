import Foundation
import Testing

@testable import Learning

@Suite("Items nobody has met, and users who have met nothing")
struct ColdTests {
    @Test("Content finds an item that nobody has met, better than popularity")
    func cold() throws {
        var lines = (0..<40).map { user in "u\(user) \(user % 2 == 0 ? "tea1 tea2 pop" : "car1 car2 pop")" }
        lines.append("reviewer tea3 car3")
        let content = ItemContent([
            "tea1": ["drink", "leaf"], "tea2": ["drink", "leaf"], "tea3": ["drink", "leaf", "fresh"],
            "car1": ["wheel"], "car2": ["wheel"], "car3": ["wheel", "fast"], "pop": ["sweet"],
        ])
        let recommender = try Recommender.train(
            Interactions(text: lines.joined(separator: "\n")), content: content, usesNetwork: false)
        var scores = HybridScores(recommender.parts)
        let items = recommender.items
        func place(_ name: String) throws -> Int32 { Int32(try #require(items.firstIndex(of: name))) }
        scores.score([try place("tea1"), try place("tea2")])
        let view = try #require(HybridScores.kinds.firstIndex(of: .content))
        #expect(scores.feature(view, try place("tea3")) > scores.feature(view, try place("car3")) + 1)
    }

    /// Users keep to one of six kinds of goods; an item's attributes tell its kind.
    private func kinds(items: Int = 90, users: Int = 90) throws -> (data: Interactions, content: ItemContent) {
        var random = SeededRandom(seed: 12)
        let lines = (0..<users).map { user in
            let walk = (0..<6).map { _ in "i\(random.below(items / 6) * 6 + user % 6)" }
            return (["u\(user)"] + walk).joined(separator: " ")
        }
        let attributes = (0..<items).map { ("i\($0)", ["kind\($0 % 6)", "colour\($0 % 7)"]) }
        return (
            try Interactions(text: lines.joined(separator: "\n")),
            ItemContent(Dictionary(uniqueKeysWithValues: attributes))
        )
    }

    @Test("Items kept from learning wholly are ranked by what they are, far above chance and popularity")
    func heldOut() throws {
        let (data, content) = try kinds()
        var options = RecommendTrial.Options()
        options.usesNetwork = false
        options.coldShare = 0.2
        let report = try RecommendTrial(data, content: content, options: options).run(clock: ContinuousClock())
        let view = try #require(report.parts["content"])
        let popularity = try #require(report.parts["popularity"])
        #expect(report.users > 30)
        // Chance finds a tenth of a hundred; the kind narrows 90 items to 15.
        #expect(view.hr10Full > 0.4)
        #expect(view.hr10Full > 3 * 10 / Double(data.items.count))
        #expect(popularity.hr10Full < 0.2)
        for share in [0, 1, -1, 2, Double.nan] {
            options.coldShare = share
            let trial = RecommendTrial(data, content: content, options: options)
            #expect(throws: LearningFailure.self) { try trial.run(clock: ContinuousClock()) }
        }
    }

    @Test("An item that stands only among the attributes can be recommended; the network leaves it alone")
    func onlyContent() throws {
        let (data, content) = try kinds()
        let more = ItemContent(content.attributes.merging(["new": ["kind2", "colour3"]]) { $1 })
        let recommender = try RecommenderTraining(
            data: data, content: more, ridge: 300, lessons: .small, seed: 1, algebra: .standard
        ).run().recommender
        let place = try #require(recommender.items.firstIndex(of: "new"))
        #expect(recommender.items.prefix(data.items.count) == data.items[...])
        var scores = recommender.scores
        let history = data.histories[2]
        scores.score(history)
        #expect(scores.expected[place] == 0)
        let view = try #require(HybridScores.kinds.firstIndex(of: .content))
        #expect(scores.feature(view, Int32(place)) > 1)
        let barred = Set(data.items.filter { !$0.hasSuffix("8") })
        let known = history.map { data.items[Int($0)] }
        #expect(recommender.recommend(for: known, count: 40, excluding: barred).contains { $0.item == "new" })
    }

    @Test("A stranger gets what is liked, in its order; a history of one gets its circle")
    func strangers() throws {
        let (data, content) = try kinds(users: 200)
        let recommender = try Recommender.train(data, content: content, usesNetwork: false)
        let liked = recommender.parts.popularity
        let answer = recommender.recommend(for: [], count: 20).compactMap { recommender.items.firstIndex(of: $0.item) }
        #expect(answer.count == 20)
        #expect(zip(answer, answer.dropFirst()).allSatisfy { liked[$0] >= liked[$1] })
        #expect(liked[answer[0]] == liked.max())
        #expect(
            recommender.recommend(for: ["unheard of"], count: 20).map(\.item) == answer.map { recommender.items[$0] })
        let one = recommender.recommend(for: [data.items[0]], count: 5)
        func kind(_ item: String) -> Int? { Int(item.dropFirst()).map { $0 % 6 } }
        #expect(one.first.map { kind($0.item) } == kind(data.items[0]))
        // By chance not one of five would be.
        #expect(one.count { kind($0.item) == kind(data.items[0]) } >= 3)
    }

    @Test("Asked with nothing shown, the hybrid ranks as popularity alone; with one item shown, better")
    func shown() throws {
        let (data, content) = try kinds()
        var options = RecommendTrial.Options()
        options.usesNetwork = false
        options.shownMax = 0
        let stranger = try RecommendTrial(data, content: content, options: options).run(clock: ContinuousClock())
        #expect(stranger.hr10Full == stranger.parts["popularity"]?.hr10Full)
        options.shownMax = 1
        let one = try RecommendTrial(data, content: content, options: options).run(clock: ContinuousClock())
        #expect(one.hr10Full > stranger.hr10Full)
    }
}
