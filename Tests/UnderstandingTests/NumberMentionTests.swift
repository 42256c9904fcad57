import Testing

@testable import Understanding

@Suite struct NumberMentionTests {
    private func numbers(_ text: String) -> [NumberMention] { NumberMention.all(in: FoldedLine(text)) }

    @Test(
        "Numbers with their multipliers, in every manner of writing",
        arguments: [
            ("3000", 3000), ("3,000", 3000), ("12,345,678", 12_345_678), ("3k", 3000), ("1W", 10_000), ("1.5万", 15_000),
            ("0.8万", 8000), ("３千", 3000), ("3千5百", 3500), ("2万5", 25_000), ("两百来", 200), ("十来万", 100_000),
            ("十几万", 100_000), ("60多", 60), ("三千多", 3000),
        ])
    func values(text: String, wanted: Int) {
        #expect(numbers(text).map(\.value) == [wanted])
        #expect(numbers(text).first?.range == 0..<text.count)
    }

    @Test("Two numbers are two, even with a Chinese comma between them")
    func two() {
        #expect(numbers("28，300块").map(\.value) == [28, 300])
        #expect(numbers("5岁 3000").map(\.value) == [5, 3000])
    }

    @Test(
        "Runs that are no number, and digits inside Latin words, are skipped whole",
        arguments: ["万一", "千千万万", "五一", "mp3", "a4b"])
    func none(text: String) {
        #expect(numbers(text).isEmpty)
    }

    @Test("A fraction that no multiplier makes whole says so")
    func fractions() {
        #expect(numbers("2.0").first?.isFraction == true)
        #expect(numbers("1.5万").first?.isFraction == false)
        #expect(numbers("1.23456万").first?.isFraction == true)
    }

    @Test("A number longer than any amount is no number, and no trap")
    func huge() {
        #expect(numbers(String(repeating: "9", count: 400)).isEmpty)
        #expect(numbers("999999999999999万").isEmpty)
        #expect(numbers("999999999999万").map(\.value) == [9_999_999_999_990_000])
        #expect(numbers("九千九百九十九亿九千九百九十九万多亿").count == 1)
        #expect(numbers("999999999999多亿").count == 1)
    }
}
