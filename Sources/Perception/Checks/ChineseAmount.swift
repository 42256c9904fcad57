/// Amounts written out in words so that nobody can alter them (大写金额), as on invoices and cheques.
public enum ChineseAmount {
    private static let digits: [Character: Int] = [
        "零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let units: [Character: Int] = ["拾": 10, "佰": 100, "仟": 1_000]
    private static let sections: [Character: Int] = ["万": 10_000, "亿": 100_000_000]

    private static let charactersMax = 60
    private static let yuanMax = 1_000_000_000_000

    /// The amount in cents (分); `nil` for a text that is not one, or exceeds a trillion yuan.
    public static func cents(_ text: String) -> Int? {
        var (total, section, pending) = (0, 0, 0)
        var (yuan, cents) = (Int?.none, 0)
        var ended = false
        guard text.count <= charactersMax else { return nil }
        for character in text {
            guard !ended else { return nil }
            if let digit = digits[character] {
                pending = digit
            } else if let unit = units[character] {
                // 拾 alone at the beginning means ten.
                section += (pending == 0 && section == 0 ? 1 : pending) * unit
                pending = 0
            } else if let unit = sections[character] {
                // 亿 counts all that was said before it, 万 only its own section.
                let counted = section + pending + (unit > 10_000 ? total : 0)
                guard counted <= yuanMax / unit else { return nil }
                total = counted * unit + (unit > 10_000 ? 0 : total)
                (section, pending) = (0, 0)
            } else if character == "圆" || character == "元" {
                yuan = total + section + pending
                pending = 0
            } else if character == "角", yuan != nil {
                cents += pending * 10
                pending = 0
            } else if character == "分", yuan != nil {
                cents += pending
                pending = 0
            } else if character == "整" || character == "正", yuan != nil {
                ended = true
            } else {
                return nil
            }
        }
        return yuan.map { $0 * 100 + cents }
    }
}
