/// A pattern of XQuery written for ICU: class subtraction, flag `x`, and what XQuery refuses.
enum FEELPatternSource {
    /// `nil` for what is no pattern of XQuery though one of ICU.
    static func translated(_ pattern: String, ignoresSpace: Bool) -> String? {
        var result = ""
        var classDepth = 0
        var scalars = (ignoresSpace ? Self.withoutSpace(pattern) : Array(pattern.unicodeScalars))[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\\":
                guard let escaped = scalars.popFirst() else { return nil }
                // A reference back inside a class, and escapes of other dialects.
                if classDepth > 0, ("0"..."9").contains(escaped) { return nil }
                guard isEscape(escaped) else { return nil }
                result += "\\" + String(escaped)
                // `IsBasicLatin` is a block; blocks are called `In…` there.
                if "pP".unicodeScalars.contains(escaped), scalars.starts(with: "{Is".unicodeScalars) {
                    scalars.removeFirst(3)
                    result += "{In"
                }
            case "[":
                if classDepth > 0 {
                    guard result.hasSuffix("-") else { return nil }
                    result += "-["
                } else {
                    result += "["
                }
                classDepth += 1
            case "]":
                if classDepth == 0 { return nil }
                classDepth -= 1
                result += "]"
            case "(" where classDepth == 0 && scalars.first == "?":
                guard scalars.dropFirst().first == ":" else { return nil }
                result += "("
            case "&" where classDepth > 0: result += "\\&"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return classDepth == 0 ? result : nil
    }

    /// Without the white space outside of character classes, even inside an escape.
    private static func withoutSpace(_ pattern: String) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        var (classDepth, isEscaped) = (0, false)
        for scalar in pattern.unicodeScalars {
            if classDepth == 0, [" ", "\t", "\n", "\r"].contains(scalar) { continue }
            kept.append(scalar)
            if !isEscaped, scalar == "[" { classDepth += 1 }
            if !isEscaped, scalar == "]", classDepth > 0 { classDepth -= 1 }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return kept
    }

    private static func isEscape(_ scalar: Unicode.Scalar) -> Bool {
        if ("1"..."9").contains(scalar) { return true }
        return "nrt\\|.?*+(){}-[]^$sSiIcCdDwWpP".unicodeScalars.contains(scalar)
    }
}
