/// Stands in headers and footers for numbers that are known only when all pages are.
public enum PageNumber {
    /// The page's number, from 1. A private character that no text contains.
    public static let current = "\u{F8F0}"
    /// How many pages there are.
    public static let total = "\u{F8F1}"

    static func filled(_ paragraph: Paragraph, page: Int, of total: Int) -> Paragraph {
        var filled = paragraph
        for index in filled.runs.indices {
            filled.runs[index].text = filled.runs[index].text
                .replacing(current, with: String(page)).replacing(self.total, with: String(total))
        }
        return filled
    }

    /// A text without these characters, for what comes from outside.
    static func removed(from text: String) -> String {
        var kept = text
        kept.unicodeScalars.removeAll { current.unicodeScalars.contains($0) || total.unicodeScalars.contains($0) }
        return kept
    }
}
