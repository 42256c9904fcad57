import Foundation
import Testing

@testable import OFD

@Suite("Templates of contracts") struct TemplateTests {
    /// Fills `{{name}}`; what has no value is an error.
    private static func fill(_ text: String, _ value: (String) -> String?) throws -> String {
        try text.replacing(/\{\{([^}]*)\}\}/) { match in
            guard let found = value(String(match.1)) else { throw Unfilled(name: String(match.1)) }
            return found
        }
    }

    private struct Unfilled: Error { let name: String }

    private func document(_ body: String, _ json: String = "{}") throws -> FlowDocument {
        let template = try ContractTemplate(xml: Data("<contract>\(body)</contract>".utf8))
        return try template.document(
            for: ContractData(json: Data(json.utf8)), filling: Self.fill, files: { _ in PictureFileTests.png(2, 1) })
    }

    private func words(_ body: String, _ json: String = "{}") throws -> String {
        try OFDDocument(document(body, json).package(createdAt: PagesTests.moment)).page(1).text
    }

    @Test("Places are filled, by paths too, and what the data say stays text")
    func filling() throws {
        #expect(try words("<p>甲方：{{buyer.name}}</p>", #"{"buyer": {"name": "A & <b>"}}"#) == "甲方：A & <b>")
        let bold = try document("<p>{{x}}</p>", #"{"x": "**no**"}"#)
        #expect(bold.blocks == [.paragraph(Paragraph("**no**"))])
    }

    @Test("In headers and footers too the template's marks are marks and those of the data are text")
    func margins() throws {
        let body = "<header>**{{x}}**</header><footer>{{x}} __{page}__</footer><p>一</p>"
        let filled = try document(body, #"{"x": "**no** __no__"}"#)
        #expect(filled.header?.runs == [TextRun("**no** __no__", isBold: true)])
        #expect(
            filled.footer?.runs == [TextRun("**no** __no__ "), TextRun(PageNumber.current, isUnderlined: true)])
    }

    @Test("Elements are repeated for the items of a list and numbered")
    func repeating() throws {
        let text = try words(
            #"<list numbered="1"><item each="items">{{name}}（第{{number}}项，{{unit}}）</item></list>"#,
            #"{"unit": "元", "items": [{"name": "甲"}, {"name": "乙", "unit": "件"}]}"#)
        #expect(text == "1. 甲（第1项，元）\n2. 乙（第2项，件）")
        #expect(try words(#"<p each="lines">{{item}}</p>"#, #"{"lines": ["一", 2, true]}"#) == "一\n2\ntrue")
    }

    @Test("In a list inside a list the inner item's fields come first, then the outer one's, then all others")
    func nested() throws {
        let body = #"<section each="outer"><p each="inner">{{number}}{{own}}{{name}}{{all.x}}{{unit}}</p></section>"#
        let text = try words(
            body,
            #"{"unit": "元", "all": {"x": "全"}, "own": "无", "#
                + #""outer": [{"name": "甲", "inner": [{"own": "一"}, {"all": {"x": "半"}}]}]}"#)
        #expect(text == "1一甲全元\n2无甲半元")
    }

    @Test("Elements that a condition takes away count too: a list inside itself ends early")
    func tooMany() throws {
        let items = Array(repeating: "1", count: 400).joined(separator: ",")
        let refusal = #expect(throws: TemplateRefusal.self) {
            try document(
                #"<section each="items"><p each="items" when="nothere">{{item}}</p></section>"#,
                #"{"items": [\#(items)]}"#)
        }
        #expect(refusal?.description.contains("more than 100000 elements") == true)
    }

    @Test("Data of more values than a contract could show are refused before they are read")
    func tooManyValues() throws {
        let rows = Array(repeating: #"{"n": 1}"#, count: 200_000).joined(separator: ",")
        let refusal = #expect(throws: TemplateRefusal.self) {
            try ContractData(json: Data(#"{"items": [\#(rows)]}"#.utf8))
        }
        #expect(refusal?.description.contains("values") == true)
        let commas = String(repeating: "[,\\\",", count: 300_000)
        #expect(try ContractData(json: Data(#"{"x": "\#(commas)"}"#.utf8))["x"].plainText?.count == 1_200_000)
    }

    @Test("Elements appear only when their field is there, or is not")
    func conditions() throws {
        let body = #"<p when="agent">有</p><p when="!agent">无</p>"#
        #expect(try words(body, #"{"agent": "张"}"#) == "有")
        for nothing in ["{}", #"{"agent": null}"#, #"{"agent": ""}"#, #"{"agent": false}"#, #"{"agent": []}"#] {
            #expect(try words(body, nothing) == "无")
        }
    }

    @Test("A page number cannot come in with the data")
    func pageNumbers() throws {
        let body = "<footer>{page}/{pages} {{x}}</footer><p>一</p>"
        #expect(try words(body, "{\"x\": \"\(PageNumber.current){page}\"}") == "一\n1/1 {page}")
    }

    @Test("Line breaks of the template are blanks between Latin words and nothing between Chinese")
    func lineBreaks() throws {
        #expect(try words("<p>第一行\n   第二行\n   one\n  two</p>") == "第一行第二行one two")
    }

    @Test(
        "What is wrong with a template is said",
        arguments: [
            ("<p colour='red'>x</p>", "attribute colour"), ("<para>x</para>", "nothing is called para"),
            ("<p align='middle'>x</p>", "align is middle"), ("<p><b>x</b></p>", "p holds text, not b"),
            ("<table><row/></table>", "columns"), ("<table columns='1'><p/></table>", "head and row"),
            ("<list><p/></list>", "holds items"), ("<signature/>", "no name"), ("<image/>", "no file"),
            ("<p each='nobody'>x</p>", "nobody is missing"), ("<p>{{who}}</p>", "who"),
            ("<p size='900'>x</p>", "size"), ("<list numbered='x'><item>1</item></list>", "numbered"),
        ])
    func faults(body: String, reason: String) {
        let refusal = #expect(throws: TemplateRefusal.self) { try document(body) }
        #expect(refusal?.description.contains(reason) == true, "\(String(describing: refusal))")
    }

    @Test("Neither other roots nor document types are templates, and data are an object")
    func roots() {
        for xml in ["<letter/>", "<!DOCTYPE x><contract/>", "no", ""] {
            #expect(throws: TemplateRefusal.self) { try ContractTemplate(xml: Data(xml.utf8)) }
        }
        for json in ["[]", "1", "", "{", String(repeating: "[", count: 100_000)] {
            #expect(throws: TemplateRefusal.self) { try ContractData(json: Data(json.utf8)) }
        }
    }

    @Test("Numbers keep their digits")
    func digits() throws {
        #expect(try words("<p>{{x}} {{y}}</p>", #"{"x": 0.1, "y": 123456789012345678}"#) == "0.1 123456789012345678")
    }

    @Test("Chinese numerals count as they are spoken")
    func numerals() {
        let spoken = [1, 10, 12, 20, 99, 100].map(ListNumbering.chineseNumeral)
        #expect(spoken == ["一", "十", "十二", "二十", "九十九", "100"])
    }
}
