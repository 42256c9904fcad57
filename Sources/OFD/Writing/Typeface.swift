/// A typeface that every Chinese system has: named in the document, not carried by it.
///
/// Named faces are measured as those fonts are made: Chinese characters and their punctuation are one em wide, Latin
/// letters and digits half an em. The document states every advance, so that a substitute cannot move the lines.
public enum Typeface: String, Sendable, CaseIterable {
    /// 宋体, for text.
    case song = "宋体"
    /// 黑体, for headings.
    case hei = "黑体"
    /// 楷体, for remarks.
    case kai = "楷体"

    /// How far above the base line a character may reach, in ems.
    static let ascent = 0.86
    /// Height of a character's box, in ems.
    static let height = 1.15

    /// A character's advance, in ems.
    static func advance(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0..<0x20, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0x2060, 0xFEFF: 0
        // Signs that Chinese fonts draw in a full square although they are in Latin-1.
        case 0xA7, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7: 1
        case 0x20..<0x250, 0xFF61...0xFFDC: 0.5
        default: 1
        }
    }
}
