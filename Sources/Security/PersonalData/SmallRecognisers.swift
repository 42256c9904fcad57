extension ScannedText {
    /// Spans that are ours: ids and placeholders. A digit in them is nobody's phone.
    func untouchable() -> [Range<Int>] { placeholders() + uuids() }

    private func placeholders() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var opened: Int?
        for position in signs.indices {
            if signs[position] == "\u{27E6}" { opened = position }
            if signs[position] == "\u{27E7}", let start = opened {
                if Placeholder(text[range(start..<position + 1)]) != nil { ranges.append(start..<position + 1) }
                opened = nil
            }
        }
        return ranges
    }

    private func uuids() -> [Range<Int>] {
        let shape = Array("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".unicodeScalars)
        guard count >= shape.count else { return [] }
        return (0...(count - shape.count)).filter { start in
            // The first hyphen decides for almost every start.
            guard signs[start + 8] == "-", self[start - 1].map({ !$0.isHexDigit }) ?? true else { return false }
            return shape.indices.allSatisfy { place in
                shape[place] == "-" ? signs[start + place] == "-" : signs[start + place].isHexDigit
            }
        }.map { $0..<($0 + shape.count) }
    }

    /// `local@domain.tld`; only ASCII letters count, so that Chinese words beside it stay out.
    func emails() -> [Range<Int>] {
        signs.indices.filter { signs[$0] == "@" }.compactMap(email(around:))
    }

    private func email(around at: Int) -> Range<Int>? {
        var start = at
        while let sign = self[start - 1], sign.isLocalPart, at - start < 64, !taken[start - 1] { start -= 1 }
        while start < at, signs[start] == "." || signs[start] == "-" { start += 1 }
        var end = at + 1
        while let sign = self[end], sign.isLetter || sign.isDigit || sign == "." || sign == "-", end - at < 254,
            !taken[end]
        { end += 1 }
        while end > at + 1, !signs[end - 1].isLetter { end -= 1 }
        let domain = plainText(at + 1..<end)
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard start < at, labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last,
            top.utf8.count >= 2, top.unicodeScalars.allSatisfy(\.isLetter)
        else { return nil }
        return start..<end
    }

    /// `京A12345`, `粤B·D12345`: province, office, five signs or six for electric cars; at least two of them digits.
    func plates() -> [(Range<Int>, String)] {
        signs.indices.compactMap { start in
            guard Self.provinceSigns.contains(signs[start]), !taken[start], let office = self[start + 1],
                office.isPlateLetter
            else { return nil }
            let isSeparated = self[start + 2] == "·" || self[start + 2] == " " || self[start + 2] == "-"
            let body = start + (isSeparated ? 3 : 2)
            var end = body
            while let sign = self[end], sign.isDigit || sign.isPlateLetter, end - body < 7 { end += 1 }
            if let sign = self[end], end - body == 4, "挂学警港澳领".unicodeScalars.contains(sign) { end += 1 }
            let digits = signs[body..<max(body, end)].filter(\.isDigit).count
            guard end - body == 5 || end - body == 6, digits >= 2, !(self[end]?.isLetter ?? false) else { return nil }
            return (start..<end, plainText(start..<start + 2).uppercased() + plainText(body..<end).uppercased())
        }
    }

    private static let provinceSigns = Set("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新".unicodeScalars)

    /// Mobile numbers written out in Chinese digits, as speech recognition does: 一三八…, 幺 for one.
    func spokenMobiles() -> [(Range<Int>, String)] {
        var found: [(Range<Int>, String)] = []
        var start = 0
        while start < count {
            var end = start
            var digits = ""
            while let sign = self[end], let value = SpokenDigits.values[sign], !taken[end] {
                digits += String(value)
                end += 1
            }
            if NumberRecogniser.isMobile(digits) { found.append((start..<end, digits)) }
            start = max(end, start + 1)
        }
        return found
    }
}

enum SpokenDigits {
    static let values: [Unicode.Scalar: Int] = [
        "零": 0, "〇": 0, "洞": 0, "一": 1, "幺": 1, "壹": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4, "肆": 4,
        "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "拐": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
    ]
}

extension Unicode.Scalar {
    fileprivate var isLocalPart: Bool { isLetter || isDigit || "._%+-".unicodeScalars.contains(self) }
    /// I and O are not given out: they look like digits.
    fileprivate var isPlateLetter: Bool { isLetter && !"IOio".unicodeScalars.contains(self) }
}
