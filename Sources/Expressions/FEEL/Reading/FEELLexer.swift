/// Takes a FEEL text apart (DMN 1.5, clause 10.3.1.2). Names of several words stay apart: only the parser knows them.
struct FEELLexer {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var bytes = 0
    private var isSpaced = false

    /// All tokens of a text, the last one an end.
    static func tokens(_ text: String) throws(FEELFault) -> [FEELToken] {
        guard text.utf8.count <= FEELLimits.sourceBytesMax else {
            throw FEELFault(.tooLong, at: 0, "\(FEELLimits.sourceBytesMax)")
        }
        var lexer = FEELLexer(scalars: Array(text.unicodeScalars))
        var tokens: [FEELToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(FEELToken(kind: .end, text: "", position: lexer.bytes, isSpaced: lexer.isSpaced))
        return tokens
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var current: Unicode.Scalar? { peek(0) }

    private func peek(_ offset: Int) -> Unicode.Scalar? {
        at + offset < scalars.count ? scalars[at + offset] : nil
    }

    @discardableResult
    private mutating func advance() -> Unicode.Scalar {
        let scalar = scalars[at]
        at += 1
        bytes += UTF8.width(scalar)
        return scalar
    }

    private mutating func next() throws(FEELFault) -> FEELToken? {
        isSpaced = try skipSpace()
        guard let first = current else { return nil }
        let start = bytes
        let spaced = isSpaced
        if first == "\"" {
            return FEELToken(kind: .string, text: try string(), position: start, isSpaced: spaced)
        }
        let isNumber = first.isDigit || (first == "." && peek(1)?.isDigit == true)
        if isNumber { return FEELToken(kind: .number, text: number(), position: start, isSpaced: spaced) }
        if first == "?" {
            advance()
            return FEELToken(kind: .word, text: "?", position: start, isSpaced: spaced)
        }
        if first.isNameStart {
            var word = ""
            while let scalar = current, scalar.isNameStart || scalar.isDigit {
                word.unicodeScalars.append(advance())
            }
            return FEELToken(kind: .word, text: word, position: start, isSpaced: spaced)
        }
        return FEELToken(kind: .symbol, text: symbol(), position: start, isSpaced: spaced)
    }

    private mutating func symbol() -> String {
        let first = advance()
        guard let second = current else { return String(first) }
        let pair = String(first) + String(second)
        guard ["..", "**", "<=", ">=", "!=", "->"].contains(pair) else { return String(first) }
        advance()
        return pair
    }

    private mutating func number() -> String {
        var text = ""
        while let scalar = current, scalar.isDigit { text.unicodeScalars.append(scalar); advance() }
        if current == ".", peek(1)?.isDigit == true {
            text.unicodeScalars.append(advance())
            while let scalar = current, scalar.isDigit { text.unicodeScalars.append(scalar); advance() }
        }
        let isSigned = peek(1) == "+" || peek(1) == "-"
        if current == "e" || current == "E", peek(isSigned ? 2 : 1)?.isDigit == true {
            for _ in 0..<(isSigned ? 2 : 1) { text.unicodeScalars.append(advance()) }
            while let scalar = current, scalar.isDigit { text.unicodeScalars.append(scalar); advance() }
        }
        return text
    }

    /// Steps over white space and comments, and says whether there was any.
    private mutating func skipSpace() throws(FEELFault) -> Bool {
        let start = at
        while let scalar = current {
            if scalar.isFEELSpace {
                advance()
            } else if scalar == "/", peek(1) == "/" {
                while let scalar = current, scalar != "\n", scalar != "\r" { advance() }
            } else if scalar == "/", peek(1) == "*" {
                let opening = bytes
                for _ in 0..<2 { advance() }
                while !(current == "*" && peek(1) == "/") {
                    guard current != nil else { throw FEELFault(.unclosedComment, at: opening) }
                    advance()
                }
                for _ in 0..<2 { advance() }
            } else {
                break
            }
        }
        return at > start
    }

    private mutating func string() throws(FEELFault) -> String {
        let opening = bytes
        var units: [UInt16] = []
        advance()
        while let scalar = current {
            advance()
            if scalar == "\"" { return String(decoding: units, as: UTF16.self) }
            if scalar == "\\", let escaped = current {
                try unescape(escaped, into: &units)
            } else {
                units += UTF16.encode(scalar).map { Array($0) } ?? []
            }
        }
        throw FEELFault(.unclosedText, at: opening)
    }

    /// An escape after its backslash; what is none keeps the backslash.
    private mutating func unescape(_ escaped: Unicode.Scalar, into units: inout [UInt16]) throws(FEELFault) {
        let plain: [Unicode.Scalar: String] = [
            "n": "\n", "r": "\r", "t": "\t", "\"": "\"", "'": "'", "\\": "\\",
        ]
        if let text = plain[escaped] {
            advance()
            units += text.utf16
        } else if escaped == "u" || escaped == "U" {
            let start = bytes
            advance()
            let digits = String(
                String.UnicodeScalarView(scalars[at..<min(at + (escaped == "u" ? 4 : 6), scalars.count)]))
            guard let code = UInt32(digits, radix: 16), digits.count == (escaped == "u" ? 4 : 6) else {
                throw FEELFault(.badEscape, at: start)
            }
            for _ in 0..<digits.count { advance() }
            if code <= 0xFFFF {
                units.append(UInt16(code))
            } else if let scalar = Unicode.Scalar(code) {
                units += UTF16.encode(scalar).map { Array($0) } ?? []
            }
        } else {
            units += "\\".utf16
        }
    }
}

extension Unicode.Scalar {
    /// An ASCII digit.
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    /// A letter of any script, or another character that names are made of.
    fileprivate var isNameStart: Bool {
        if isASCII { return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" }
        return !isFEELSpace && Self.nameRanges.contains { $0.contains(value) }
    }

    /// Name start characters and, from U+00B7, U+0300 and U+203F on, name parts (DMN 1.5, grammar rules 28 and 29).
    /// Typographic quotes and signs such as ≤ are none of them.
    private static let nameRanges: [ClosedRange<UInt32>] = [
        0xB7...0xB7, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x203F...0x2040,
        0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
    ]

    /// White space of FEEL (DMN 1.5, grammar rules 61 and 62).
    var isFEELSpace: Bool {
        properties.isWhitespace || ["\u{180E}", "\u{200B}", "\u{FEFF}"].contains(self)
    }
}
