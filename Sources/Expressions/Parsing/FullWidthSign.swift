/// Signs that Chinese input methods type easily where an ASCII one is meant.
enum FullWidthSign {
    /// The ASCII sign meant, as a condition writes it; `nil` for any other character.
    static func halfWidth(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0).map(String.init)
        case "\u{3000}": " "
        case "‘", "’", "“", "”", "「", "」": "'"
        case "、", "。": ","
        case "≥": ">="
        case "≤": "<="
        case "≠": "<>"
        case "×": "*"
        case "÷": "/"
        default: nil
        }
    }
}
