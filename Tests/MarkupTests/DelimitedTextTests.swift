import Markup
import Testing

@Suite struct DelimitedTextTests {
    @Test("Quotes, line breaks inside them, CRLF and a byte order mark")
    func reading() throws {
        let text = "\u{FEFF}id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n\n2,\n3,x y \r\n"
        #expect(try DelimitedText.rows(text) == [["id", "text"], ["1", "a, \"b\"\nc"], ["2", ""], ["3", "x y "]])
    }

    @Test("The delimiter is found in the first line, outside quotes")
    func delimiter() throws {
        #expect(try DelimitedText.rows("\"a,b,c\";d;e\n1;2,5;3") == [["a,b,c", "d", "e"], ["1", "2,5", "3"]])
        #expect(try DelimitedText.rows("a\tb\n1\t2") == [["a", "b"], ["1", "2"]])
        #expect(try DelimitedText.rows("a,b", delimiter: ";") == [["a,b"]])
    }

    @Test("A quote that is not closed, or is followed by more, is refused with its line")
    func quoting() {
        #expect(throws: DelimitedText.Refusal.quoting(line: 2)) { try DelimitedText.rows("a\n\"b\nc") }
        #expect(throws: DelimitedText.Refusal.quoting(line: 2)) { try DelimitedText.rows("a\n\"b\"c") }
    }

    @Test("Nothing is no rows; a line with one delimiter is two empty fields")
    func empty() throws {
        #expect(try DelimitedText.rows("").isEmpty)
        #expect(try DelimitedText.rows("\n\r\n").isEmpty)
        #expect(try DelimitedText.rows(",") == [["", ""]])
    }

    @Test("Limits are kept")
    func limits() {
        let limits = DelimitedText.Limits(rowsMax: 2, fieldsMax: 2, fieldBytesMax: 3)
        #expect(throws: DelimitedText.Refusal.self) { try DelimitedText.rows("a\nb\nc", limits: limits) }
        #expect(throws: DelimitedText.Refusal.self) { try DelimitedText.rows("a,b,c", limits: limits) }
        #expect(throws: DelimitedText.Refusal.self) { try DelimitedText.rows("abcd", limits: limits) }
    }

    @Test("Whatever is written is read back", arguments: 0..<50)
    func roundTrip(seed: Int) throws {
        var state = UInt64(seed)
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        let pieces = ["a", ",", ";", "\"", "\n", "\r\n", "甲", " ", "", "\u{301}"]
        let rows = (0..<10).map { _ in
            (0...random(4)).map { _ in (0..<random(5)).map { _ in pieces[random(pieces.count)] }.joined() }
        }
        let text = rows.map { DelimitedText.line($0) }.joined(separator: "\n")
        #expect(try DelimitedText.rows(text, delimiter: ",") == rows)
    }
}
