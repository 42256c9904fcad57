import Markup

/// Latin letters and digits of Chinese typefaces, which are half an em wide there (GB/T 2312's half width).
///
/// A browser without 宋体 or 黑体 takes a face with proportional letters, whose wide ones would run into their
/// neighbours. Such faces carry half-width forms as the OpenType feature `hwid`.
enum HalfWidthLatin {
    /// The line as the inside of an SVG text, its Latin stretches in half width if the font is a Chinese one that the
    /// file does not carry.
    static func marked(_ line: String, in font: DocumentResources.Font?) -> String {
        guard let font, font.file == nil, isChinese(font.family ?? font.name) else { return MarkupText.escaped(line) }
        var written = ""
        var rest = Substring(line)
        while let first = rest.first {
            let isLatinRun = isLatin(first)
            let run = rest.prefix { isLatin($0) == isLatinRun }
            rest = rest[run.endIndex...]
            let text = MarkupText.escaped(String(run))
            written += isLatinRun ? "<tspan style=\"font-feature-settings:'hwid'\">\(text)</tspan>" : text
        }
        return written
    }

    private static func isLatin(_ character: Character) -> Bool { character.isASCII && character > " " }

    private static func isChinese(_ name: String) -> Bool {
        let folded = name.lowercased()
        return ["宋", "黑", "楷", "仿", "simsun", "simhei", "kaiti", "fangsong"].contains { folded.contains($0) }
    }
}
