import Testing

@testable import Perception

@Suite struct CTCDecodingTests {
    private let decoding = CTCDecoding(characters: ["甲", "乙", "丙", "1", "2"])

    /// Steps written as text: `-` is the blank, a letter is sure; the given ones are unsure.
    private func probabilities(_ steps: String, unsure: [Int: (letter: Character, Float)] = [:]) -> [Float] {
        let classes = ["-"] + decoding.characters
        return steps.enumerated().flatMap { index, letter -> [Float] in
            var row = [Float](repeating: 0.001, count: classes.count)
            if let place = classes.firstIndex(of: String(letter)) { row[place] = 0.97 }
            if let (other, probability) = unsure[index], let place = classes.firstIndex(of: String(other)) {
                row[place] = probability
            }
            return row
        }
    }

    private func text(_ steps: String) -> String { decoding.decode(probabilities(steps)).map(\.text).joined() }

    @Test(
        "Repeats are one character, a blank between makes two",
        arguments: [
            ("-甲甲-乙-", "甲乙"), ("-甲-甲-", "甲甲"), ("----", ""), ("", ""), ("112-2", "122"), ("-1-1-1", "111"),
        ])
    func paths(steps: String, expected: String) { #expect(text(steps) == expected) }

    @Test("A character is as sure as its surest step")
    func confidence() throws {
        let read = decoding.decode(probabilities("-甲甲-", unsure: [1: ("甲", 0.6)]))
        #expect(read.count == 1)
        #expect(abs((read.first?.confidence ?? 0) - 0.97) < 1e-6)
    }

    @Test("Positions run from 0 to 1 over the part that is used")
    func positions() {
        let read = decoding.decode(probabilities("-1----2---"), usedShare: 0.7)
        #expect(read.map(\.position).allSatisfy { (0...1).contains($0) })
        #expect(abs((read.last?.position ?? 0) - 6.0 / 7) < 1e-9)
    }

    @Test("A character that the blank outweighs is found where the spacing leaves room for it")
    func filling() {
        let steps = "-甲---乙-------丙--"
        let read = decoding.decode(probabilities(steps, unsure: [9: ("甲", 0.45)]))
        #expect(read.map(\.text) == ["甲", "乙", "甲", "丙"])
        #expect((read.map(\.confidence).min() ?? 1) < 0.5)
    }

    @Test("Where nothing is found the place is marked")
    func holes() {
        let read = decoding.decode(probabilities("-甲---乙-------丙--"))
        #expect(read.map(\.text) == ["甲", "乙", "丙"])
        #expect(read.map(\.isAfterHole) == [false, false, true])
        let trailing = decoding.decode(probabilities("-甲---乙--------"))
        #expect(trailing.last?.isBeforeHole == true)
        let even = decoding.decode(probabilities("-甲---乙---丙--"))
        #expect(even.allSatisfy { !$0.isAfterHole && !$0.isBeforeHole })
    }

    @Test("Two characters around a lost third are told by the line's height")
    func lostMiddle() {
        let steps = "-甲-------乙-"
        #expect(decoding.decode(probabilities(steps)).allSatisfy { !$0.isAfterHole })
        // Eleven steps in a line of three heights: the two stand 2.2 heights apart.
        let read = decoding.decode(probabilities(steps), lineWidth: 3)
        #expect(read.map(\.text) == ["甲", "乙"] && read.last?.isAfterHole == true)
    }

    @Test("The edge of a neighbour at the border of a line is no part of it")
    func remnants() {
        #expect(text("丙------甲---乙--") == "甲乙")
        #expect(text("丙---甲---乙--") == "丙甲乙")
    }

    @Test("Random probabilities decode to characters of the list", arguments: 0..<10)
    func noise(seed: Int) {
        var chance = SeededBytes(UInt64(seed))
        let noise = (0..<(6 * 50)).map { _ in Float.random(in: 0...1, using: &chance) }
        let read = decoding.decode(noise)
        #expect(read.allSatisfy { decoding.characters.contains($0.text) && (0...1).contains($0.confidence) })
        #expect(zip(read, read.dropFirst()).allSatisfy { $0.position <= $1.position })
    }

    @Test("The list of characters keeps its order, whatever its line ends")
    func lists() {
        #expect(LineRecogniser.lines("甲\n乙\n丙\n") == ["甲", "乙", "丙"])
        #expect(LineRecogniser.lines("甲\n\u{3000}\n丙") == ["甲", "\u{3000}", "丙"])
        #expect(LineRecogniser.lines("甲\r\n\u{2028}\r\n丙\r\n") == ["甲", "\u{2028}", "丙"])
    }
}
