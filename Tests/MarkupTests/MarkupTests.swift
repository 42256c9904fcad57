import Foundation
import Markup
import Testing

@Suite struct MarkupTests {
    private func parse(_ text: String, limits: MarkupLimits = .standard) throws -> Element {
        try Element.parse(Data(text.utf8), limits: limits)
    }

    @Test("Names, namespaces, attributes, text and order are kept")
    func tree() throws {
        let root = try parse(
            """
            <?xml version="1.0" encoding="UTF-8"?><!-- a note -->
            <o:a xmlns:o="urn:x" b="1 &amp; 2" o:c="3">甲<![CDATA[<乙>]]><o:d/><e xmlns="urn:y">丙</e><o:d n="2"/></o:a>
            """)
        #expect(root.name == "a")
        #expect(root.namespace == "urn:x")
        #expect(root.attribute("b") == "1 & 2")
        #expect(root.attribute("c") == "3")
        #expect(root.text == "甲<乙>")
        #expect(root.children.map(\.name) == ["d", "e", "d"])
        #expect(root.first("e")?.namespace == "urn:y")
        #expect(root.all("d").last?.attribute("n") == "2")
    }

    @Test("Elements at any depth are found in document order")
    func descendants() throws {
        let root = try parse("<a><b n='1'><b n='2'/></b><c><b n='3'/></c></a>")
        #expect(root.descendants("b").map { $0.attribute("n") } == ["1", "2", "3"])
    }

    @Test(
        "A document type is refused, wherever it stands before the root",
        arguments: [
            "<!DOCTYPE a><a/>", "<?xml version='1.0'?><!-- x --><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<?p?><!doctype a><a/>",
        ])
    func documentType(text: String) {
        #expect(throws: MarkupRefusal.documentType) { try parse(text) }
    }

    @Test("UTF-16 with its mark is read, other encodings are refused")
    func encodings() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>合同</a>"
        for (mark, encoding) in [
            ([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
        ] as [([UInt8], String.Encoding)] {
            let bytes = try Data(mark) + #require(text.data(using: encoding))
            #expect(try Element.parse(bytes).text == "合同")
        }
        #expect(try Element.parse(Data([0xEF, 0xBB, 0xBF]) + Data("<a>甲</a>".utf8)).text == "甲")
        #expect(throws: MarkupRefusal.encoding("GBK")) { try parse("<?xml version='1.0' encoding='GBK'?><a/>") }
        #expect(throws: MarkupRefusal.self) { try parse("<?xml version='1.0' encoding='UTF-7'?><a/>") }
    }

    @Test("A document type hidden by another encoding is not reached")
    func hiddenDocumentType() throws {
        let text = "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"
        let bytes = try Data([0xFF, 0xFE]) + #require(text.data(using: .utf16LittleEndian))
        #expect(throws: MarkupRefusal.documentType) { try Element.parse(bytes) }
        // Without the mark the zero bytes are no XML.
        #expect(throws: MarkupRefusal.self) { try Element.parse(bytes.dropFirst(2)) }
    }

    @Test("Limits stop a document before it fills the memory")
    func limits() {
        let deep = String(repeating: "<a>", count: 220) + String(repeating: "</a>", count: 220)
        #expect(throws: MarkupRefusal.tooLarge("elements nested deeper than 200")) { try parse(deep) }
        let many = "<r>" + String(repeating: "<a/>", count: 50) + "</r>"
        #expect(throws: MarkupRefusal.self) { try parse(many, limits: MarkupLimits(elementsMax: 40)) }
        #expect(throws: MarkupRefusal.self) { try parse(many, limits: MarkupLimits(bytesMax: 40)) }
        #expect(throws: MarkupRefusal.self) {
            try parse("<a b='1' c='2' d='3'/>", limits: MarkupLimits(attributesMax: 2))
        }
    }

    @Test(
        "What is not XML is refused with a line",
        arguments: [
            "", "   ", "hello", "<a>", "<a></b>", "<a b=1/>", "<a/><b/>", "<a>&unknown;</a>", "<a>\u{0}</a>", "<",
            "<a b='1' b='2'/>",
            "<o:a/>" + "x",
        ])
    func malformed(text: String) {
        #expect(throws: MarkupRefusal.self) { try parse(text) }
    }

    @Test("Escaped text comes back as it was, in an element and in an attribute")
    func escaping() throws {
        let text = "a<b>&\"'c'\n\t 甲 😀 \r end"
        let escaped = MarkupText.escaped(text)
        let root = try parse("<a v=\"\(escaped)\">\(escaped)</a>")
        #expect(root.text == text)
        #expect(root.attribute("v") == text)
        #expect(MarkupText.escaped("a\u{0}\u{1}b") == "ab")
    }

    @Test("Damaged documents are read or refused, never a crash")
    func damaged() {
        let good = Array("<?xml version=\"1.0\"?><a x=\"1\"><b>甲乙</b><![CDATA[z]]><c y='&lt;'/></a>".utf8)
        var state: UInt64 = 7
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        for _ in 0..<2_000 {
            var bytes = good
            for _ in 0...random(3) { bytes[random(bytes.count)] = UInt8(random(256)) }
            if random(4) == 0 { bytes.removeLast(random(bytes.count)) }
            _ = try? Element.parse(Data(bytes))
        }
    }
}
