import Foundation
import Testing

@testable import OFD

@Suite("The XML files of signatures") struct SignatureFileTests {
    static let file: SignatureFile = {
        var file = SignatureFile(
            time: "20261124103000Z",
            references: [.init(path: "/Doc_0/a & b.xml", digest: [1, 2, 3]), .init(path: "/OFD.xml", digest: [4])],
            stamps: [.init(id: "1", pageReference: "12", box: StampBox(x: 1.5, y: 2, width: 40, height: 30.25))],
            valueLocation: "/Doc_0/Signs/Sign_0/SignedValue.dat")
        file.sealLocation = "/Doc_0/Signs/Sign_0/Seal.esl"
        file.parameters = ["magpie.container": "canonical", "a<b": "\"&'"]
        return file
    }()

    @Test("Signature.xml survives being written and read")
    func signatureFile() throws {
        #expect(try SignatureFile(xml: Self.file.xml()) == Self.file)
    }

    @Test("Signatures.xml survives being written and read, and counts on")
    func list() throws {
        var list = SignatureList()
        #expect(list.nextNumber == 1)
        list.entries = [
            .init(id: "s007", kind: .seal, location: "/Doc_0/Signs/Sign_0/Signature.xml"),
            .init(id: "2", kind: .plain, location: "Sign_1/Signature.xml"),
        ]
        #expect(try SignatureList(xml: list.xml()) == list)
        #expect(list.nextNumber == 8)
    }

    @Test(
        "What stands there twice, or not at all, is refused",
        arguments: [
            ("<ofd:SignedValue>", "<ofd:SignedValue>x</ofd:SignedValue><ofd:SignedValue>"),
            ("<ofd:SignedInfo>", "<ofd:SignedInfo/><ofd:SignedInfo>"),
            ("<ofd:References ", "<ofd:References/><ofd:References "),
            ("<ofd:Parameters>", "<ofd:Parameters/><ofd:Parameters>"),
            ("<ofd:CheckValue>", "<ofd:CheckValue>AAAA</ofd:CheckValue><ofd:CheckValue>"),
            ("AQID", "AQI"), ("FileRef=", "Fileref="), (" PageRef=", " Page="), ("1.5 2 40 30.25", "1.5 2 -40 30"),
            ("<ofd:Parameter Name=\"a&lt;b\"", "<ofd:Parameter Name=\"magpie.container\""),
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>"),
            ("<ofd:Signature ", "<ofd:Signatures "), ("</ofd:Signature>", ""),
        ])
    func refused(part: String, other: String) throws {
        let text = String(decoding: Self.file.xml(), as: UTF8.self)
        let changed = text.replacing(part, with: other, maxReplacements: 1)
        #expect(changed != text)
        #expect(throws: SigningFailure.self) { try SignatureFile(xml: Array(changed.utf8)) }
    }

    @Test("A list with a signature twice, without a place, or of an unknown type is refused")
    func refusedLists() {
        for lines in [
            #"<Signature ID="1" BaseLoc="a"/><Signature ID="1" BaseLoc="b"/>"#, #"<Signature ID="1"/>"#,
            #"<Signature BaseLoc="a"/>"#, #"<Signature ID="1" BaseLoc="a" Type="Stamp"/>"#,
            String(repeating: #"<Signature ID="1" BaseLoc="a"/>"#, count: 300),
        ] {
            #expect(throws: SigningFailure.self) {
                try SignatureList(xml: Array("<Signatures>\(lines)</Signatures>".utf8))
            }
        }
    }

    @Test(
        "Locations are resolved from the root or from the file, and never lead out",
        arguments: [
            ("/Doc_0/a.xml", "Doc_0/a.xml"), ("a.xml", "Doc_0/Signs/a.xml"), ("./a.xml", "Doc_0/Signs/a.xml"),
            ("../a.xml", "Doc_0/a.xml"), ("//Doc_0//a.xml", "Doc_0/a.xml"), ("../../../a.xml", nil), ("", nil),
            ("a\\b", nil), ("/../a", nil), ("a\0b", nil),
        ] as [(String, String?)])
    func paths(location: String, path: String?) {
        #expect((try? SignedPath.resolved(location, from: "Doc_0/Signs/Signatures.xml")) == path)
    }

    @Test(
        "Boxes are four numbers with a size", arguments: ["", "1 2 3", "1 2 3 0", "1 2 x 4", "1 2 3 nan", "1 2 3 4 5"])
    func boxes(text: String) {
        #expect(StampBox(text) == nil)
    }

    @Test("A box is written short, and knows its middle")
    func boxText() {
        #expect(StampBox("1 2 30.5 40")?.text == "1 2 30.5 40")
        #expect(StampBox(x: -0.25, y: 1.004, width: 2.999, height: 10.07).text == "-0.25 1 3 10.07")
        let box = StampBox(x: 20, y: 200, width: 50, height: 50)
        #expect(box.centred(width: 40, height: 30) == StampBox(x: 25, y: 210, width: 40, height: 30))
        #expect(box.holds((20, 250)) && !box.holds((19.9, 225)) && !box.holds((45, 250.1)))
    }

    @Test("Changed bytes are refused or read, and never stop the process")
    func fuzz() {
        var dice = Dice(seed: 2)
        let original = Data(Self.file.xml())
        for _ in 0..<400 {
            _ = try? SignatureFile(xml: [UInt8](dice.changed(original).data))
            _ = try? SignatureList(xml: [UInt8](original.prefix(Int.random(in: 0..<original.count, using: &dice))))
        }
    }
}
