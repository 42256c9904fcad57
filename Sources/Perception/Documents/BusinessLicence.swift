/// The business licence (营业执照), in its one-column and two-column forms.
enum BusinessLicence {
    static let required = ["creditCode", "name"]

    private static let labels: [(field: String, label: FormLabel, goesOn: Bool)] = [
        ("name", FormLabel("名称", "字号名称"), true), ("type", FormLabel("类型", "组成形式"), true),
        ("legalRepresentative", FormLabel("法定代表人", "负责人", "经营者", "投资人", "执行事务合伙人"), false),
        ("registeredCapital", FormLabel("注册资本", "出资额"), false), ("established", FormLabel("成立日期", "注册日期"), false),
        ("term", FormLabel("营业期限", "合伙期限"), false),
        ("address", FormLabel("住所", "经营场所", "主要经营场所", "营业场所"), true), ("scope", FormLabel("经营范围"), true),
    ]
    /// Other words that end a value.
    private static let others = [FormLabel("登记机关"), FormLabel("统一社会信用代码"), FormLabel("国家企业信用信息公示系统网址")]

    static func find(_ lines: [TextLine]) -> FormFields {
        let sheet = Sheet(lines)
        let stops = labels.map(\.label) + others
        var fields = FormFields()
        for (field, label, goesOn) in labels {
            guard let found = sheet.value(after: label, stops: stops, goesOn: goesOn) else { continue }
            let value = LookAlikes.repaired(
                LookAlikes.withoutStroke(found), isName: field == "legalRepresentative")
            if field == "established" {
                let date = DatePattern.chinese(in: value)
                fields.set(field, date?.snippet, value: date?.date.description)
            } else {
                fields.set(field, value, value: Punctuation.chinese(value.text))
            }
        }
        let code = creditCode(sheet)
        fields.set("creditCode", code, value: code.map { CreditCode.repaired($0.text) })
        return fields
    }

    /// The first valid code on the page; otherwise the first text of its form.
    private static func creditCode(_ sheet: Sheet) -> Snippet? {
        let found = sheet.cells.compactMap { $0.snippet.part(#/[0-9A-Z]{18}(?![0-9A-Z])/#)?.snippet }
        return found.first { CreditCode.isValid(CreditCode.repaired($0.text)) } ?? found.first
    }

    /// The usual forms of enterprise; others are read as well.
    private static let types: Set = [
        "有限责任公司", "有限责任公司（自然人独资）", "有限责任公司（自然人投资或控股）", "有限责任公司（法人独资）", "有限责任公司（国有独资）", "股份有限公司",
        "个人独资企业", "普通合伙企业", "有限合伙企业", "个体工商户",
    ]

    static func check(_ fields: inout FormFields) {
        if let code = fields["creditCode"] {
            if CreditCode.isValid(code) {
                fields.checked.insert("creditCode")
            } else {
                fields.faults.append("creditCode: its check character is wrong (GB 32100)")
            }
        }
        if let type = fields["type"], types.contains(type) { fields.checked.insert("type") }
        guard let capital = fields["registeredCapital"] else { return }
        if ChineseAmount.cents(capital.replacing("人民币", with: "")) != nil {
            fields.checked.insert("registeredCapital")
        } else if !capital.contains(#/^(?:人民币)?[0-9.,，]+万?.{0,3}元/#) {
            fields.faults.append("registeredCapital: it is no amount")
        }
    }
}

/// Punctuation that recognition cannot tell apart, brought to one form.
enum Punctuation {
    /// Brackets and separators as Chinese text has them, when the text is Chinese.
    static func chinese(_ text: String) -> String {
        guard text.contains(where: \.isHan) else { return text }
        let pairs: [Character: Character] = ["(": "（", ")": "）", ",": "，", ";": "；"]
        return String(text.map { pairs[$0] ?? $0 })
    }
}
