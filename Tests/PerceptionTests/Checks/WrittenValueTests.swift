import Testing

@testable import Perception

@Suite struct WrittenValueTests {
    @Test(
        "Amounts in words are understood",
        arguments: [
            ("壹万捌仟叁佰捌拾圆伍角肆分", 1_838_054), ("贰万玖仟叁佰玖拾叁圆玖角贰分", 2_939_392), ("叁佰圆整", 30_000),
            ("壹仟零伍圆整", 100_500), ("拾贰圆正", 1_200), ("伍佰圆零叁分", 50_003), ("零圆伍角整", 50),
            ("壹亿贰仟叁佰万零肆圆整", 12_300_000_400), ("壹拾万元整", 10_000_000), ("玖角", nil), ("壹佰", nil), ("", nil),
            ("壹佰圆整整", nil), ("三百圆", nil), ("hello", nil),
        ])
    func words(text: String, cents: Int?) { #expect(ChineseAmount.cents(text) == cents) }

    @Test("Endless words end in no amount, not in an overflow", arguments: ["玖", "仟", "亿", "万", "玖仟", "玖亿", "玖万亿"])
    func longWords(piece: String) {
        _ = ChineseAmount.cents(String(repeating: piece, count: 20) + "圆整")
        #expect(ChineseAmount.cents(String(repeating: piece, count: 200) + "圆整") == nil)
    }

    @Test(
        "Money in figures has two decimals",
        arguments: [
            ("1234.50", 123_450), ("1,234.50", 123_450), ("0.07", 7), ("12.5", nil), ("12", nil), ("", nil),
            (".50", nil),
            ("1.2.3", nil), ("-1.00", nil), ("99999999999999999999.00", nil),
        ])
    func money(text: String, cents: Int?) { #expect(MoneyText.cents(text) == cents) }

    @Test(
        "Days that exist, and days that do not",
        arguments: [
            (2024, 2, 29, true), (2023, 2, 29, false), (1900, 2, 29, false), (2000, 2, 29, true), (2024, 4, 31, false),
            (2024, 13, 1, false), (2024, 0, 1, false), (2024, 1, 0, false), (1799, 1, 1, false),
        ])
    func days(year: Int, month: Int, day: Int, exists: Bool) {
        #expect((CalendarDate(year: year, month: month, day: day) != nil) == exists)
    }

    @Test("Days are written as in ISO 8601, read from eight digits, and ordered")
    func dates() throws {
        let day = try #require(CalendarDate(compact: "20240229"))
        #expect(day.description == "2024-02-29")
        #expect(try day < #require(CalendarDate(year: 2024, month: 3, day: 1)))
        for text in ["2024022", "202402290", "2024023a", "２0240229", "20241301"] {
            #expect(CalendarDate(compact: text) == nil)
        }
    }

    @Test("Dates are found in what was read, with signs mistaken for others")
    func patterns() throws {
        func snippet(_ text: String) -> Snippet { Snippet(letters: text) }
        #expect(DatePattern.chinese(in: snippet("月2014年04月22日"))?.date.description == "2014-04-22")
        #expect(DatePattern.chinese(in: snippet("出生1990年1月2日"))?.date.description == "1990-01-02")
        #expect(DatePattern.chinese(in: snippet("1990年13月2日")) == nil)
        for text in ["2015.01.02-2035.01.02", "有效期限2015.01.02一2035.01.02", "2015.0102-2035,01.02"] {
            let period = try #require(DatePattern.period(in: snippet(text)))
            #expect(period.start.description == "2015-01-02" && period.end?.description == "2035-01-02")
        }
        let endless = try #require(DatePattern.period(in: snippet("2015.01.02-长期")))
        #expect(endless.end == nil)
        #expect(DatePattern.period(in: snippet("2015.01.02-2035.13.02")) == nil)
        #expect(DatePattern.period(in: snippet("2015.01.02")) == nil)
    }
}
