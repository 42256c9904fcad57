import Foundation

/// The order in which a person reads lines: rows from the top, columns one after the other.
enum ReadingOrder {
    /// Sorts lines; a page that lies askew is straightened in thought by the lines' own mean angle.
    static func sort(_ lines: [TextLine]) -> [TextLine] {
        let placed = PlacedLine.straightened(lines)
        return order(placed).map { lines[$0.index] }
    }

    /// Cuts the page along its widest gutters, recursively (Nagy's XY-cut): into columns where a gutter runs through
    /// several rows on both sides, otherwise into bands.
    private static func order(_ lines: [PlacedLine]) -> [PlacedLine] {
        guard lines.count > 1 else { return lines }
        let height = PlacedLine.medianHeight(lines)
        if let (left, right) = split(lines, gapMin: 1.5 * height, \.left, \.right),
            areColumns(left, lineHeight: height), areColumns(right, lineHeight: height)
        {
            return order(left) + order(right)
        }
        if let (above, below) = split(lines, gapMin: 0.6 * height, \.top, \.bottom) {
            return order(above) + order(below)
        }
        return PlacedLine.rows(lines).flatMap { $0 }
    }

    private static let columnRowsMin = 3
    /// Columns narrower than this many line heights are labels or cells of a table, to be read across.
    private static let columnWidthMin = 5.0

    /// Columns of prose are wide, of several rows, and filled.
    private static func isColumn(_ lines: [PlacedLine], lineHeight: Double) -> Bool {
        let left = lines.map(\.left).min() ?? 0
        let right = lines.map(\.right).max() ?? 0
        let filled = lines.filter { $0.right - $0.left > 0.7 * (right - left) }
        return filled.count * 2 >= lines.count && PlacedLine.rows(lines).count >= columnRowsMin
            && right - left >= columnWidthMin * lineHeight
    }

    /// One column, or several side by side: the widest gutter of a page may leave two on one side.
    private static func areColumns(_ lines: [PlacedLine], lineHeight: Double) -> Bool {
        if isColumn(lines, lineHeight: lineHeight) { return true }
        guard let (left, right) = split(lines, gapMin: 1.5 * lineHeight, \.left, \.right) else { return false }
        return areColumns(left, lineHeight: lineHeight) && areColumns(right, lineHeight: lineHeight)
    }

    /// Two parts on either side of the widest empty stripe, if it is wide enough.
    private static func split(
        _ lines: [PlacedLine], gapMin: Double, _ start: KeyPath<PlacedLine, Double>, _ end: KeyPath<PlacedLine, Double>
    ) -> ([PlacedLine], [PlacedLine])? {
        let sorted = lines.sorted { $0[keyPath: start] < $1[keyPath: start] }
        var reach = -Double.infinity
        var widest = (gap: gapMin, cut: 0)
        for (index, line) in sorted.enumerated() {
            let gap = line[keyPath: start] - reach
            if index > 0, gap >= widest.gap { widest = (gap, index) }
            reach = max(reach, line[keyPath: end])
        }
        guard widest.cut > 0 else { return nil }
        return (Array(sorted[..<widest.cut]), Array(sorted[widest.cut...]))
    }
}
