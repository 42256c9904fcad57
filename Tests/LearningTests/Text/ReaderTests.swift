import Foundation
import Testing

@testable import Learning

@Suite struct ReaderTests {
    private func rows(_ text: String) throws -> [LabelledText] { try LabelledText.rows(tsv: Data(text.utf8)) }

    @Test("Only the first tab separates; blank lines, CRLF and a byte order mark are no obstacle")
    func tsv() throws {
        let rows = try rows("\u{FEFF}退货\t我要\t退货\r\n\n   \r\n物流 \t 快递到哪了")
        #expect(rows == [LabelledText("我要\t退货", label: "退货"), LabelledText(" 快递到哪了", label: "物流")])
        #expect(try self.rows("").isEmpty)
    }

    @Test("A label may hold spaces and be Chinese; spaces around it do not count")
    func labels() throws {
        let rows = try rows(" card arrival \twhere is it\r\n信用卡 丢失\t我的卡丢了\r\n")
        #expect(rows.map(\.label) == ["card arrival", "信用卡 丢失"])
        let classifier = try TextClassifier.train(rows)
        #expect(classifier.classify("where is my card").label == "card arrival")
        #expect(try TextClassifier(decoding: classifier.encoded()).labels == ["card arrival", "信用卡 丢失"])
    }

    @Test(
        "A bad line is named with its number and what is wrong",
        arguments: [
            ("a\tb\n\nno tab here", 3, "no tab"), ("\ttext", 1, "label is empty"), ("label\t  ", 1, "text is empty"),
            ("a\tb\n \ttext\n", 2, "label is empty"),
        ])
    func badLines(text: String, line: Int, reason: String) throws {
        let failure = #expect(throws: LearningFailure.self) { try rows(text) }
        guard case .badRow(let found, let said)? = failure else { return #expect(Bool(false), "\(failure as Any)") }
        #expect(found == line)
        #expect(said.contains(reason))
    }

    @Test("Bytes that are no UTF-8 are refused, not replaced")
    func encoding() {
        let gbk = Data("ok\tfine\nlabel\t".utf8) + [0xCD, 0xCB, 0xBB, 0xF5]
        #expect(throws: LearningFailure.badRow(line: 2, reason: "it is not UTF-8")) { try LabelledText.rows(tsv: gbk) }
    }

    @Test("CLINC150's JSON: in-scope sets with labels, out-of-scope sets as texts")
    func clinc150() throws {
        let json = """
            {"train": [["a b", "x"], ["c", "y"]], "val": [["d", "x"]], "test": [["e", "y"]],
             "oos_val": [["what", "oos"]], "oos_test": [["who", "oos"], ["why", "oos"]]}
            """
        let benchmark = try IntentBenchmark(clinc150: Data(json.utf8))
        #expect(benchmark.train == [LabelledText("a b", label: "x"), LabelledText("c", label: "y")])
        #expect(benchmark.test == [LabelledText("e", label: "y")])
        #expect(benchmark.outOfScopeTrain.isEmpty)
        #expect(benchmark.outOfScopeDevelopment == ["what"])
        #expect(benchmark.outOfScopeTest == ["who", "why"])
    }

    @Test(
        "Broken benchmark files say what is missing",
        arguments: [
            ("", "not JSON"), ("[1]", "not JSON"), (#"{"train": [["a", "x"]], "test": []}"#, "\"val\" is missing"),
            (#"{"train": [["a", "x", "y"]], "val": [], "test": []}"#, "\"train\"[0] is not a pair"),
        ])
    func badBenchmark(json: String, reason: String) {
        let failure = #expect(throws: LearningFailure.self) { try IntentBenchmark(clinc150: Data(json.utf8)) }
        #expect(failure?.description.contains(reason) == true)
    }
}
