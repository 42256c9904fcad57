/// A text as the recogniser reads it: one sign per position, with full-width signs, foreign digits and the many dashes
/// brought to their ASCII form and invisible signs left out, and the way back to the original.
struct ScannedText {
    private(set) var signs: [Unicode.Scalar] = []
    private var places: [String.Index] = []
    private var ends: [String.Index] = []
    /// Positions that already belong to a finding or that must not be looked into.
    private(set) var taken: [Bool]
    let text: String

    init(_ text: String) {
        self.text = text
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            if let sign = Self.plain(scalars[index]) {
                signs.append(sign)
                places.append(index)
                ends.append(next)
            }
            index = next
        }
        taken = Array(repeating: false, count: signs.count)
    }

    var count: Int { signs.count }

    /// The sign at a position, or `nil` outside the text.
    subscript(position: Int) -> Unicode.Scalar? { signs.indices.contains(position) ? signs[position] : nil }

    func range(_ range: Range<Int>) -> Range<String.Index> { places[range.lowerBound]..<ends[range.upperBound - 1] }

    func isFree(_ range: Range<Int>) -> Bool { !taken[range].contains(true) }

    mutating func take(_ range: Range<Int>) {
        for position in range { taken[position] = true }
    }

    func plainText(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: signs[range])
        return String(view)
    }

    /// The digits in the range, without what is between them.
    func digits(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: signs[range].filter(\.isDigit))
        return String(view)
    }

    /// Whether one of the words stands in the few signs before a position.
    func isPreceded(by words: [String], at position: Int, within distance: Int = 12) -> Bool {
        let before = plainText(max(0, position - distance)..<position).lowercased()
        return words.contains { before.contains($0) }
    }

    /// `nil` for what cannot be seen: it may stand between two digits only to hide them.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0...0x7F: return scalar
        case 0x4E00...0x9FFF: return scalar
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0x20E3: return nil
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x3000, 0xA0, 0x2000...0x200A, 0x202F: return " "
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0x2500: return "-"
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0x22C5: return "·"
        default: return digit(scalar) ?? scalar
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard let type = scalar.properties.numericType, type != .numeric, let value = scalar.properties.numericValue,
            value >= 0, value <= 9
        else { return nil }
        return Unicode.Scalar(UInt8(48 + Int(value)))
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { value >= 48 && value <= 57 }
    var isLetter: Bool { (value | 32) >= 97 && (value | 32) <= 122 }
    var isHexDigit: Bool { isDigit || ((value | 32) >= 97 && (value | 32) <= 102) }
    /// A Chinese character.
    var isHan: Bool { (value >= 0x4E00 && value <= 0x9FFF) || value == 0x3007 || (value >= 0x3400 && value <= 0x4DBF) }
}
