import Markup

/// What the attributes of a template's element say.
struct TemplateAttributes {
    private let element: Element

    init(_ element: Element) { self.element = element }

    func number(_ name: String, _ range: ClosedRange<Double>) throws(TemplateRefusal) -> Double? {
        guard let text = element.attribute(name) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw .template(
                "\(name) of \(element.name) is \(text), not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func numbers(_ name: String) throws(TemplateRefusal) -> [Double] {
        let parts = (element.attribute(name) ?? "").split(separator: " ")
        let values = parts.compactMap { Double($0) }
        guard !values.isEmpty, values.count == parts.count, values.count <= 100,
            values.allSatisfy({ $0 > 0 && $0 <= 10_000 })
        else { throw .template("\(name) of \(element.name) needs numbers above zero") }
        return values
    }

    func alignment() throws(TemplateRefusal) -> Paragraph.Alignment? {
        guard let text = element.attribute("align") else { return nil }
        guard let alignment = Paragraph.Alignment(rawValue: text) else {
            throw .template("align is \(text), not left, center, right or justified")
        }
        return alignment
    }

    func paragraph(_ runs: [TextRun]) throws(TemplateRefusal) -> Paragraph {
        var paragraph = Paragraph(runs)
        // Points, as word processors count.
        if let points = try number("size", 5...72) { paragraph.size = points * 25.4 / 72 }
        paragraph.firstLineIndent = (try number("indent", 0...20) ?? 0) * paragraph.size
        paragraph.alignment = try alignment() ?? paragraph.alignment
        paragraph.keepsWithNext = element.attribute("keep") == "next"
        if let font = element.attribute("font") {
            guard let face = Typeface(rawValue: font) else {
                throw .template(
                    "font is \(font), not one of \(Typeface.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            paragraph.face = face
        }
        return paragraph
    }

    /// `paper="A4"` and `margins="top right bottom left"` in millimetres.
    func page() throws(TemplateRefusal) -> PageGeometry {
        var page: PageGeometry
        switch element.attribute("paper") ?? "A4" {
        case "A4": page = .a4
        case "A5": page = PageGeometry(width: 148, height: 210)
        case let other: throw .template("paper is \(other), not A4 or A5")
        }
        guard element.attribute("margins") != nil else { return page }
        let margins = try numbers("margins")
        guard margins.count == 4, margins.allSatisfy({ $0 <= 60 }) else {
            throw .template("margins are four numbers up to 60: top right bottom left")
        }
        (page.top, page.right, page.bottom, page.left) = (margins[0], margins[1], margins[2], margins[3])
        return page
    }

    func numbering() throws(TemplateRefusal) -> ListNumbering {
        switch element.attribute("numbered") ?? "none" {
        case "none": return .dots
        case "1": return .digits
        case "(1)": return .brackets
        case "一": return .chinese
        case let other: throw .template("numbered is \(other), not none, 1, (1) or 一")
        }
    }
}

/// What stands before the items of a list.
enum ListNumbering {
    case dots, digits, brackets, chinese

    /// Where the items' text begins, in millimetres.
    var indent: Double { self == .dots ? 7 : 9.5 }

    func marker(_ number: Int) -> String {
        switch self {
        case .dots: "•"
        case .digits: "\(number)."
        case .brackets: "(\(number))"
        case .chinese: Self.chineseNumeral(number) + "、"
        }
    }

    /// 1 to 99 as they are spoken: 十, 十二, 二十; digits beyond.
    static func chineseNumeral(_ number: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard (1...99).contains(number) else { return String(number) }
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[ones]
    }
}
