extension String {
    /// Without white space around it.
    var trimmed: String {
        let isBlank = { (character: Character) in character.isWhitespace }
        let front = drop(while: isBlank)
        guard let last = front.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(front[...last])
    }
}

extension Character {
    /// Whether it ends a line of a text file: LF or CRLF, which Swift takes for one character.
    var endsLine: Bool { self == "\n" || self == "\r\n" }
}
