/// Where a line may end (GB/T 15834 section 5.1 for Chinese punctuation, Unicode UAX #14 for the mixture).
///
/// No closing mark begins a line and no opening mark ends one; words, numbers with their signs, and the pairs ——
/// and …… stay whole.
enum LineBreaking {
    /// Marks that may not begin a line.
    private static let closing = Set(
        "。，、；：？！）》】」』〕〉”’％‰℃°·…—～,.;:?!)]}%'\"".unicodeScalars.map(\.value))
    /// Marks that may not end a line.
    private static let opening = Set("（《【「『〔〈“‘￥¥$([{#№".unicodeScalars.map(\.value))

    /// Whether a line may end between two characters.
    static func mayBreak(after left: Unicode.Scalar, before right: Unicode.Scalar) -> Bool {
        if right == " " || isAttached(right) { return false }
        if left == " " { return true }
        if left.value == 0xA0 || right.value == 0xA0 { return false }
        if closing.contains(right.value) || opening.contains(left.value) { return false }
        if isWordPart(left) && isWordPart(right) { return false }
        // An address or a date may break after its strokes, but not in front of a number: -5.
        if left == "-" || left == "/" { return right.properties.isAlphabetic }
        // 3.14, 1,000 and file.name; after a Chinese mark the line may end.
        if isNarrowMark(left) && isWordPart(right) { return false }
        if isWordPart(left) && opening.contains(right.value) { return isWide(right) }
        return true
    }

    /// Takes a sequence of characters apart into lines.
    ///
    /// - Parameters:
    ///   - widths: of the characters, in any unit.
    ///   - room: for line number n, from 0, in the same unit.
    /// - Returns: the lines' ranges; blanks at a line's end belong to it but take no room.
    static func lines(
        _ scalars: [Unicode.Scalar], widths: [Double], room: (Int) -> Double
    ) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < scalars.count {
            let end = lineEnd(scalars, widths, from: start, room: room(lines.count))
            lines.append(start..<end)
            start = end
        }
        return lines
    }

    private static func lineEnd(
        _ scalars: [Unicode.Scalar], _ widths: [Double], from start: Int, room: Double
    ) -> Int {
        var used = 0.0
        var lastBreak: Int?
        var at = start
        while at < scalars.count {
            if scalars[at] == "\n" { return at + 1 }
            if scalars[at] != " ", used + widths[at] > room + 1e-9, at > start {
                // A word longer than a line is cut where the line ends.
                return lastBreak ?? at
            }
            used += widths[at]
            at += 1
            if at < scalars.count, mayBreak(after: scalars[at - 1], before: scalars[at]) { lastBreak = at }
        }
        return at
    }

    private static func isAttached(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && Typeface.advance(of: scalar) == 0
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value < 0x2E80 else { return false }
        return scalar == "_" || scalar == "@" || scalar == "&" || scalar == "+" || scalar == "="
            || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isNarrowMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 && closing.contains(scalar.value)
    }

    static func isWide(_ scalar: Unicode.Scalar) -> Bool { Typeface.advance(of: scalar) == 1 }
}
