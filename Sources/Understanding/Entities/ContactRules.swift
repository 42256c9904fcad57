/// Finds order numbers (订单号), which are written with a word that says so or with a prefix of letters.
enum OrderNumberRule {
    private static let cues = ["订单编号", "订单号", "订单", "单号", "order number", "order no.", "order no", "order"]
    private static let digitsMin = 6
    private static let digitsMax = 24
    private static let prefixLettersMax = 4

    static func find(in line: FoldedLine) -> [Entity] {
        var found: [Entity] = []
        var position = 0
        while position < line.count {
            guard let range = number(at: position, in: line), hasCue(before: range, in: line) else {
                position += 1
                continue
            }
            found.append(
                Entity(
                    kind: .orderNumber, text: line.text(range), value: .text(FoldedLine.halfWidth(line.text(range))),
                    start: range.lowerBound, end: range.upperBound))
            position = range.upperBound
        }
        return found
    }

    private static func number(at start: Int, in line: FoldedLine) -> Range<Int>? {
        guard FoldedLine.isLatin(line[start]), !FoldedLine.isLatin(line[start - 1]) else { return nil }
        var digits = start
        while FoldedLine.isLatin(line[digits]), line[digits].isLetter { digits += 1 }
        guard digits - start <= prefixLettersMax else { return nil }
        var end = digits
        while FoldedLine.isDigit(line[end]) { end += 1 }
        guard (digitsMin...digitsMax).contains(end - digits), !FoldedLine.isLatin(line[end]) else { return nil }
        return start..<end
    }

    /// A prefix of two letters and eight digits speaks for itself; bare digits need the word.
    private static func hasCue(before range: Range<Int>, in line: FoldedLine) -> Bool {
        if line[range.lowerBound].isLetter, range.count >= 10 { return true }
        var place = range.lowerBound
        while place > 0, " :：#是为".contains(line[place - 1]) { place -= 1 }
        return line.hasAny(cues, endingAt: place)
    }
}

/// Finds mobile numbers of mainland China (手机号), written or as the placeholder that replaced one.
enum PhoneRule {
    private static let digitsCount = 11

    static func find(in line: FoldedLine) -> [Entity] {
        var found = line.placeholders.filter { $0.type == "phone" }.map { place in
            Entity(
                kind: .phone, text: line.text(place.range), value: .text(place.shown), start: place.range.lowerBound,
                end: place.range.upperBound)
        }
        var position = 0
        while position < line.count {
            guard let (range, digits) = number(at: position, in: line) else {
                position += 1
                continue
            }
            found.append(
                Entity(
                    kind: .phone, text: line.text(range), value: .text(digits), start: range.lowerBound,
                    end: range.upperBound))
            position = range.upperBound
        }
        return found
    }

    /// 1, then 3 to 9, then nine digits; single spaces or hyphens between them are fine.
    private static func number(at start: Int, in line: FoldedLine) -> (Range<Int>, String)? {
        guard line[start] == "1", "3456789".contains(line[start + 1]), !isDigit(before: start, in: line) else {
            return nil
        }
        var digits = ""
        var end = start
        while digits.count < digitsCount {
            if FoldedLine.isDigit(line[end]) {
                digits.append(line[end])
            } else if !(" -".contains(line[end]) && FoldedLine.isDigit(line[end + 1])) {
                return nil
            }
            end += 1
        }
        return FoldedLine.isDigit(line[end]) ? nil : (start..<end, digits)
    }

    /// The country code is no part of another number.
    private static func isDigit(before start: Int, in line: FoldedLine) -> Bool {
        if line.hasAny(["86", "86 ", "86-"], endingAt: start) { return false }
        return FoldedLine.isLatin(line[start - 1])
    }
}
