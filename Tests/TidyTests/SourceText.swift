/// Swift source taken apart by a light scanner: code, and the contents of string literals.
///
/// Both texts are as long as the original, with spaces for what belongs to the other one, so lines and columns stay.
/// Code inside an interpolation counts as code.
struct SourceText: Sendable {
    private(set) var code = ""
    private(set) var literals = ""

    init(_ text: String) {
        var scanner = Scanner(Array(text.utf8))
        scanner.run()
        code = String(decoding: scanner.code, as: UTF8.self)
        literals = String(decoding: scanner.literals, as: UTF8.self)
    }
}

private struct Scanner {
    /// An open string: how many `#`, and whether it is a multi-line one.
    struct Literal { let hashes: Int, isLong: Bool }
    enum Level {
        case literal(Literal)
        case interpolation(parentheses: Int)
    }

    let text: [UInt8]
    var at = 0
    var code: [UInt8] = []
    var literals: [UInt8] = []
    var levels: [Level] = []

    init(_ text: [UInt8]) { self.text = text }

    mutating func run() {
        while at < text.count {
            switch levels.last {
            case .literal(let literal): stepInLiteral(literal)
            case .interpolation(let parentheses): stepInCode(parentheses)
            case nil: stepInCode(nil)
            }
        }
    }

    enum Part { case code, literal, neither }

    mutating func take(_ count: Int, as part: Part) {
        for byte in text[at..<min(at + count, text.count)] {
            let blank: UInt8 = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
            code.append(part == .code ? byte : blank)
            literals.append(part == .literal ? byte : blank)
        }
        at = min(at + count, text.count)
    }

    func sees(_ word: String, ahead: Int = 0) -> Bool {
        text.count >= at + ahead + word.utf8.count && text[(at + ahead)...].starts(with: word.utf8)
    }

    func run(of byte: UInt8, ahead: Int = 0) -> Int {
        var count = 0
        while at + ahead + count < text.count, text[at + ahead + count] == byte { count += 1 }
        return count
    }

    /// Bytes at which something may begin or end.
    static let marks = Set("/#\"()\\\n".utf8)

    /// Most of a file, at little cost.
    mutating func takePlain(as part: Part) -> Bool {
        var end = at
        while end < text.count, !Self.marks.contains(text[end]) { end += 1 }
        if end == at { return false }
        take(end - at, as: part)
        return true
    }

    mutating func stepInCode(_ parentheses: Int?) {
        if takePlain(as: .code) { return }
        if sees("//") { return take(lineRest, as: .neither) }
        if sees("/*") { return skipBlockComment() }
        let hashes = run(of: UInt8(ascii: "#"))
        if sees("\"", ahead: hashes) {
            let isLong = sees("\"\"\"", ahead: hashes)
            levels.append(.literal(Literal(hashes: hashes, isLong: isLong)))
            return take(hashes + (isLong ? 3 : 1), as: .code)
        }
        if let length = regexLength(hashes) { return take(length, as: .neither) }
        if let parentheses {
            if text[at] == UInt8(ascii: "(") { levels[levels.count - 1] = .interpolation(parentheses: parentheses + 1) }
            if text[at] == UInt8(ascii: ")") {
                if parentheses == 0 {
                    levels.removeLast()
                } else {
                    levels[levels.count - 1] = .interpolation(parentheses: parentheses - 1)
                }
            }
        }
        take(1, as: .code)
    }

    mutating func stepInLiteral(_ literal: Literal) {
        if takePlain(as: .literal) { return }
        let mark = String(repeating: "#", count: literal.hashes)
        if sees("\\" + mark + "(") {
            levels.append(.interpolation(parentheses: 0))
            return take(mark.utf8.count + 2, as: .code)
        }
        if sees("\\" + mark) { return take(mark.utf8.count + 2, as: .literal) }
        let end = (literal.isLong ? "\"\"\"" : "\"") + mark
        if sees(end) || (!literal.isLong && sees("\n")) {
            levels.removeLast()
            return take(sees(end) ? end.utf8.count : 1, as: .code)
        }
        take(1, as: .literal)
    }

    var lineRest: Int { (text[at...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count) - at }

    mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                take(2, as: .neither)
            } else if sees("*/") {
                depth -= 1
                take(2, as: .neither)
            } else {
                take(1, as: .neither)
            }
        } while depth > 0 && at < text.count
    }

    /// A regular expression begins where a value may stand and ends on the same line.
    func regexLength(_ hashes: Int) -> Int? {
        guard sees("/", ahead: hashes) else { return nil }
        let line = Array(text[at..<(at + lineRest)])
        if hashes == 0 {
            guard line.count > 1, line[1] != UInt8(ascii: " "), line[1] != UInt8(ascii: "=") else { return nil }
            let before = code.last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
            guard before.map({ "(,=:[{".utf8.contains($0) }) ?? true else { return nil }
        }
        var index = hashes + 1
        while index < line.count {
            if line[index] == UInt8(ascii: "\\") {
                index += 2
            } else if line[index] == UInt8(ascii: "/"),
                line[(index + 1)...].prefix(hashes).allSatisfy({ $0 == UInt8(ascii: "#") }),
                line.count >= index + 1 + hashes
            {
                return index + 1 + hashes
            } else {
                index += 1
            }
        }
        return nil
    }
}
