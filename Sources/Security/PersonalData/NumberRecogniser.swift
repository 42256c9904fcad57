/// Finds phone, identity and card numbers among runs of digits. Pure.
struct NumberRecogniser {
    struct Match {
        let kind: PersonalKind
        let range: Range<Int>
        let normalised: String
        /// How many runs it is made of.
        let groups: Int
    }

    let text: ScannedText
    let groups: [DigitGroup]

    init(_ text: ScannedText) {
        self.text = text
        groups = text.digitGroups()
    }

    func matches() -> [Match] {
        var found: [Match] = []
        var index = 0
        while index < groups.count {
            let match =
                international(at: index) ?? residentID(at: index) ?? bankCard(at: index)
                ?? mobile(at: index) ?? landline(at: index)
            if let match { found.append(match) }
            index += match?.groups ?? 1
        }
        return found
    }

    // MARK: Shapes

    /// The sizes of up to `most` runs that hang together, from `index` on.
    func sizes(from index: Int, most: Int) -> [Int] {
        var sizes: [Int] = []
        for group in groups[index...].prefix(most) {
            if !sizes.isEmpty, !group.isJoined { break }
            sizes.append(group.count)
        }
        return sizes
    }

    func range(_ index: Int, _ count: Int) -> Range<Int> {
        groups[index].range.lowerBound..<groups[index + count - 1].range.upperBound
    }

    func isBounded(_ range: Range<Int>) -> Bool {
        text.mayBegin(at: range.lowerBound) && text.mayEnd(at: range.upperBound)
    }

    // MARK: Phones

    private static let mobileShapes = [
        [11], [3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5], [5, 6], [3, 4, 2, 2], [3, 2, 2, 2, 2],
        Array(repeating: 1, count: 11),
    ]

    /// A mobile number of the mainland, written in one of the usual ways, with or without the country code.
    private func mobile(at index: Int) -> Match? {
        if let match = mobile(at: index, code: 0) { return match }
        let code = text.digits(groups[index].range)
        if ["86", "086", "0086"].contains(code), let match = mobile(at: index, code: 1) { return match }
        for prefix in ["86", "086", "0086"] where code.hasPrefix(prefix) && code.utf8.count == prefix.utf8.count + 11 {
            let number = String(code.dropFirst(prefix.utf8.count))
            let whole = groups[index].range
            if Self.isMobile(number), isBounded(whole) {
                return Match(kind: .phone, range: whole, normalised: number, groups: 1)
            }
        }
        return nil
    }

    private func mobile(at index: Int, code: Int) -> Match? {
        let sizes = sizes(from: index, most: 12)
        let shape = Self.mobileShapes.first { sizes.dropFirst(code).starts(with: $0) }
        guard let shape else { return nil }
        let number = range(index + code, shape.count)
        let digits = text.digits(number)
        let whole = range(index, code + shape.count)
        guard Self.isMobile(digits), isBounded(whole), !isFraction(index) else { return nil }
        return Match(kind: .phone, range: whole, normalised: digits, groups: code + shape.count)
    }

    static func isMobile(_ digits: String) -> Bool {
        let bytes = Array(digits.utf8)
        return bytes.count == 11 && bytes[0] == 49 && bytes[1] >= 51
    }

    /// Behind `0.`: a long fraction, not a number of a list.
    private func isFraction(_ index: Int) -> Bool {
        guard index > 0, groups[index].isJoined, text[groups[index].range.lowerBound - 1] == "." else { return false }
        return text.digits(groups[index - 1].range) == "0"
    }

    /// `+` and a country code (ITU-T E.164): 8 to 15 digits in all.
    private func international(at index: Int) -> Match? {
        let plus = groups[index].range.lowerBound - 1
        guard text[plus] == "+", text[plus - 1].map({ !$0.isDigit && !$0.isLetter }) ?? true else { return nil }
        let sizes = sizes(from: index, most: 6)
        var total = 0
        var count = 0
        while count < sizes.count, total + sizes[count] <= 15 {
            total += sizes[count]
            count += 1
            if isMainland(index, count) { break }
        }
        guard total >= 8 else { return nil }
        let digits = text.digits(range(index, count))
        let start = text[plus - 1] == "(" ? plus - 1 : plus
        let whole = start..<range(index, count).upperBound
        guard text.mayEnd(at: whole.upperBound) else { return nil }
        let isMainland = isMainland(index, count)
        return Match(
            kind: .phone, range: whole, normalised: isMainland ? String(digits.dropFirst(2)) : "+" + digits,
            groups: count)
    }

    private func isMainland(_ index: Int, _ count: Int) -> Bool {
        let digits = text.digits(range(index, count))
        return digits.hasPrefix("86") && Self.isMobile(String(digits.dropFirst(2)))
    }

    /// An area code and seven or eight digits. Service numbers (400, 95…) have no area code and are nobody's own.
    private func landline(at index: Int) -> Match? {
        let sizes = sizes(from: index, most: 3)
        let shapes = [[3, 8], [3, 4, 4], [4, 7], [4, 8], [4, 3, 4], [4, 4, 4], [11], [12]]
        for shape in shapes where sizes.starts(with: shape) {
            let whole = range(index, shape.count)
            let digits = text.digits(whole)
            guard Self.isLandline(digits), isBounded(whole), !isFraction(index) else { continue }
            let start = text[whole.lowerBound - 1] == "(" && shape.count > 1 ? whole.lowerBound - 1 : whole.lowerBound
            return Match(
                kind: .landline, range: start..<whole.upperBound, normalised: digits, groups: shape.count)
        }
        return local(at: index)
    }

    private static let phoneWords = ["电话", "座机", "致电", "传真", "联系方式", "tel", "phone"]

    /// Seven or eight digits without an area code, where the text says that they are a phone.
    private func local(at index: Int) -> Match? {
        let sizes = sizes(from: index, most: 2)
        guard let shape = [[8], [7], [4, 4], [3, 4]].first(where: { sizes.starts(with: $0) }) else { return nil }
        let whole = range(index, shape.count)
        let digits = text.digits(whole)
        guard let first = digits.utf8.first, (50...56).contains(first), isBounded(whole),
            !["400", "800"].contains(digits.prefix(3)),
            text.isPreceded(by: Self.phoneWords, at: whole.lowerBound)
        else { return nil }
        return Match(kind: .landline, range: whole, normalised: digits, groups: shape.count)
    }

    static func isLandline(_ digits: String) -> Bool {
        let bytes = digits.utf8.map { Int($0) - 48 }
        guard bytes.count == 11 || bytes.count == 12, bytes[0] == 0, bytes[1] >= 1 else { return false }
        let areaCount = bytes[1] <= 2 ? 3 : 4
        let isLong = areaCount == 3 ? bytes.count == 11 : true
        return isLong && (2...8).contains(bytes[areaCount])
    }
}
