/// Text in one go, set in lines.
public struct Paragraph: Sendable, Equatable {
    /// How lines lie between the margins.
    public enum Alignment: String, Sendable {
        case left, center, right
        /// Both edges even, except in the last line (两端对齐).
        case justified
    }

    /// Pieces of text with their looks.
    public var runs: [TextRun]
    /// Typeface.
    public var face: Typeface
    /// Size of type, in millimetres.
    public var size: Double
    /// Distance of base lines, in sizes of type.
    public var leading: Double
    public var alignment: Alignment
    /// Where lines begin, from the left, in millimetres.
    public var indent: Double
    /// How much further the first line begins than the others, in millimetres.
    public var firstLineIndent: Double
    /// Stands in the indentation before the first line: the number or the dot of a list.
    public var marker: String?
    /// Space above, in millimetres; none at the top of a page.
    public var spaceBefore: Double
    /// Whether what follows must begin on the same page, as under a heading.
    public var keepsWithNext: Bool

    /// A paragraph of body text: 宋体, 10.5 points (五号), both edges even.
    public init(
        _ runs: [TextRun], face: Typeface = .song, size: Double = Self.bodySize, leading: Double = 1.6,
        alignment: Alignment = .justified, indent: Double = 0, firstLineIndent: Double = 0, marker: String? = nil,
        spaceBefore: Double = 1.2, keepsWithNext: Bool = false
    ) {
        self.runs = runs
        self.face = face
        self.size = size
        self.leading = leading
        self.alignment = alignment
        self.indent = indent
        self.firstLineIndent = firstLineIndent
        self.marker = marker
        self.spaceBefore = spaceBefore
        self.keepsWithNext = keepsWithNext
    }

    /// A paragraph of body text in one look.
    public init(_ text: String) { self.init([TextRun(text)]) }

    /// A heading: 黑体, centred and largest at level 1.
    ///
    /// - Parameter level: 1 to 4; what is beyond counts as 4.
    public static func heading(_ runs: [TextRun], level: Int) -> Paragraph {
        let sizes = [6.35, 4.94, 4.23, 3.7]
        let size = sizes[min(max(level, 1), sizes.count) - 1]
        return Paragraph(
            runs, face: .hei, size: size, leading: 1.5, alignment: level <= 1 ? .center : .left,
            spaceBefore: level <= 1 ? 4 : 3, keepsWithNext: true)
    }

    /// 10.5 points (五号), in millimetres.
    public static let bodySize = 3.7
}

/// A piece of text in one look.
public struct TextRun: Sendable, Equatable {
    public var text: String
    public var isBold: Bool
    public var isUnderlined: Bool

    /// Plain unless told otherwise.
    public init(_ text: String, isBold: Bool = false, isUnderlined: Bool = false) {
        self.text = text
        self.isBold = isBold
        self.isUnderlined = isUnderlined
    }

    /// Takes a line with marks apart: `**bold**`, `__underlined__`. A mark without its partner is text.
    public static func marked(_ text: String) -> [TextRun] {
        var runs: [TextRun] = []
        var rest = Substring(text)
        var plain = ""
        while let mark = rest.firstRange(of: /\*\*|__/) {
            let sign = rest[mark]
            let after = rest[mark.upperBound...]
            guard let close = after.firstRange(of: String(sign)), close.lowerBound > after.startIndex else {
                plain += rest[..<mark.upperBound]
                rest = after
                continue
            }
            plain += rest[..<mark.lowerBound]
            if !plain.isEmpty { runs.append(TextRun(plain)) }
            plain = ""
            let isBold = sign == "**"
            runs.append(
                TextRun(String(after[..<close.lowerBound]), isBold: isBold, isUnderlined: !isBold))
            rest = after[close.upperBound...]
        }
        plain += rest
        if !plain.isEmpty { runs.append(TextRun(plain)) }
        return runs
    }
}
