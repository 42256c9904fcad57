/// Finds postal addresses down to the house: a street or an estate with a number, and the places named before it.
///
/// A heuristic over the usual order province, city, district, street, number, building, room. What only names a city
/// or a district is nobody's address.
struct AddressRecogniser {
    /// Signs before the street that may still belong to the address.
    static let frontMax = 30
    /// Signs between one numbered part and the next (the name of a building).
    static let gapMax = 12

    let text: ScannedText

    init(_ text: ScannedText) { self.text = text }

    func matches() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position < text.count {
            if let match = match(streetEndingAt: position), match.lowerBound >= found.last?.upperBound ?? 0 {
                found.append(match)
                position = match.upperBound
            } else {
                position += 1
            }
        }
        return found
    }

    /// An address whose street or estate name ends with the sign at `position`.
    private func match(streetEndingAt position: Int) -> Range<Int>? {
        let sign = text.signs[position]
        let isStreet = Self.streets.contains(sign)
        guard isStreet || Self.estates.contains(sign), !text.taken[position], let first = number(after: position) else {
            return nil
        }
        let start = front(of: position)
        let isPlaced = text.signs[start..<position].contains { Self.districts.contains($0) }
        let end = extend(from: first.end)
        // 中山路12号 says enough; an estate needs a place before it or a flat behind it.
        let isHouse = isStreet && position - start >= 1 && (Self.houses.contains(first.unit) || isPlaced)
        let isFlat = end > first.end && position - start >= 1
        guard isHouse || isPlaced || isFlat, position > start else { return nil }
        return start..<end
    }

    /// A number and its unit after the street, with at most a word for the direction between: 路东段12号.
    private func number(after street: Int) -> (end: Int, unit: Unicode.Scalar)? {
        var position = street + 1
        if let sign = text[position], "东南西北中".unicodeScalars.contains(sign) { position += 1 }
        if let sign = text[position], SpokenDigits.values[sign] != nil, text[position + 1] == "段" { position += 1 }
        if text[position] == "段" { position += 1 }
        return numbered(at: skipSpace(position))
    }

    /// `12号`, `3-2栋`, `A座`, `十五楼`: the end and the unit.
    private func numbered(at start: Int) -> (end: Int, unit: Unicode.Scalar)? {
        var position = start
        // 甲14号: an old house between two numbers.
        if let sign = text[position], "甲乙丙丁".unicodeScalars.contains(sign) { position += 1 }
        while let sign = text[position], position - start < 9, !text.taken[position],
            sign.isDigit || sign.isLetter || sign == "-" || sign == "#" || SpokenDigits.values[sign] != nil
                || sign == "十" || sign == "百"
        { position += 1 }
        guard position > start, let unit = text[position], Self.units.contains(unit) else { return nil }
        var end = position + 1
        while let sign = text[end], Self.unitTails.contains(sign) { end += 1 }
        return (end, unit)
    }

    /// Takes in the building, the floor and the flat that follow.
    private func extend(from first: Int) -> Int {
        var end = first
        while let next = nextPart(after: end) { end = next }
        // 3栋1201: a flat without a word for it.
        var position = end
        while let sign = text[position], sign.isDigit || sign == "-", position - end < 8, !text.taken[position] {
            position += 1
        }
        return position
    }

    private func nextPart(after end: Int) -> Int? {
        for start in end..<min(text.count, end + Self.gapMax) {
            if let part = numbered(at: start) { return part.end }
            let sign = text.signs[start]
            guard sign.isHan || sign.isLetter || sign.isDigit || sign == " ", !text.taken[start] else { return nil }
        }
        return nil
    }

    /// Goes back over the names of places, to the word that says "I live in" or to a mark of punctuation.
    private func front(of street: Int) -> Int {
        var start = street
        while let sign = text[start - 1], street - start < Self.frontMax, !text.taken[start - 1] {
            let isGap = sign == " " && text[start - 2].map { Self.districts.contains($0) || $0 == "省" } ?? false
            guard sign.isHan || sign.isDigit || sign.isLetter || isGap, !Self.stops.contains(sign) else { break }
            start -= 1
        }
        return start
    }

    private func skipSpace(_ position: Int) -> Int { text[position] == " " ? position + 1 : position }

    private static let streets = Set("路街道巷衢".unicodeScalars).union(["同"])
    private static let estates = Set("区园苑城村府庄厦场寓院里邨湾庭居条沿".unicodeScalars)
    private static let districts = Set("省市区县旗州镇乡".unicodeScalars)
    private static let houses = Set("号弄".unicodeScalars)
    private static let units = Set("号栋幢座楼单室层弄组院期户".unicodeScalars)
    private static let unitTails = Set("楼元院".unicodeScalars)
    /// Words before an address: 住在, 寄到, 地址是, 送往, 我, 的.
    private static let stops = Set(
        "在到是址寄送往于为至从去给我你您他她们的住请把了这那知说问就有处".unicodeScalars)
}
