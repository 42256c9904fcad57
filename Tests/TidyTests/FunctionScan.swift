/// A function with a body, as the brace scanner finds it.
struct ScannedFunction: Sendable {
    let name: String
    /// From 0.
    let firstLine: Int
    /// From the line of its name to its closing brace.
    let lineCount: Int

    /// All functions, initialisers and subscripts of a file; those inside another one are counted in both.
    static func all(in code: String) -> [ScannedFunction] {
        let bytes = Array(code.utf8)
        let starts = #/\b(func +(?:[A-Za-z_0-9`]+|[-+*\/<>=!&|^~%?.]+)|init[?]? *[(<]|deinit\b|subscript *[(<])/#
        return code.matches(of: starts.wordBoundaryKind(.simple)).compactMap { match in
            let start = code.utf8.distance(from: code.startIndex, to: match.range.lowerBound)
            // `self.init(…)` and `.init(…)` are calls.
            if start > 0, bytes[start - 1] == UInt8(ascii: ".") { return nil }
            guard let body = bodyStart(in: bytes, from: start), let end = bodyEnd(in: bytes, from: body) else {
                return nil
            }
            let firstLine = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
            return ScannedFunction(
                name: match.1.trimmingPrefix("func ").filter { !" (<".contains($0) }, firstLine: firstLine,
                lineCount: bytes[start...end].count { $0 == UInt8(ascii: "\n") } + 1)
        }
    }

    /// The opening brace, or `nil` for a requirement without a body.
    private static func bodyStart(in bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var index = start
        var isAtLineStart = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return index
            case UInt8(ascii: "}") where depth <= 0: return nil
            default: break
            }
            if depth < 0 { return nil }
            if bytes[index] == UInt8(ascii: "\n") {
                isAtLineStart = true
            } else if bytes[index] != UInt8(ascii: " ") {
                if isAtLineStart, depth == 0, !continues(bytes[index...]) { return nil }
                isAtLineStart = false
            }
            index += 1
        }
        return nil
    }

    /// Whether a line goes on with a signature that the line before began.
    private static func continues(_ rest: ArraySlice<UInt8>) -> Bool {
        ["{", ")", "->", "async", "throws", "where"].contains { rest.starts(with: $0.utf8) }
    }

    private static func bodyEnd(in bytes: [UInt8], from body: Int) -> Int? {
        var depth = 0
        for index in body..<bytes.count {
            if bytes[index] == UInt8(ascii: "{") { depth += 1 }
            if bytes[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}
