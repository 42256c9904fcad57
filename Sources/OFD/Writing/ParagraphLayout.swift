/// A paragraph set in lines.
struct ParagraphLayout {
    /// A character with its look.
    private struct Glyph {
        let scalar: Unicode.Scalar
        let run: Int
    }

    private let paragraph: Paragraph
    private let width: Double
    private let glyphs: [Glyph]
    private let widths: [Double]

    /// - Parameter width: of the column, in millimetres.
    init(_ paragraph: Paragraph, width: Double) {
        self.paragraph = paragraph
        self.width = width
        glyphs = paragraph.runs.enumerated().flatMap { index, run in
            Self.readable(run.text).map { Glyph(scalar: $0, run: index) }
        }
        widths = glyphs.map { Typeface.advance(of: $0.scalar) * paragraph.size }
    }

    /// The lines as slabs: at least two of them stay together on either side of a page's end.
    var slabs: [Slab] {
        let rooms: (Int) -> Double = { max(paragraph.size, width - start(of: $0)) }
        var lines = LineBreaking.lines(glyphs.map(\.scalar), widths: widths, room: rooms)
        if lines.isEmpty { lines = [0..<0] }
        return lines.enumerated().map { index, range in
            var slab = Slab(height: paragraph.size * paragraph.leading)
            slab.before = index == 0 ? paragraph.spaceBefore : 0
            let isLast = index == lines.count - 1
            slab.items = items(range, line: index, isLast: isLast || endsHard(range))
            let together = lines.count > 1 && (index == 0 || index == lines.count - 2)
            slab.keepsWithNext = isLast ? paragraph.keepsWithNext : together || paragraph.keepsWithNext
            return slab
        }
    }

    /// The width of the text if it were never broken.
    var naturalWidth: Double { widths.reduce(0, +) }

    /// Tabs and other controls are blanks; a document has no use for them.
    private static func readable(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { $0 == "\n" || $0.value >= 0x20 ? $0 : " " }
    }

    private func start(of line: Int) -> Double {
        paragraph.indent + (line == 0 ? paragraph.firstLineIndent : 0)
    }

    private func endsHard(_ range: Range<Int>) -> Bool { range.last.map { glyphs[$0].scalar == "\n" } ?? false }

    private func items(_ range: Range<Int>, line: Int, isLast: Bool) -> [PlacedItem] {
        let visible = trimmed(range)
        let used = visible.reduce(0) { $0 + widths[$1] }
        let slack = width - start(of: line) - used
        var advances = visible.map { widths[$0] }
        var x = start(of: line)
        switch paragraph.alignment {
        case .left: break
        case .center: x += slack / 2
        case .right: x += slack
        case .justified: if !isLast { spread(slack, over: &advances, visible) }
        }
        let leadingSpace = paragraph.size * (paragraph.leading - Typeface.height) / 2
        let baseline = leadingSpace + paragraph.size * Typeface.ascent
        var items = pieces(visible, advances, x, baseline)
        if line == 0, let marker = paragraph.marker { items.insert(self.marker(marker, baseline), at: 0) }
        return items
    }

    /// Without the blanks and the line feed at the end.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, glyphs[end - 1].scalar == " " || glyphs[end - 1].scalar == "\n" { end -= 1 }
        return range.lowerBound..<end
    }

    /// Gives what is left of a line to the gaps beside blanks and Chinese characters.
    private func spread(_ slack: Double, over advances: inout [Double], _ visible: Range<Int>) {
        // More than this would tear the line apart.
        guard slack > 0, slack <= 3 * paragraph.size, visible.count > 1 else { return }
        let gaps = visible.dropLast().filter { index in
            let (left, right) = (glyphs[index].scalar, glyphs[index + 1].scalar)
            return left == " " || LineBreaking.isWide(left) || LineBreaking.isWide(right)
        }
        for gap in gaps { advances[gap - visible.lowerBound] += slack / Double(gaps.count) }
    }

    /// One piece for each run on the line, and the strokes under those that are underlined.
    private func pieces(
        _ visible: Range<Int>, _ advances: [Double], _ x: Double, _ baseline: Double
    ) -> [PlacedItem] {
        var items: [PlacedItem] = []
        var x = x
        var at = visible.lowerBound
        while at < visible.upperBound {
            let run = glyphs[at].run
            var end = at
            while end < visible.upperBound, glyphs[end].run == run { end += 1 }
            let part = advances[(at - visible.lowerBound)..<(end - visible.lowerBound)]
            let look = paragraph.runs[run]
            if let text = text(at..<end, Array(part), x, baseline, isBold: look.isBold) { items.append(.text(text)) }
            let width = part.reduce(0, +)
            if look.isUnderlined {
                let y = baseline + paragraph.size * 0.16
                items.append(.line(fromX: x, fromY: y, toX: x + width, toY: y, width: 0.15))
            }
            x += width
            at = end
        }
        return items
    }

    /// Begins with the first character that shows: readers of XML like to drop a blank at the beginning, and everything
    /// behind it would move.
    private func text(
        _ range: Range<Int>, _ advances: [Double], _ x: Double, _ baseline: Double, isBold: Bool
    ) -> PlacedText? {
        let blanks = range.prefix { glyphs[$0].scalar == " " }.count
        guard blanks < range.count else { return nil }
        return PlacedText(
            x: x + advances.prefix(blanks).reduce(0, +), baseline: baseline, face: paragraph.face,
            size: paragraph.size, isBold: isBold, scalars: glyphs[range.dropFirst(blanks)].map(\.scalar),
            advances: Array(advances.dropFirst(blanks)))
    }

    /// Ends a third of a size before the text.
    private func marker(_ marker: String, _ baseline: Double) -> PlacedItem {
        let scalars = Array(marker.unicodeScalars)
        let advances = scalars.map { Typeface.advance(of: $0) * paragraph.size }
        let x = start(of: 0) - advances.reduce(0, +) - paragraph.size / 3
        return .text(
            PlacedText(
                x: max(0, x), baseline: baseline, face: paragraph.face, size: paragraph.size, isBold: false,
                scalars: scalars, advances: advances))
    }
}
