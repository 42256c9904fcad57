/// A message laid out for reading by rules: one folded character for each written one, so that positions agree.
///
/// Full-width forms become half-width, capitals small; placeholders of personal data become blanks that no rule reads.
struct FoldedLine {
    /// Stands for characters that are spoken for.
    static let blank: Character = "\u{FFFC}"

    /// As written.
    let written: [Character]
    private(set) var folded: [Character]
    /// Where placeholders stand, with the word before the first colon and what it shows.
    let placeholders: [(range: Range<Int>, type: String, shown: String)]

    init(_ text: String) {
        written = Array(text)
        folded = written.map(Self.fold)
        var places: [(range: Range<Int>, type: String, shown: String)] = []
        var position = 0
        while let open = written[position...].firstIndex(of: "⟦"), let close = written[open...].firstIndex(of: "⟧") {
            let parts = String(written[(open + 1)..<close]).split(separator: ":", omittingEmptySubsequences: false)
            if parts.count >= 2 { places.append((open..<(close + 1), String(parts[0]), String(parts[1]))) }
            position = close + 1
        }
        placeholders = places
        for place in places { blank(place.range) }
    }

    var count: Int { folded.count }

    /// The text with every placeholder replaced by what it shows, for a model and for people.
    var readable: String {
        var text = ""
        var position = 0
        for place in placeholders {
            text += String(written[position..<place.range.lowerBound]) + place.shown
            position = place.range.upperBound
        }
        return text + String(written[position...])
    }

    /// Takes a stretch out of the reading: what follows must not read it as something else.
    mutating func blank(_ range: Range<Int>) {
        for position in range { folded[position] = Self.blank }
    }

    func text(_ range: Range<Int>) -> String { String(written[range]) }

    /// The folded character there; a blank beyond either end.
    subscript(position: Int) -> Character {
        folded.indices.contains(position) ? folded[position] : Self.blank
    }

    func has(_ word: String, at position: Int) -> Bool {
        guard position >= 0 else { return false }
        var place = position
        for character in word {
            guard place < folded.count, folded[place] == character else { return false }
            place += 1
        }
        return true
    }

    /// The word stands there and is no part of a longer Latin one.
    func hasWhole(_ word: [Character], at position: Int) -> Bool {
        let end = position + word.count
        return end <= folded.count && folded[position..<end].elementsEqual(word) && isWordBoundary(position)
            && isWordBoundary(end)
    }

    func has(_ word: String, endingAt position: Int) -> Bool { has(word, at: position - word.count) }

    /// The longest of the words that begins there.
    func longest(of words: [String], at position: Int) -> String? {
        words.filter { has($0, at: position) }.max { $0.count < $1.count }
    }

    func hasAny(_ words: [String], at position: Int) -> Bool { words.contains { has($0, at: position) } }

    func hasAny(_ words: [String], endingAt position: Int) -> Bool { words.contains { has($0, endingAt: position) } }

    /// Whether a word of Latin letters could begin or end there: no letter or digit on the other side.
    func isWordBoundary(_ position: Int) -> Bool {
        !(Self.isLatin(self[position - 1]) && Self.isLatin(self[position]))
    }

    /// First position from there on that is no space.
    func skippingSpaces(_ position: Int) -> Int {
        var place = position
        while place < folded.count, folded[place] == " " { place += 1 }
        return place
    }

    /// The position after the last character before there that is no space.
    func skippingSpacesBack(_ position: Int) -> Int {
        var place = position
        while place > 0, folded[place - 1] == " " { place -= 1 }
        return place
    }

    /// The stretch between two marks of punctuation around a position.
    func clause(around position: Int) -> Range<Int> {
        var start = position
        var end = position
        while start > 0, !Self.isStop(folded[start - 1], before: self[start]) { start -= 1 }
        while end < folded.count, !Self.isStop(folded[end], before: self[end + 1]) { end += 1 }
        return start..<end
    }

    /// The folded text of a stretch.
    func reading(_ range: Range<Int>) -> String { String(folded[range.clamped(to: 0..<folded.count)]) }

    /// A point or comma within a number parts nothing.
    private static func isStop(_ character: Character, before next: Character) -> Bool {
        switch character {
        case ",", ".": !isDigit(next)
        case "，", "。", "；", ";", "！", "!", "？", "?", "\n", "、": true
        default: false
        }
    }

    static func isLatin(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// The same letters and digits in their usual width.
    static func halfWidth(_ text: String) -> String {
        String(
            text.map { character in
                guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value) else {
                    return character
                }
                return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? character
            })
    }

    /// Without spaces and punctuation at either end.
    static func trimmed(_ characters: [Character]) -> [Character] {
        let front = characters.drop { !$0.isLetter && !$0.isNumber }
        return Array(front.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
    }

    private static func fold(_ character: Character) -> Character {
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else { return character }
        switch scalar.value {
        case 0x3000, 0x09, 0xA0: return " "
        case 0xFF0C: return character  // A Chinese comma never groups digits: 28，300 are two numbers.
        case 0xFF01...0xFF5E:
            return lower(Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? character)
        case 0x41...0x5A: return lower(character)
        case 0x2019: return "'"
        default: return character
        }
    }

    private static func lower(_ character: Character) -> Character {
        let small = character.lowercased()
        return small.count == 1 ? Character(small) : character
    }
}
