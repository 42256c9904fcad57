import Foundation
import Testing

@testable import Learning

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
            ("u\ta\t1\t1\n\tb\t1\t2", "line 2"), ("u\ta\t1\t1\nu\tb\tnan\t2", "line 2: the rating “nan”"),
            ("u\ta\t-inf", "line 1"), ("u\ta\t1e400\t5", "line 1"), ("u\ta\tgood\t5", "line 1"),
            ("u\ta\t1\tnan", "line 1: the time “nan”"), ("u\ta\t\tinf", "line 1"), ("u\ta\t1\t1e400", "line 1"),
        ])
    func refused(text: String, expected: String) {
        do {
            _ = try Interactions(text: text)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test("Lines may end in LF, CR or both; a refused line is counted with the blank ones before it")
    func lineEnds() throws {
        let lines = try ItemContent(data: Data("a\tx, y\nb\tz\n".utf8))
        #expect(lines.attributes == ["a": ["x", "y"], "b": ["z"]])
        for end in ["\r\n", "\r"] {
            #expect(try ItemContent(data: Data("a\tx, y\(end)b\tz\(end)".utf8)) == lines)
            #expect(throws: LearningFailure.badRow(line: 3, reason: "item and attributes are needed")) {
                try ItemContent(data: Data("a\tx\(end)\(end)b\(end)".utf8))
            }
        }
        #expect(try Interactions(text: "1 a b\r\n2 c\r\n") == Interactions(text: "1 a b\n2 c\n"))
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

@Suite("The best of many")
struct BestItemsTests {
    @Test("Kept are the first of a stable sort, whatever the order and however many are wanted")
    func sorted() {
        var random = SeededRandom(seed: 6)
        for _ in 0..<50 {
            let scores = (0..<30).map { _ in Float(random.below(12)) }
            let most = random.below(35)
            var best = BestItems(most)
            for (item, score) in scores.enumerated() { best.take(Int32(item), score) }
            let expected = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(most)
            #expect(best.found.map(\.item) == expected.map(Int32.init))
        }
    }
}
