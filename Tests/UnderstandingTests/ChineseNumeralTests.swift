import Testing

@testable import Understanding

@Suite struct ChineseNumeralTests {
    @Test(
        "Numerals as people write them",
        arguments: [
            ("五", 5), ("十", 10), ("十五", 15), ("二十", 20), ("三十五", 35), ("一百零五", 105), ("一百五", 150), ("两千五", 2500),
            ("一千二", 1200), ("九百九", 990), ("一万二", 12_000), ("一万零五百", 10_500), ("十万", 100_000), ("二十三万", 230_000),
            ("叁仟", 3000), ("伍千", 5000), ("七八千", 8000), ("三五百", 500), ("一亿二千万", 120_000_000), ("一万零五", 10_005),
        ])
    func values(text: String, wanted: Int) {
        #expect(ChineseNumeral.value(Array(text)) == wanted)
    }

    @Test(
        "Characters that are no number", arguments: ["五一", "万一", "千万", "百", "一千三万三百千", "八七千", "零零", "", "百百", "一万亿万"])
    func none(text: String) {
        #expect(ChineseNumeral.value(Array(text)) == nil)
    }

    /// Writes a number the long way, as a bank does.
    private func spelled(_ number: Int) -> String {
        let digits = Array("零一二三四五六七八九")
        let units = ["", "十", "百", "千"]
        var text = ""
        var isGap = false
        for place in stride(from: 3, through: 0, by: -1) {
            let digit = number / [1, 10, 100, 1000][place] % 10
            if digit == 0 {
                isGap = !text.isEmpty
            } else {
                text += (isGap ? "零" : "") + String(digits[digit]) + units[place]
                isGap = false
            }
        }
        return text
    }

    @Test("Every number up to 9999, written out, reads back")
    func roundTrip() {
        for number in 1...9999 { #expect(ChineseNumeral.value(Array(spelled(number))) == number) }
    }
}
