/// A number as it stands in a message, with what was written into it.
struct NumberMention {
    /// Where it stands, multiplier included (3k, 1.5万, 十来万).
    var range: Range<Int>
    /// Rounded down to a whole number, except for amounts such as 1.5万, which are whole once multiplied.
    var value: Int
    /// A multiplier was written: 万, 千, k, w.
    var isLarge: Bool
    /// Written with a fraction that no multiplier made whole: 2.0, 7.5.
    var isFraction: Bool
    /// 来, 多, 几: "two hundred and something".
    var isRough: Bool

    /// More are no amount; with every multiplier the value then stays far below what an Int holds.
    private static let digitsMax = 12

    /// All numbers of a line, in order.
    static func all(in line: FoldedLine) -> [NumberMention] {
        var found: [NumberMention] = []
        var position = 0
        while position < line.count {
            if let mention = arabic(at: position, in: line) ?? chinese(at: position, in: line) {
                found.append(mention)
                position = mention.range.upperBound
            } else {
                position = afterRun(from: position, in: line)
            }
        }
        return found
    }

    /// A run of numerals that is no number (万一) is skipped as a whole: its tail (一) is none either.
    private static func afterRun(from position: Int, in line: FoldedLine) -> Int {
        var end = position
        while ChineseNumeral.isNumeral(line[end]) { end += 1 }
        return max(end, position + 1)
    }

    private static func arabic(at start: Int, in line: FoldedLine) -> NumberMention? {
        guard FoldedLine.isDigit(line[start]), !FoldedLine.isLatin(line[start - 1]) else { return nil }
        var end = start
        var digits = ""
        var sawPoint = false
        while true {
            let next = line[end]
            if FoldedLine.isDigit(next) {
                digits.append(next)
            } else if next == ",", isGroup(after: end, in: line), !sawPoint {
                // Digits in threes: 3,000.
            } else if next == ".", FoldedLine.isDigit(line[end + 1]), !sawPoint {
                (sawPoint, digits) = (true, digits + ".")
            } else {
                break
            }
            end += 1
        }
        guard digits.count <= digitsMax, let number = Double(digits) else { return nil }
        let (factor, after) = multiplier(at: end, in: line)
        let value = (number * Double(factor)).rounded(.down)
        let isFraction = sawPoint && (number * Double(factor) != value || factor == 1)
        let mention = NumberMention(
            range: start..<after, value: Int(value), isLarge: factor > 1, isFraction: isFraction, isRough: false)
        return roughened(sawPoint ? mention : withTail(mention, factor: factor, in: line), in: line)
    }

    /// Digits and units by turns: 3千5百, 2万5.
    private static func withTail(_ mention: NumberMention, factor: Int, in line: FoldedLine) -> NumberMention {
        var mention = mention
        var factor = factor
        var place = mention.range.upperBound
        while factor > 10, let digit = line[place].wholeNumberValue, FoldedLine.isDigit(line[place]), digit > 0,
            !FoldedLine.isDigit(line[place + 1])
        {
            let unit = ChineseNumeral.unit(line[place + 1])
            guard unit ?? 0 < factor, !FoldedLine.isLatin(line[place - 1]) else { break }
            mention.value += digit * (unit ?? factor / 10)
            place += unit == nil ? 1 : 2
            factor = unit ?? 1
        }
        mention.range = mention.range.lowerBound..<place
        return mention
    }

    private static func isGroup(after comma: Int, in line: FoldedLine) -> Bool {
        (1...3).allSatisfy { FoldedLine.isDigit(line[comma + $0]) } && !FoldedLine.isDigit(line[comma + 4])
    }

    private static func multiplier(at position: Int, in line: FoldedLine) -> (factor: Int, end: Int) {
        switch line[position] {
        case "k" where !FoldedLine.isLatin(line[position + 1]): (1000, position + 1)
        case "w" where !FoldedLine.isLatin(line[position + 1]): (10_000, position + 1)
        case "千", "仟": (1000, position + 1)
        case "百", "佰": (100, position + 1)
        case "万", "萬": (10_000, position + 1)
        default: (1, position)
        }
    }

    private static func chinese(at start: Int, in line: FoldedLine) -> NumberMention? {
        guard ChineseNumeral.isNumeral(line[start]) else { return nil }
        var end = start
        while ChineseNumeral.isNumeral(line[end]) { end += 1 }
        guard let value = ChineseNumeral.value(Array(line.folded[start..<end])) else { return nil }
        let mention = NumberMention(
            range: start..<end, value: value, isLarge: value >= 1000, isFraction: false, isRough: false)
        return roughened(mention, in: line)
    }

    /// 两百来块, 十来万, 三千多, 60多岁: the round part counts.
    private static func roughened(_ mention: NumberMention, in line: FoldedLine) -> NumberMention {
        let end = mention.range.upperBound
        guard "来多几余".contains(line[end]) else { return mention }
        var rough = mention
        var after = end + 1
        rough.isRough = true
        if let myriad = ChineseNumeral.myriad(line[after]), mention.value < myriad {
            rough.value = mention.value * myriad
            rough.isLarge = true
            after += 1
        }
        rough.range = mention.range.lowerBound..<after
        return rough
    }
}
