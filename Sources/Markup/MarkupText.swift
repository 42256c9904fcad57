/// Text as it stands inside a document (XML 1.0, 2.2 and 2.4).
public enum MarkupText {
    /// The text for the inside of an element or of an attribute in double quotes. Characters that XML cannot hold at
    /// all, such as NUL, are left out.
    public static func escaped(_ text: String) -> String {
        var written = ""
        written.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": written += "&amp;"
            case "<": written += "&lt;"
            case ">": written += "&gt;"
            case "\"": written += "&quot;"
            // A reader turns these into blanks inside an attribute unless they are written as references.
            case "\n": written += "&#10;"
            case "\r": written += "&#13;"
            case "\t": written += "&#9;"
            case _ where isAllowed(scalar): written.unicodeScalars.append(scalar)
            default: break
            }
        }
        return written
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
}
