import Testing

@testable import Perception

/// Fields of licences and invoices, from lines as the networks give them.
@Suite struct FormTests {
    private func read(_ kind: DocumentKind, _ lines: [TextLine]) -> FormFields {
        var fields = kind.find(lines)
        kind.check(&fields, today: nil)
        return fields
    }

    private let licence: [TextLine] = [
        Typed.line("统一社会信用代码", x: 120, y: 90, height: 34), Typed.line("91350100M000100Y43", x: 120, y: 128, height: 34),
        Typed.line("营业执照", x: 520, y: 120, height: 100), Typed.line("名称", x: 110, y: 340, height: 34),
        Typed.line("合肥东版餐饮管理集团股份有限", x: 300, y: 340, height: 34), Typed.line("公司", x: 300, y: 378, height: 34),
        Typed.line("注册资本伍仟万元整", x: 770, y: 340, height: 34), Typed.line("类型", x: 110, y: 420, height: 34),
        Typed.line("有限责任公司 (自然人独资)", x: 300, y: 420, height: 34),
        Typed.line("成立日期", x: 770, y: 420, height: 34), Typed.line("月2005年03月18日", x: 920, y: 420, height: 34),
        Typed.line("法定代表人", x: 110, y: 496, height: 34), Typed.line("段红宏", x: 300, y: 496, height: 34),
        Typed.line("住所", x: 770, y: 496, height: 34), Typed.line("安徽省合肥市蜀山区幸福大道764", x: 920, y: 496, height: 34),
        Typed.line("号", x: 920, y: 534, height: 34), Typed.line("登记机关", x: 900, y: 780, height: 34),
    ]

    @Test("A licence in two columns, values that go on in the next line")
    func businessLicence() {
        let fields = read(.businessLicence, licence)
        #expect(fields["creditCode"] == "91350100M000100Y43")
        #expect(fields["name"] == "合肥东版餐饮管理集团股份有限公司")
        #expect(fields["type"] == "有限责任公司（自然人独资）")
        #expect(fields["legalRepresentative"] == "段红宏" && fields["registeredCapital"] == "伍仟万元整")
        #expect(fields["established"] == "2005-03-18")
        #expect(fields["address"] == "安徽省合肥市蜀山区幸福大道764号")
        #expect(fields.faults.isEmpty)
    }

    @Test("A code with a letter that looks like a digit is put right, any other misread is a fault")
    func creditCode() {
        func code(_ text: String) -> FormFields { read(.businessLicence, [Typed.line(text, x: 0, y: 0)]) }
        #expect(code("9135O100M000100Y43")["creditCode"] == "91350100M000100Y43")
        #expect(code("91350100M000100Y43").faults.isEmpty)
        #expect(!code("91350100M000100Y44").faults.isEmpty)
    }

    /// An invoice; the parties side by side as on the digital form, or one above the other.
    private func invoice(isDigital: Bool = true, total: String = "¥29393.92", words: String = "贰万玖仟叁佰玖拾叁圆玖角贰分")
        -> [TextLine]
    {
        func line(_ text: String, _ x: Double, _ y: Double) -> TextLine { Typed.line(text, x: x, y: y, height: 28) }
        let seller = isDigital ? (820.0, 200.0) : (70.0, 845.0)
        return [
            line("发票号码：22312206641648143468", 1_180, 40), line("开票日期：2022年04月14日", 1_180, 78),
            line("名称：青岛迹刚网络科技有限公司", 125, 208), line("纳税人识别号：91350100M000100Y43", 125, 254),
            line("名称：上海志嘉商贸有限公司", seller.0 + 55, seller.1 + 8),
            line("纳税人识别号：91350100M000100Y43", seller.0 + 55, seller.1 + 54),
            line("*运输服务*运费", 70, 380), line("26012.32", 900, 380), line("26012.32", 1_090, 380),
            line("13%", 1_275, 380), line("3381.60", 1_410, 380), line("合计", 160, 720),
            line("￥26012.32", 1_075, 720), line("¥3381.60", 1_395, 720), line("价税合计 (大写)", 110, 785),
            line(words, 450, 785), line("（小写）\(total)", 1_080, 785),
        ]
    }

    @Test("An invoice: parties by their place, sums confirmed by each other", arguments: [true, false])
    func invoices(isDigital: Bool) {
        let fields = read(.invoice, invoice(isDigital: isDigital))
        #expect(fields["number"] == "22312206641648143468" && fields["date"] == "2022-04-14")
        #expect(fields["buyerName"] == "青岛迹刚网络科技有限公司" && fields["sellerName"] == "上海志嘉商贸有限公司")
        #expect(fields["amount"] == "26012.32" && fields["tax"] == "3381.60" && fields["total"] == "29393.92")
        #expect(fields.faults.isEmpty)
        #expect(fields.confirmed == ["amount", "tax", "total", "totalInWords"])
    }

    @Test("Sums that do not add up, or differ from the words, are faults")
    func sums() {
        #expect(read(.invoice, invoice(total: "¥29398.92")).faults.count == 2)
        #expect(read(.invoice, invoice(words: "贰万玖仟叁佰玖拾叁圆玖角叁分")).faults == ["total: the words say otherwise"])
    }

    @Test("A tax number that lost a character is a fault")
    func taxNumber() {
        let lines = invoice().map { line in
            line.text.hasSuffix("Y43")
                ? Typed.line("纳税人识别号：91350100M000100Y4", x: line.place.topLeft.x, y: line.place.topLeft.y, height: 28)
                : line
        }
        #expect(read(.invoice, lines).faults.count == 2)
    }

    @Test("Free text is all lines in order")
    func freeText() {
        let fields = read(.text, [Typed.line("第一行", x: 0, y: 0), Typed.line("second", x: 0, y: 50)])
        #expect(fields["text"] == "第一行\nsecond")
    }

    @Test("Random lines at random places never stop any reader", arguments: DocumentKind.allCases)
    func noise(kind: DocumentKind) {
        let pieces = [
            "姓名", "性别男", "民族", "1990年1月2日", "住址", "11010519491231002X", "名称", "类型", "￥12.30", "合计", "小写", "公安局",
            "2015.01.02-2035.01.02", "6214", "纳税人识别号：", "91350100M000100Y43", "名", "称", "", "号", "银行", "族",
        ]
        var chance = SeededBytes(7)
        for _ in 0..<60 {
            let lines = (0..<Int.random(in: 0...14, using: &chance)).map { _ in
                Typed.line(
                    pieces.randomElement(using: &chance) ?? "", x: Double.random(in: 0...900, using: &chance),
                    y: Double.random(in: 0...600, using: &chance),
                    height: Double.random(in: 1...60, using: &chance))
            }
            _ = read(kind, lines)
            _ = ReadingOrder.sort(lines)
        }
    }
}
