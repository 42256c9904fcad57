import Foundation
import Testing

@testable import Learning

@Suite("Items to rank against that were given")
struct RankedNegativesTests {
    private func data() throws -> Interactions { try Interactions(text: "u a b c\nv b c a\nw c d") }

    @Test("Lines may end in LF, CR or both, and several of one user add up", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let data = try data()
        let text = ["u a d", "", "v c\td", "u b"].joined(separator: end) + end
        let negatives = try RankedNegatives(text: text, of: data)
        let names = negatives.places.mapValues { $0.map { data.items[Int($0)] } }
        #expect(names == ["u": ["a", "d", "b"], "v": ["c", "d"]])
        #expect(negatives.unknown == .init())
    }

    @Test("Unknown users and items are left out and counted; a user with none known is as one not named")
    func unknown() throws {
        let negatives = try RankedNegatives(text: "u a zz\nnobody a b\nv yy zz\nnobody c\n", of: data())
        #expect(negatives.places == ["u": [0]])
        #expect(negatives.unknown.users == 1 && negatives.unknown.items == 3)
    }

    @Test(
        "A file in which nothing is known is refused, and so is a line without items",
        arguments: ["", "\r\n", "nobody a", "u zz yy", "u", "u a\r\nv\r\n"])
    func refused(text: String) throws {
        let data = try data()
        #expect(throws: LearningFailure.self) { try RankedNegatives(text: text, of: data) }
    }

    @Test("A trial ranks against what is given, whatever its lines end in, and says what was unknown")
    func trial() throws {
        let lines = (0..<30).map { "u\($0) a\($0 % 5) b\($0 % 3) c\($0 % 7) d\($0 % 2)" }
        let data = try Interactions(text: lines.joined(separator: "\n"))
        let others = (0..<30).map { "u\($0) a0 a1 c3 zz" }
        var options = RecommendTrial.Options()
        options.usesNetwork = false
        let reports = try ["\n", "\r\n"].map { end in
            let negatives = try RankedNegatives(text: others.joined(separator: end), of: data)
            return try RecommendTrial(data, negatives: negatives, options: options).run(clock: ContinuousClock())
        }
        #expect(reports.allSatisfy { $0.candidates == 3 && $0.unknownNegatives == .init(users: 0, items: 30) })
        #expect(reports[0].ndcg10 == reports[1].ndcg10)
        let drawn = try RecommendTrial(data, options: options).run(clock: ContinuousClock())
        #expect(drawn.unknownNegatives == nil && drawn.candidates > 3)
    }
}
