import Foundation
import Testing

@testable import Perception

@Suite struct MeasuringTests {
    private func label(_ json: String) throws -> LabelledPicture {
        try JSONDecoder().decode(LabelledPicture.self, from: Data(json.utf8))
    }

    private func reading(_ fields: [String: String], accepted: Bool, lines: [String] = []) -> DocumentReading {
        DocumentReading(
            kind: .bankCard, fields: fields.mapValues { DocumentField(value: $0, confidence: 1) }, accepted: accepted,
            reasons: accepted ? [] : ["number: not sure enough"],
            page: TextPage(
                lines: lines.map { Typed.line($0, x: 0, y: 0) }, quarterTurns: 0, width: 10, height: 10))
    }

    @Test("Shares are counted over fields, acceptance over pictures")
    func shares() throws {
        let clean = try label(
            #"{"file":"a.jpg","kind":"bank-card","fields":{"number":"62 14","bank":"招商银行"},"texts":["招商银行"]}"#)
        let blurred = try label(
            #"{"image":"b.jpg","kind":"bank-card","condition":"blur","fields":{"number":"6215"}}"#)
        let evaluation = ReadingEvaluation([
            .init(
                label: clean,
                reading: reading(["number": "6214", "bank": "招商银行"], accepted: true, lines: ["招 商银行"]),
                duration: .milliseconds(100)),
            .init(label: blurred, reading: reading(["number": "6216"], accepted: true), duration: .milliseconds(300)),
            .init(label: blurred, reading: reading([:], accepted: false), duration: .milliseconds(200)),
        ])
        #expect(evaluation.cleanExact == 1 && evaluation.degradedExact == 0)
        #expect(evaluation.acceptedButWrongPictures == 1 && evaluation.acceptedButWrong == 0.5)
        #expect(evaluation.textsExact == 1 && evaluation.msPerImage == 200 && evaluation.msPerImageMax == 300)
        #expect(evaluation.byCondition["blur"]?.pictures == 2)
        #expect(evaluation.mistakes.count == 2 && evaluation.mistakes[0].read == "6216")
        #expect(evaluation.reasons == ["number: not sure enough": 1])
        #expect(ReadingEvaluation([]).cleanExact == nil)
    }

    @Test("Widths of letters and spaces do not count, characters do")
    func folding() {
        #expect(ReadingScore.folded("（甲） Ａ1") == ReadingScore.folded("(甲)a１"))
        #expect(ReadingScore.folded("厦门") != ReadingScore.folded("厦內"))
    }

    @Test("Labels come from one list or from files beside the pictures; what is wrong is named")
    func folders() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: root.appending(path: name))
        }
        #expect(throws: MeasuringFailure.noLabels(root.path)) { try LabelledPicture.all(in: root) }
        try write("a.jpg", "")
        try write("a.json", #"{"kind":"id-back","fields":{}}"#)
        #expect(try LabelledPicture.all(in: root).map(\.file) == ["a.jpg"])
        try write("labels.jsonl", "{\"file\":\"a.jpg\",\"kind\":\"id-front\"}\n")
        #expect(try LabelledPicture.all(in: root).map(\.kind) == [.idFront])
        try write("labels.jsonl", "{\"file\":\"../a.jpg\"}\n")
        #expect(throws: MeasuringFailure.noPicture("../a.jpg")) { try LabelledPicture.all(in: root) }
        try write("labels.jsonl", "{}\n{oops\n")
        #expect(throws: MeasuringFailure.badLabel("labels.jsonl, line 2")) { try LabelledPicture.all(in: root) }
    }
}
