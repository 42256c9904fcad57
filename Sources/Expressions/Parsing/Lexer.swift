/// Cuts a condition into tokens.
struct Lexer {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(of text: String) throws(Complaint) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    /// Whether the text could stand in a condition as an attribute's name: words joined by dots, no keyword.
    static func isName(_ text: String) -> Bool {
        guard let tokens = try? tokens(of: text), tokens.count.isMultiple(of: 2) else { return false }
        let fitting = tokens.dropLast().enumerated().allSatisfy { index, token in
            guard index.isMultiple(of: 2) else { return token.kind == .symbol(.dot) }
            return token.kind == .word && Keyword(rawValue: token.source.uppercased()) == nil
        }
        return fitting && tokens.dropLast().map(\.source).joined() == text
    }

    private func byte(_ ahead: Int = 0) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

    private func token(_ kind: Token.Kind, from start: Int) -> Token {
        Token(kind: kind, source: String(decoding: bytes[start..<at], as: UTF8.self), position: start..<at)
    }

    /// The code point that starts here, and its length in bytes.
    private func scalar() -> (value: Unicode.Scalar, length: Int) {
        let text = String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self)
        let first = text.unicodeScalars.first ?? "\u{FFFD}"
        return (first, String(first).utf8.count)
    }

    private mutating func next() throws(Complaint) -> Token {
        while let blank = byte(), blank.isSpace { at += 1 }
        let start = at
        guard let first = byte() else { return token(.end, from: start) }
        if first.isDigit || (first == UInt8(ascii: ".") && byte(1)?.isDigit == true) { return try number() }
        if first == UInt8(ascii: "'") { return try text() }
        if wordLength(isFirst: true) > 0 { return word() }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") { throw doubleQuoted() }
        let pair = (first, byte(1) ?? 0)
        if pair == (UInt8(ascii: "-"), UInt8(ascii: "-")) || pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
            throw Complaint(.commentRefused, at: start..<(start + 2))
        }
        for length in [2, 1] where start + length <= bytes.count {
            let sign = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
            guard let symbol = Token.Symbol(rawValue: sign) else { continue }
            at += length
            return token(.symbol(symbol), from: start)
        }
        throw strange()
    }

    /// How many bytes of a word stand here, 0 for none.
    private func wordLength(isFirst: Bool) -> Int {
        guard let first = byte() else { return 0 }
        if first == UInt8(ascii: "_") || (0x61...0x7A).contains(first.lowercasedASCII) { return 1 }
        if first < 0x80 { return !isFirst && first.isDigit ? 1 : 0 }
        let (value, length) = scalar()
        guard FullWidthSign.halfWidth(of: value) == nil else { return 0 }
        return value.properties.isAlphabetic || (!isFirst && value.properties.numericType != nil) ? length : 0
    }

    private mutating func word() -> Token {
        let start = at
        at += wordLength(isFirst: true)
        while case let length = wordLength(isFirst: false), length > 0 { at += length }
        return token(.word, from: start)
    }

    private mutating func number() throws(Complaint) -> Token {
        let start = at
        func digits(_ lexer: inout Lexer) { while lexer.byte()?.isDigit == true { lexer.at += 1 } }
        digits(&self)
        if byte() == UInt8(ascii: ".") {
            at += 1
            digits(&self)
        }
        if byte()?.lowercasedASCII == UInt8(ascii: "e") {
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if byte(signed ? 2 : 1)?.isDigit == true {
                at += signed ? 2 : 1
                digits(&self)
            }
        }
        let valid = wordLength(isFirst: false) == 0 && byte() != UInt8(ascii: ".")
        while byte() == UInt8(ascii: ".") { at += 1 }
        while case let length = wordLength(isFirst: false), length > 0 { at += length }
        let token = token(.number, from: start)
        guard valid else { throw Complaint(.badNumber, at: token.position, token.source) }
        return token
    }

    private mutating func text() throws(Complaint) -> Token {
        let start = at
        var content: [UInt8] = []
        at += 1
        while let next = byte() {
            at += 1
            if next == UInt8(ascii: "'") {
                guard byte() == UInt8(ascii: "'") else {
                    return token(.text(String(decoding: content, as: UTF8.self)), from: start)
                }
                at += 1
            } else if next == 0 {
                throw Complaint(.unexpectedCharacter, at: (at - 1)..<at, "NUL")
            }
            content.append(next)
        }
        throw Complaint(.unclosedText, at: start..<at)
    }

    private func doubleQuoted() -> Complaint {
        let rest = bytes[(at + 1)...]
        guard let close = rest.firstIndex(of: bytes[at]) else { return Complaint(.doubleQuotes, at: at..<(at + 1)) }
        let inner = String(decoding: rest[..<close], as: UTF8.self).replacing("'", with: "''")
        return Complaint(.doubleQuotes, at: at..<(close + 1), suggestion: "'\(inner)'")
    }

    private func strange() -> Complaint {
        let (value, length) = scalar()
        let place = at..<min(at + length, bytes.count)
        guard let plain = FullWidthSign.halfWidth(of: value) else {
            return Complaint(.unexpectedCharacter, at: place, String(value))
        }
        return Complaint(.fullWidthSymbol, at: place, String(value), suggestion: plain)
    }
}
