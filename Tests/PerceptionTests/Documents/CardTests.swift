import Testing

@testable import Perception

/// Fields of cards, from lines as the networks give them.
@Suite struct CardTests {
    /// The portrait side, as lines at their usual places.
    private func front(
        name: String = "孟明语", sex: String = "性别女", number: String = "110105194912310026",
        birth: String = "出生1949年12月31日"
    ) -> [TextLine] {
        [
            Typed.line("姓名", x: 60, y: 60, height: 32), Typed.line(name, x: 165, y: 56),
            Typed.line(sex, x: 60, y: 134), Typed.line("民族汉", x: 270, y: 135), Typed.line(birth, x: 60, y: 206),
            Typed.line("住址", x: 60, y: 284, height: 32), Typed.line("天津市和平区新华大道3", x: 165, y: 282),
            Typed.line("83号和谐家园17号楼", x: 165, y: 330), Typed.line("4单元2206室", x: 165, y: 378),
            Typed.line("公民身份号码", x: 60, y: 540), Typed.line(number, x: 330, y: 536),
        ]
    }

    private func read(_ kind: DocumentKind, _ lines: [TextLine]) -> FormFields {
        var fields = kind.find(lines)
        kind.check(&fields, today: CalendarDate(year: 2025, month: 6, day: 1))
        return fields
    }

    /// A number of the region and day with the right check character.
    private func number(_ body: String) -> String {
        ("0123456789X".map { body + String($0) }.first { (try? ResidentNumber($0)) != nil }) ?? ""
    }

    @Test("The portrait side: six fields, birth and sex confirmed by the number")
    func idFront() {
        let fields = read(.idFront, front(number: number("11010519491231002")))
        #expect(fields["name"] == "孟明语" && fields["sex"] == "女" && fields["ethnicity"] == "汉")
        #expect(fields["birth"] == "1949-12-31")
        #expect(fields["address"] == "天津市和平区新华大道383号和谐家园17号楼4单元2206室")
        #expect(fields["number"] == "11010519491231002X")
        #expect(fields.faults.isEmpty)
        #expect(fields.confirmed == ["number", "birth", "sex"])
    }

    @Test("The same card lying askew", arguments: [-0.2, 0.1, 0.25])
    func askew(tilt: Double) {
        let lines = front(number: "11010519491231002X").map { line in
            TextLine(line.characters, place: line.place.map { $0.turned(by: tilt) })
        }
        let fields = read(.idFront, lines.reversed())
        #expect(fields["name"] == "孟明语" && fields["address"]?.hasSuffix("4单元2206室") == true)
        #expect(fields.faults.isEmpty)
    }

    @Test("Labels misread, or read in one box with their values")
    func labels() {
        var lines = front(sex: "性别女民族汉", number: "11010519491231002x")
        lines.removeAll { ["姓名", "孟明语", "民族汉", "住址"].contains($0.text) }
        lines += [Typed.line("姓各孟明语", x: 60, y: 56), Typed.line("佳址", x: 60, y: 284, height: 32)]
        let fields = read(.idFront, lines)
        #expect(fields["name"] == "孟明语" && fields["ethnicity"] == "汉")
        #expect(fields["address"]?.hasPrefix("天津市") == true)
        #expect(fields["number"] == "11010519491231002X")
    }

    @Test("A misread digit contradicts the check, a misread birth line the number, a misread sex both")
    func contradictions() {
        #expect(read(.idFront, front(number: "110105194912310021")).faults.contains { $0.hasPrefix("number:") })
        let right = "11010519491231002X"
        #expect(
            read(.idFront, front(number: right, birth: "出生1949年12月30日")).faults.contains { $0.hasPrefix("birth:") })
        #expect(read(.idFront, front(sex: "性别男", number: right)).faults.contains { $0.hasPrefix("sex:") })
        let future = front(number: number("11010520301231002"), birth: "出生2030年12月31日")
        #expect(read(.idFront, future).faults.contains("birth: it lies in the future"))
    }

    @Test("Two misreads that the check digit misses are caught by the birth line")
    func passingCheck() throws {
        // Another day with a right check character: only the birth line tells.
        let other = number("11010519491221002")
        #expect((try? ResidentNumber(other)) != nil)
        let fields = read(.idFront, front(number: other))
        #expect(!fields.faults.isEmpty && !fields.confirmed.contains("number"))
    }

    @Test("The emblem side, with and without an end; a term that the law does not know is a fault")
    func idBack() {
        func back(_ validity: String, _ authority: String = "签发机关南岗区公安局") -> FormFields {
            read(
                .idBack,
                [
                    Typed.line("中华人民共和国", x: 330, y: 75), Typed.line("居民身份证", x: 330, y: 165),
                    Typed.line(authority, x: 210, y: 455), Typed.line("有效期限" + validity, x: 210, y: 530),
                ])
        }
        let twenty = back("2015.01.02-2035.01.02")
        #expect(twenty["authority"] == "南岗区公安局" && twenty["validity"] == "2015.01.02-2035.01.02")
        #expect(twenty.faults.isEmpty && twenty.confirmed == ["validity"])
        let endless = back("2015.01.02-长期")
        #expect(endless["validity"] == "2015.01.02-长期" && endless.confirmed.isEmpty)
        #expect(!back("2015.01.02-2036.01.02").faults.isEmpty)
        #expect(!back("2015.01.02-2035.01.03").faults.isEmpty)
        #expect(back("2015.01.02-2035.01.02", "签发机关一西安市公安局雁塔分局")["authority"] == "西安市公安局雁塔分局")
    }

    @Test("A bank card: number in groups, bank, expiry; the check digit decides between candidates")
    func bankCard() {
        let lines = [
            Typed.line("招商银行", x: 60, y: 50), Typed.line("6214 8317 9919 2080", x: 70, y: 350),
            Typed.line("VALID THRU", x: 420, y: 455, height: 20), Typed.line("02/33", x: 560, y: 446),
        ]
        let fields = read(.bankCard, lines)
        #expect(fields["number"] == "6214831799192080" && fields["bank"] == "招商银行" && fields["expiry"] == "02/33")
        #expect(fields.faults.isEmpty == BankNumber.passesLuhn("6214831799192080"))
        let wrong = read(.bankCard, [Typed.line("6214831799192081", x: 70, y: 350)])
        #expect(wrong.faults == ["number: its check digit is wrong (Luhn)"])
        let parted = read(
            .bankCard, [Typed.line("6214 8317", x: 70, y: 350), Typed.line("9919 2080", x: 330, y: 352)])
        #expect(parted["number"] == "6214831799192080")
        #expect(read(.bankCard, [])["number"] == nil)
    }

    @Test("A number with a digit too many for its issuer is a fault even when the check digit happens to fit")
    func lengths() {
        let long = "0123456789".map { "622202123456789012\($0)" }.first(where: BankNumber.passesLuhn) ?? ""
        #expect(read(.bankCard, [Typed.line(long, x: 0, y: 0)]).faults.isEmpty)
        let short = "0123456789".map { "62220212345678901\($0)" }.first(where: BankNumber.passesLuhn) ?? ""
        #expect(!read(.bankCard, [Typed.line(short, x: 0, y: 0)]).faults.isEmpty)
    }
}
