import Foundation

/// The units n-grams are made of: one Han, kana or Hangul character, one word of any other script, or one symbol.
///
/// One sequence serves Chinese, English and mixtures such as "打开 sky 电话" alike.
struct TextUnits {
    enum Kind: UInt8 { case ideograph, word, number, symbol }

    struct Unit {
        let start: Int
        let end: Int
        let kind: Kind
    }

    /// The folded scalars, apostrophes inside words taken out: "what's" is typed "whats" as often as not.
    private(set) var scalars: [UInt32] = []
    private(set) var units: [Unit] = []

    /// Share of the units that are words or numbers, which have characters inside.
    var wordShare: Float {
        units.isEmpty ? 0 : Float(units.count { $0.kind == .word || $0.kind == .number }) / Float(units.count)
    }

    init(_ text: String) {
        let folded = FoldedText(text).scalars
        scalars.reserveCapacity(folded.count)
        units.reserveCapacity(folded.count / 2)
        var position = 0
        while position < folded.count {
            let kind = Self.kind(of: folded[position])
            switch kind {
            case nil: position += 1
            case .ideograph, .symbol:
                scalars.append(folded[position])
                units.append(Unit(start: scalars.count - 1, end: scalars.count, kind: kind ?? .symbol))
                position += 1
            case .word, .number:
                position = appendWord(folded, from: position)
            }
        }
    }

    private mutating func appendWord(_ folded: [UInt32], from first: Int) -> Int {
        let start = scalars.count
        var position = first
        var onlyDigits = true
        while position < folded.count {
            let kind = Self.kind(of: folded[position])
            if kind == .word || kind == .number {
                onlyDigits = onlyDigits && kind == .number
                scalars.append(folded[position])
            } else {
                let joins =
                    folded[position] == 0x27 && position + 1 < folded.count
                    && Self.kind(of: folded[position + 1]) == .word
                guard joins else { break }
            }
            position += 1
        }
        units.append(Unit(start: start, end: scalars.count, kind: onlyDigits ? .number : .word))
        return position
    }

    /// What a scalar is part of; `nil` for spaces and controls.
    static func kind(of value: UInt32) -> Kind? {
        switch value {
        case 0...0x20, 0x7F: return nil
        case 0x30...0x39: return .number
        case 0x61...0x7A: return .word
        case 0x21...0x7F: return .symbol
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return .ideograph
        default: break
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return nil }
        if properties.isWhitespace { return nil }
        if properties.numericType == .decimal { return .number }
        if properties.isAlphabetic { return .word }
        switch properties.generalCategory {
        case .control, .format, .unassigned, .surrogate, .privateUse: return nil
        case .nonspacingMark, .spacingMark, .enclosingMark: return .word
        default: return .symbol
        }
    }
}
