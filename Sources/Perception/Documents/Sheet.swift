/// A page's lines as cells in rows: what the readers of documents work on.
struct Sheet {
    struct Cell {
        var snippet: Snippet
        let left, right, top, bottom: Double

        var height: Double { bottom - top }
        var middle: Double { (top + bottom) / 2 }
    }

    /// Rows from the top, cells from the left.
    let rows: [[Cell]]

    init(_ lines: [TextLine]) {
        let placed = PlacedLine.straightened(lines)
        rows = PlacedLine.rows(placed).map { row in
            row.map { line in
                Cell(
                    snippet: Snippet(line: lines[line.index], index: line.index), left: line.left, right: line.right,
                    top: line.top, bottom: line.bottom)
            }
        }
    }

    var cells: [Cell] { rows.flatMap { $0 } }

    /// A row's text from left to right.
    static func joined(_ row: [Cell]) -> Snippet { row.reduce(Snippet()) { $0 + $1.snippet } }

    /// The value printed after a label: the rest of its cell, or the cells to its right up to the next label, and the
    /// lines that go on below, flush with the value.
    ///
    /// - Parameter stops: all labels of the form; a cell that begins with one ends the value.
    func value(after label: FormLabel, stops: [FormLabel], goesOn: Bool = false) -> Snippet? {
        for (index, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() {
                guard let (length, cells) = label.match(row[column...]) else { continue }
                let rest = cell.snippet.dropFirst(cells > 1 ? cell.snippet.letters.count : length)
                var parts = rest.isEmpty ? [] : [cell]
                var value = rest
                for next in row.dropFirst(column + cells) {
                    if stops.contains(where: { $0.match([next][...]) != nil }) { break }
                    // A wide gap after the value has begun is the next column.
                    if let last = parts.last, next.left - last.right > 3 * cell.height { break }
                    value = value + next.snippet
                    parts.append(next)
                }
                guard goesOn else { return value }
                let edge = parts.first.map { $0.snippet == cell.snippet && !rest.isEmpty ? nil : $0.left } ?? nil
                let below = continuation(
                    below: index, edge: edge, after: parts.last ?? cell, label: cell, stops: stops)
                return value + below
            }
        }
        return nil
    }

    /// Lines under a value that begin where it begins, without a gap.
    private func continuation(
        below index: Int, edge: Double?, after last: Cell, label: Cell, stops: [FormLabel]
    ) -> Snippet {
        var value = Snippet()
        var bottom = last
        for row in rows.dropFirst(index + 1) {
            guard let cell = row.first(where: { isUnder($0, edge: edge, label: label) }) else {
                if let first = row.first, first.top - bottom.bottom > 1.5 * label.height { break }
                continue
            }
            // Whatever stands in the labels' column, read rightly or not, labels another value.
            let isLabelled = row.contains { abs($0.left - label.left) < label.height && $0.right < cell.left }
            guard cell.top - bottom.bottom < 0.9 * label.height, !isLabelled,
                !stops.contains(where: { $0.match([cell][...]) != nil })
            else { break }
            value = value + cell.snippet
            bottom = cell
        }
        return value
    }

    private func isUnder(_ cell: Cell, edge: Double?, label: Cell) -> Bool {
        // Read in one box with its label, a value begins somewhere right of the label's first character.
        guard let edge else { return cell.left > label.left + 1.5 * label.height && cell.left < label.right }
        return abs(cell.left - edge) < 1.2 * label.height
    }
}
