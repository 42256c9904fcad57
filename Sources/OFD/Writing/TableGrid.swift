/// Which cell of a table covers which places.
struct TableGrid {
    /// A cell with its place.
    struct Placement {
        let cell: FlowTable.Cell
        let row: Int
        let column: Int

        var rows: Range<Int> { row..<(row + cell.rows) }
        var columns: Range<Int> { column..<(column + cell.columns) }
    }

    let placements: [Placement]
    let rowCount: Int
    /// Where in the placements each row begins, and where the last one ends.
    private let starts: [Int]

    /// - Throws: `LayoutRefusal.table` for cells that overlap, leave the table or leave a hole.
    init(_ table: FlowTable) throws(LayoutRefusal) {
        guard !table.columns.isEmpty, table.columns.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .table("every column needs a share of the width above zero")
        }
        guard (0...table.rows.count).contains(table.headingRows) else {
            throw .table("there are \(table.rows.count) rows, but \(table.headingRows) of them are headings")
        }
        rowCount = table.rows.count
        var isTaken = [[Bool]](repeating: [Bool](repeating: false, count: table.columns.count), count: rowCount)
        var placements: [Placement] = []
        var starts = [0]
        for (row, cells) in table.rows.enumerated() {
            var column = 0
            for cell in cells {
                while column < table.columns.count, isTaken[row][column] { column += 1 }
                let placement = Placement(cell: cell, row: row, column: column)
                try Self.take(placement, &isTaken)
                placements.append(placement)
                column += cell.columns
            }
            starts.append(placements.count)
            guard !isTaken[row].contains(false) else {
                throw .table("row \(row + 1) has fewer cells than the table has columns")
            }
        }
        self.placements = placements
        self.starts = starts
    }

    /// The placements that begin in these rows.
    func indices(of rows: Range<Int>) -> Range<Int> { starts[rows.lowerBound]..<starts[rows.upperBound] }

    private static func take(_ placement: Placement, _ isTaken: inout [[Bool]]) throws(LayoutRefusal) {
        let place = "the cell in row \(placement.row + 1), column \(placement.column + 1)"
        guard placement.cell.columns >= 1, placement.cell.rows >= 1 else { throw .table("\(place) spans nothing") }
        guard placement.rows.upperBound <= isTaken.count,
            let first = isTaken.first, placement.columns.upperBound <= first.count
        else { throw .table("\(place) leaves the table") }
        for row in placement.rows {
            for column in placement.columns {
                if isTaken[row][column] { throw .table("\(place) overlaps another one") }
                isTaken[row][column] = true
            }
        }
    }

    /// Rows that cells hold together; a page may end only between such groups.
    var groups: [Range<Int>] {
        var isJoined = [Bool](repeating: false, count: rowCount)
        for placement in placements {
            for row in placement.rows.dropFirst() { isJoined[row] = true }
        }
        var groups: [Range<Int>] = []
        for row in 0..<rowCount {
            if isJoined[row], let last = groups.popLast() {
                groups.append(last.lowerBound..<(row + 1))
            } else {
                groups.append(row..<(row + 1))
            }
        }
        return groups
    }
}
