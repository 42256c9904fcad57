import Foundation
import Testing

@testable import Learning

@Suite struct TextUnitsTests {
    private func shown(_ text: String) -> [String] {
        let units = TextUnits(text)
        return units.units.map { unit in
            String(String.UnicodeScalarView(units.scalars[unit.start..<unit.end].compactMap(Unicode.Scalar.init)))
        }
    }

    @Test("Han characters stand alone, words and numbers stay whole, symbols count, spaces do not")
    func mixture() {
        #expect(shown("打开 Sky电话，8:10?") == ["打", "开", "sky", "电", "话", ",", "8", ":", "10", "?"])
        #expect(TextUnits("打 a1 12 ?").units.map(\.kind) == [.ideograph, .word, .number, .symbol])
    }

    @Test(
        "Spellings Unicode or a keyboard treats alike give the same units",
        arguments: [
            ("ＡＰＰ１２", "app12"), ("caf\u{E9}", "cafe\u{301}"), ("what’s up", "WHATS UP"), ("“Ｈｉ！”", "“hi!”"),
            ("退\u{200B}货", "退货"), ("a\u{3000}b", "a b"), ("ÄRGER", "ärger"), ("ﬁne", "fine"),
        ])
    func folding(one: String, other: String) {
        #expect(shown(one) == shown(other))
        #expect(!shown(one).isEmpty)
    }

    @Test("An apostrophe joins a word only when letters follow it")
    func apostrophes() {
        #expect(shown("I'm the boss' dog 'x'") == ["im", "the", "boss", "'", "dog", "'", "x", "'"])
    }

    @Test("Other scripts: kana and Hangul one by one, Cyrillic by words, marks stay with their letter")
    func otherScripts() {
        #expect(shown("かな 한국 Привет мир") == ["か", "な", "한", "국", "привет", "мир"])
        #expect(shown("नमस्ते दुनिया").count == 2)
        #expect(shown("👍🏽 ok").last == "ok")
    }

    @Test("Texts are read up to a stated length")
    func limit() {
        let long = String(repeating: "货", count: FoldedText.scalarsMax + 50)
        #expect(TextUnits(long).units.count == FoldedText.scalarsMax)
        #expect(TextUnits("").units.isEmpty)
        #expect(TextUnits(" \n\t\u{0}\u{FEFF}").units.isEmpty)
    }
}
