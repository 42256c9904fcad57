import Testing

@testable import Perception

/// When a person must look.
@Suite struct VerdictTests {
    private func look(_ number: String, bank: String? = nil, confidence: Double = 0.99, line: Int = 0) -> FormFields {
        var fields = FormFields()
        fields.set("number", .init(value: number, confidence: confidence, lines: [line]))
        if let bank { fields.set("bank", .init(value: bank, confidence: confidence, lines: [line])) }
        return fields
    }

    private let right = "4111111111111111"
    private let lines = [Typed.line("4111111111111111", x: 0, y: 0, height: 40)]

    private func verdict(_ looks: [FormFields], _ lines: [TextLine]? = nil) -> Verdict {
        Verdict(.bankCard, looks: looks, lines: lines ?? self.lines, today: nil)
    }

    @Test("Three sure looks that agree are accepted")
    func accepted() {
        let verdict = verdict([look(right), look(right), look(right)])
        #expect(verdict.accepted && verdict.reasons.isEmpty)
        #expect(verdict.fields["number"]?.value == right)
        #expect((verdict.fields["number"]?.confidence ?? 0) > 0.98)
    }

    @Test("Looks that differ: the majority is the value, a person decides")
    func disagreement() {
        let verdict = verdict([look(right), look("4111111111111112"), look(right)])
        #expect(verdict.fields["number"]?.value == right)
        #expect((verdict.fields["number"]?.confidence ?? 1) <= 0.5)
        #expect(verdict.reasons == ["number: read differently at a second look"])
    }

    @Test("Unsure characters, wrong check digits, missing fields and small letters are reasons")
    func reasons() {
        let unsure = look(right, confidence: 0.6)
        #expect(verdict([unsure, unsure, unsure]).reasons == ["number: not sure enough"])
        let wrong = look("4111111111111112")
        #expect(verdict([wrong, wrong, wrong]).reasons == ["number: its check digit is wrong (Luhn)"])
        #expect(verdict([FormFields(), FormFields(), FormFields()]).reasons == ["number: not found"])
        let small = [Typed.line(right, x: 0, y: 0, height: 12)]
        #expect(verdict([look(right), look(right), look(right)], small).reasons.count == 1)
    }

    @Test("A look whose fields fit together is believed over a majority whose fields do not")
    func soundLook() {
        let wrong = look("4111111111111112")
        let verdict = verdict([wrong, wrong, look(right)])
        #expect(verdict.fields["number"]?.value == right && !verdict.accepted)
    }

    @Test("A right check character makes up for some doubt, the document's own agreement for more")
    func tiers() {
        let doubtful = look(right, confidence: 0.9)
        #expect(verdict([doubtful, doubtful, doubtful]).accepted)
        let bank = look(right, bank: "某某银行", confidence: 0.9)
        #expect(verdict([bank, bank, bank]).reasons == ["bank: not sure enough"])
    }

    @Test("A licence's scope that is not sure is left out instead of asking")
    func dispensable() {
        var fields = FormFields()
        fields.set("creditCode", .init(value: "91350100M000100Y43", confidence: 0.99, lines: [0]))
        fields.set("name", .init(value: "某某有限公司", confidence: 0.99, lines: [0]))
        fields.set("scope", .init(value: "软件开发", confidence: 0.6, lines: [0]))
        let verdict = Verdict(.businessLicence, looks: [fields, fields, fields], lines: lines, today: nil)
        #expect(verdict.accepted && verdict.fields["scope"] == nil && verdict.fields["name"] != nil)
    }

    @Test("Room for an unread character halves the confidence of what stands beside it")
    func holes() {
        func line(_ holeAt: Int?) -> TextLine {
            let characters = "广州霞电子".enumerated().map { index, character in
                var read = ReadCharacter(String(character), confidence: 0.98, position: Double(index) / 5 + 0.1)
                read.isAfterHole = index == holeAt
                return read
            }
            return TextLine(characters, place: lines[0].place)
        }
        #expect(Snippet(line: line(nil), index: 0).confidence == 0.98)
        #expect(Snippet(line: line(2), index: 0).confidence == 0.49)
        #expect(Snippet(line: line(0), index: 0).confidence == 0.49)
        // The gap between a label and its value is none.
        #expect(Snippet(line: line(2), index: 0).dropFirst(2).confidence == 0.98)
    }

    @Test("Look-alikes are put right, and never sure")
    func lookAlikes() {
        let city = LookAlikes.repaired(Snippet(letters: "福建省厦內市"))
        #expect(city.text == "福建省厦门市" && city.confidence < Verdict.confidenceMin)
        #expect(LookAlikes.repaired(Snippet(letters: "會若慧"), isName: true).text == "曾若慧")
        #expect(LookAlikes.repaired(Snippet(letters: "室内装修")).text == "室内装修")
        #expect(LookAlikes.withoutStroke(Snippet(letters: "一上海市")).text == "上海市")
    }
}
